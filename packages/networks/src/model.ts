import type { Matrix, ProductBuild } from "@lazyrich/linalg";
import type { Activity } from "@lazyrich/metrics";
import type { Loss, Numbers } from "./losses/loss.js";

/** One block of parameters as it lies in theta, row-major from `offset` on. */
export interface Layer {
  readonly name: string;
  /** Its size is the product of these. */
  readonly shape: readonly number[];
  readonly offset: number;
}

/**
 * Rates of the layers, and where a kernel is written.
 */
export interface NtkOptions {
  /** One a layer, at least 0; all 1 if not given. */
  readonly learningRates?: readonly number[] | undefined;
  /** Where the kernel is written, nc x nc; a new matrix if not given. */
  readonly out?: Matrix | undefined;
}

/** Which neurons of one hidden layer are active on which inputs. */
export interface ActivationPattern extends Activity {
  /** The layer whose weights decide it, a place in `layers`. */
  readonly layer: number;
}

/** What gradient flow conserves between two neighbouring layers. */
export interface ConservedQuantities {
  /** The places in `layers` of the weights into the neurons and out of them. */
  readonly layers: readonly [into: number, outOf: number];
  /** One a neuron, $delta_k = eta_2 |a_k|^2 - eta_1 |w_k|^2$, of the weights out of it and into it. */
  readonly values: Float64Array;
}

/** What a model learns from. */
export interface Data {
  /** Inputs, $n x d$: one a row. */
  readonly X: Matrix;
  /** Targets as the loss wants them: values, $n x c$, or classes, $n x 1$. */
  readonly Y: Matrix;
  readonly loss: Loss;
  /** The build of the matrix products; by default one that gives the same bytes on every machine. */
  readonly build?: ProductBuild | undefined;
}

/**
 * A network as functions of one flat parameter vector theta (length p) and of inputs, one a row: it holds no data and no parameters.
 *
 * The functions write into the buffers they are given and are bound to nothing. They check sizes where that costs nothing, and trust theta to have
 * length p.
 */
export interface Model {
  /** d, the length of an input. */
  readonly inputDimension: number;
  /** c, the length of f(x). */
  readonly outputDimension: number;
  /** p, the length of theta. */
  readonly parameterCount: number;
  /** The blocks of theta, the first layer first. */
  readonly layers: readonly Layer[];
  /** Writes f on inputs ($m x d$) into `out` ($m x c$). */
  value(theta: ArrayLike<number>, inputs: Matrix, out: Numbers): void;
  /** The neural tangent kernel on inputs, $J diag(eta) J^T$, exactly symmetric, nc x nc with the outputs of one input side by side. */
  ntkMatrix(theta: ArrayLike<number>, inputs: Matrix, options?: NtkOptions): Matrix;
  /** The part of each layer in the kernel, at the rate 1. */
  ntkByLayer(theta: ArrayLike<number>, inputs: Matrix): Matrix[];
  /** One for each hidden layer, where the activation has a kink. */
  activationPatterns?(theta: ArrayLike<number>, inputs: Matrix): ActivationPattern[];
  /** For each hidden layer, where gradient flow conserves something; rates one a layer, above 0, all 1 if not given. */
  conservedQuantities?(theta: ArrayLike<number>, learningRates?: readonly number[]): ConservedQuantities[];
  /**
   * The model on data, which is kept, not copied: it must not change afterwards.
   *
   * @throws RangeError if the data do not fit the model or the loss, or are not finite.
   */
  bind(data: Data): BoundModel;
}

/** A model with what it learns from. Its functions share scratch space, so one bound model serves one thread of control. */
export interface BoundModel {
  /** The model. One that normalises by its data has what these gave it, so that a second bind of it, on a test set, has it too. */
  readonly model: Model;
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly loss: Loss;
  /** Writes $f(x_i)$ into `out` ($n x c$). */
  value(theta: ArrayLike<number>, out: Numbers): void;
  /** L. */
  lossAt(theta: ArrayLike<number>): number;
  /** Writes $dL/dtheta$ into `out` (length p). */
  gradient(theta: ArrayLike<number>, out: Numbers): void;
  /**
   * Both in one pass, of all inputs or of those of a batch, whose loss it then is.
   *
   * @param rows places of the batch's inputs in X; all if not given
   */
  lossAndGradient(theta: ArrayLike<number>, out: Numbers, rows?: ArrayLike<number>): number;
  /** The kernel on X; what depends on X alone is formed once. */
  ntkMatrix(theta: ArrayLike<number>, options?: NtkOptions): Matrix;
  activationPatterns?(theta: ArrayLike<number>): ActivationPattern[];
}
