import type { Matrix } from "@lazyrich/linalg";

/** Arrays that outputs and gradients are written into. */
export type Numbers = Float64Array | Float32Array;

/** How far outputs are from what is to be learnt, as one number. */
export interface Loss {
  readonly name: string;
  /** One line: what it is. */
  readonly summary?: string | undefined;
  /** What Y holds: `"values"`, $n x c$, or `"classes"`, $n x 1$ whole numbers below c. */
  readonly targets: "values" | "classes";
  /**
   * L of the outputs ($n x c$, row-major) and Y (n rows), and $dL/df$ into `slope` ($n x c$) if it is given.
   *
   * Entries of `outputs` and `slope` beyond $n x c$ are left alone.
   */
  evaluate(outputs: ArrayLike<number>, Y: Matrix, c: number, slope?: Numbers): number;
  /** The factor of n inputs k where $L = k/2 sum_i |f(x_i) - y_i|^2$: such a loss lets a model fuse its passes. */
  readonly halfSumFactor?: ((n: number) => number) | undefined;
}
