import type { Balance } from "../function-space/balance.js";

/** A start and a target in function space, on inputs with $X^T X = c I$. */
export interface LazyLimitProblem extends Balance {
  /** Length d. */
  readonly beta0: ArrayLike<number>;
  /** Length d. */
  readonly betaStar: ArrayLike<number>;
  /** The c of $X^T X = c I$; 1 (whitened inputs) if not given. */
  readonly inputScale?: number | undefined;
}
