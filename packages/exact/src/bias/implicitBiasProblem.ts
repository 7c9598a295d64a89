import type { Matrix } from "@lazyrich/linalg";
import type { Balance } from "../function-space/balance.js";

/** One neuron $f(x) = a w.x$ with fewer solutions of $X beta = y$ than dimensions, started at the function beta0. */
export interface ImplicitBiasProblem extends Balance {
  /** Inputs, $n x d$; any rank. */
  readonly X: Matrix;
  /** Targets, length n. */
  readonly y: ArrayLike<number>;
  /** The function a0 w0 at the start, length d, not 0. */
  readonly beta0: ArrayLike<number>;
  /** The conserved quantity; +Infinity and -Infinity are the limits of lazy learning. */
  readonly delta: number;
}
