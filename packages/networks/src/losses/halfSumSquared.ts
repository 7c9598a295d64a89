import type { Loss } from "./loss.js";
import { squaredError } from "./squaredError.js";

/**
 * Half the sum of squared errors, 1/2 sum_i |f(x_i) - y_i|^2, the loss of the theory.
 *
 * @see Kunin et al. 2024, section 3; theory.md section 1.
 */
export const halfSumSquared: Loss = {
  name: "half-sum-squared",
  summary: "half the sum of squared errors, the loss of the theory",
  targets: "values",
  evaluate: (outputs, Y, c, slope) => squaredError(outputs, Y, c, 1, slope) / 2,
  halfSumFactor: () => 1,
};
