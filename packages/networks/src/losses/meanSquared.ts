import type { Loss } from "./loss.js";
import { squaredError } from "./squaredError.js";

/**
 * The mean squared error $(1/n) sum_i |f(x_i) - y_i|^2$ over the inputs, without a factor 1/2.
 *
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 * @example
 * import { meanSquared } from "@lazyrich/networks";
 * const Y = { rows: 2, columns: 1, data: Float64Array.of(1, 2) };
 * meanSquared.evaluate([1, 4], Y, 1); // 2
 */
export const meanSquared: Loss = {
  name: "mean-squared",
  summary: "the mean squared error, without a factor 1/2, the loss of the experiments",
  targets: "values",
  evaluate: (outputs, Y, c, slope) => squaredError(outputs, Y, c, 2 / Y.rows, slope) / Y.rows,
  halfSumFactor: (n) => 2 / n,
};
