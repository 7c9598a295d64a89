import type { Matrix } from "@lazyrich/linalg";

/** A balanced deep linear network with one output, $f(x) = beta.x$, started at the function beta0. */
export interface DeepImplicitBiasProblem {
  /** Number of weight matrices $>= 1$, or Infinity. */
  readonly depth: number;
  /** Inputs, $n x d$; any rank. */
  readonly X: Matrix;
  /** Targets, length n. */
  readonly y: ArrayLike<number>;
  /** The function at the start, length d, not 0. */
  readonly beta0: ArrayLike<number>;
}
