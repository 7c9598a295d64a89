import type { Matrix, ProductBuild } from "@lazyrich/linalg";

/** Numbers in the precision of whoever gives them. */
export type Numbers = Float64Array | Float32Array;

/** One block of parameters as it lies in theta; first layer first. Its size is the product of its shape. */
export interface Layer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
}

/** A loss over all outputs of a batch. */
export interface Loss {
  readonly name: string;
  /** What Y holds: `"values"`, n x c, or `"classes"`, n x 1 whole numbers below c. */
  readonly targets: "values" | "classes";
  /** L of the outputs (n x c), and dL/df into `slope` (n x c) where it is given. */
  evaluate(outputs: ArrayLike<number>, Y: Matrix, c: number, slope?: Numbers): number;
  /** L is this factor of n times 1/2 sum |f - y|^2, for the losses that are so. */
  readonly halfSumFactor?: ((n: number) => number) | undefined;
}

/** Which units of one hidden layer are active, z >= 0, on which inputs. */
export interface ActivationPattern {
  readonly layer: string;
  readonly hiddenWidth: number;
  readonly inputCount: number;
  /** hiddenWidth x inputCount zeros and ones. */
  readonly active: Uint8Array;
}

/** What gradient flow conserves between two neighbouring layers, one value a neuron or channel. */
export interface ConservedQuantities {
  readonly layers: readonly [incoming: string, outgoing: string];
  readonly values: Float64Array;
}

export interface NtkOptions {
  /** One a layer, 1 if not given. */
  readonly learningRates?: readonly number[] | undefined;
  readonly out?: Matrix | undefined;
}

/** A network without data, as functions of one flat theta. */
export interface Model {
  readonly inputDimension: number;
  readonly outputDimension: number;
  readonly parameterCount: number;
  readonly layers: readonly Layer[];
  value(theta: ArrayLike<number>, inputs: Matrix, out: Numbers): void;
  ntkMatrix(theta: ArrayLike<number>, inputs: Matrix, options?: NtkOptions): Matrix;
  ntkByLayer(theta: ArrayLike<number>, inputs: Matrix): Matrix[];
  activationPatterns?(theta: ArrayLike<number>, inputs: Matrix): ActivationPattern[];
  conservedQuantities?(theta: ArrayLike<number>, learningRates?: readonly number[]): ConservedQuantities[];
  bind(data: { X: Matrix; Y: Matrix; loss: Loss; build?: ProductBuild | undefined }): BoundModel;
}

/** A network with its data and loss. */
export interface BoundModel {
  readonly model: Model;
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly loss: Loss;
  value(theta: ArrayLike<number>, out: Numbers): void;
  lossAt(theta: ArrayLike<number>): number;
  gradient(theta: ArrayLike<number>, out: Numbers): void;
  lossAndGradient(theta: ArrayLike<number>, out: Numbers, rows?: ArrayLike<number>): number;
  ntkMatrix(theta: ArrayLike<number>, options?: NtkOptions): Matrix;
  activationPatterns?(theta: ArrayLike<number>): ActivationPattern[];
}
