import type { Matrix } from "@lazyrich/linalg";
import type { ActivationPattern } from "@lazyrich/networks";
import type { Problem } from "./problem.js";

/** One state of a run, with what measures read of it: each is computed when first read, and once. */
export interface Observation {
  readonly problem: Problem;
  readonly theta: Float64Array;
  /** One a layer. */
  readonly learningRates: readonly number[];
  /** f on the training inputs, n x c. */
  readonly outputs: Float64Array;
  /** f on the test inputs; null where there are none. */
  readonly testOutputs: Float64Array | null;
  /** The train loss. */
  readonly loss: number;
  /** The NTK matrix on the training inputs, or those that the task has for it, nc x nc. */
  readonly kernel: Matrix;
  /** The part of each layer in it, with rate 1. */
  readonly layerKernels: readonly Matrix[];
  /** Of each hidden layer on the same inputs; null where the activation has no kink. */
  readonly activationPatterns: readonly ActivationPattern[] | null;
}
