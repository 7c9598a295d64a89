import type { Matrix, ProductBuild } from "@lazyrich/linalg";
import type {
  ActivationPattern,
  BoundModel,
  ConservedQuantities,
  Loss,
  Model,
  NtkOptions,
  Numbers,
} from "@lazyrich/networks";
import type { Precision } from "./memory.js";
import type { DeepDescription, DeepLayer, Statistics } from "./outline.js";

/** Where and how a network without data computes, and its running statistics. */
export interface EvaluationOptions {
  /** The build of the products; the fastest that runs here by default. */
  readonly build?: ProductBuild | undefined;
  /** Of the numbers that are computed with; "float64" by default. */
  readonly precision?: Precision | undefined;
  /** Running statistics of BatchNorm, `startStatistics()` by default. */
  readonly statistics?: ArrayLike<number> | undefined;
}

/** Rows of the kernels of single blocks of parameters, those of the inputs `first` to `first + count - 1`. */
export interface KernelRows {
  /** The number of the first input. */
  readonly first: number;
  /** How many inputs. */
  readonly count: number;
  /**
   * One block after another: count c x (first + count) c, up to the columns of these inputs, since what is beyond stands in later
   * rows. Numbers are written over once the next block is asked for.
   */
  readonly blocks: Iterable<{ readonly block: number; readonly rows: Float64Array }>;
}

/** A network made of layers. */
export interface DeepNetwork extends Model {
  /** What it was made from. */
  readonly description: DeepDescription;
  /** The blocks of theta, in PyTorch's order. */
  readonly layers: readonly DeepLayer[];
  /** Running statistics of BatchNorm as they lie in a flat array; none without BatchNorm. */
  readonly statistics: readonly Statistics[];
  /** The scale of the first layer does not reach the output: a normalisation follows it. */
  readonly isNormalized: boolean;
  /** Means 0 and variances 1. */
  startStatistics(): Float64Array;
  /** f on inputs ($m x d$), normalised by running statistics, into `out` ($m x c$). */
  value(theta: ArrayLike<number>, inputs: Matrix, out: Numbers, options?: EvaluationOptions): void;
  /**
   * The kernel on inputs ($m x d$), $m x m$.
   *
   * @param inputs one a row
   * @param options learning rates, outputs, and where and how it is computed
   */
  ntkMatrix(theta: ArrayLike<number>, inputs: Matrix, options?: NtkOptions & EvaluationOptions): Matrix;
  ntkByLayer(theta: ArrayLike<number>, inputs: Matrix, options?: EvaluationOptions): Matrix[];
  /** The matrices of `ntkByLayer` by rows, some inputs at a time, where they do not fit into memory. */
  ntkRows(theta: ArrayLike<number>, inputs: Matrix, options?: EvaluationOptions): Iterable<KernelRows>;
  activationPatterns(theta: ArrayLike<number>, inputs: Matrix, options?: EvaluationOptions): ActivationPattern[];
  conservedQuantities(theta: ArrayLike<number>, learningRates?: readonly number[]): ConservedQuantities[];
  bind(data: DeepData): BoundDeepNetwork;
}

/** The data of a deep network, and how it computes on them. */
export interface DeepData {
  /** Inputs, $n x d$: one a row. */
  readonly X: Matrix;
  /** Targets as the loss wants them: values, $n x c$, or classes, $n x 1$. */
  readonly Y: Matrix;
  /** What is measured between outputs and targets. */
  readonly loss: Loss;
  /** The build of the products; the fastest that runs here by default. */
  readonly build?: ProductBuild | undefined;
  /** Of the numbers that are computed with; "float32" by default. */
  readonly precision?: Precision | undefined;
}

/** A deep network with its data. */
export interface BoundDeepNetwork extends BoundModel {
  readonly model: DeepNetwork;
  /**
   * Running statistics of BatchNorm. `lossAndGradient` moves them, as a training pass of PyTorch does; `value`, kernels and
   * patterns use them; `lossAt` and `gradient` normalise by the batch and leave them as they are.
   */
  readonly statistics: Float64Array;
  /**
   * f on some inputs into `out` ($n x c$).
   *
   * @param rows places of the inputs in X; all if not given
   */
  value(theta: ArrayLike<number>, out: Numbers, rows?: ArrayLike<number>): void;
  ntkMatrix(theta: ArrayLike<number>, options?: NtkOptions): Matrix;
  ntkByLayer(theta: ArrayLike<number>): Matrix[];
  activationPatterns(theta: ArrayLike<number>): ActivationPattern[];
  /** Bytes of the buffers so far. */
  readonly bytes: number;
}
