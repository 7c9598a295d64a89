import type { Matrix } from "@lazyrich/linalg";

/** A regression task with one output. */
export interface Regression {
  /** Inputs, n x d: one a row. */
  readonly X: Matrix;
  /** Targets, length n. */
  readonly y: Float64Array;
}
