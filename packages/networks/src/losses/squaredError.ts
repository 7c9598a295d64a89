import type { Matrix } from "@lazyrich/linalg";
import type { Numbers } from "./loss.js";

/** sum_i |f(x_i) - y_i|^2, and `factor` times the differences into `slope`. */
export function squaredError(
  outputs: ArrayLike<number>,
  { rows, data }: Matrix,
  c: number,
  factor: number,
  slope: Numbers | undefined,
): number {
  let sum = 0;
  for (let k = 0; k < rows * c; k++) {
    const residual = outputs[k]! - data[k]!;
    sum += residual ** 2;
    if (slope !== undefined) slope[k] = factor * residual;
  }
  return sum;
}
