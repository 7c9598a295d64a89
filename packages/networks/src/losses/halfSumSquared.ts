import type { Loss } from "./loss.js";
import { squaredError } from "./squaredError.js";

/**
 * Half the sum of squared errors, $1/2 sum_i |f(x_i) - y_i|^2$, the loss of the theory.
 *
 * @see Kunin et al. 2024, section 3; theory.md section 1.
 * @example
 * import { halfSumSquared } from "@lazyrich/networks";
 * const Y = { rows: 2, columns: 1, data: Float64Array.of(1, 2) };
 * const slope = new Float64Array(2);
 * halfSumSquared.evaluate([1, 5], Y, 1, slope); // 4.5
 * slope; // [0, 3]
 */
export const halfSumSquared: Loss = {
  name: "half-sum-squared",
  summary: "half the sum of squared errors, the loss of the theory",
  targets: "values",
  evaluate: (outputs, Y, c, slope) => squaredError(outputs, Y, c, 1, slope) / 2,
  halfSumFactor: () => 1,
};
