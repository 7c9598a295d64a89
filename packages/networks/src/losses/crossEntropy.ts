import type { Loss } from "./loss.js";

/**
 * The cross-entropy of the softmax of the outputs, $-(1/n) sum_i log p_i(y_i)$, the mean over the inputs, of classes $y_i$ from 0 to c - 1.
 *
 * The greatest output of an input is subtracted first, so that outputs of any size do not overflow, and its 1 is left out of the sum, so that a
 * small loss keeps its digits.
 *
 * @example
 * import { crossEntropy } from "@lazyrich/networks";
 * const classes = { rows: 1, columns: 1, data: Float64Array.of(1) };
 * crossEntropy.evaluate([0, 0], classes, 2); // 0.69315: log 2
 * crossEntropy.evaluate([0, 40], classes, 2); // 4.2484e-18: with all its digits
 */
export const crossEntropy: Loss = {
  name: "cross-entropy",
  summary: "the cross-entropy of the softmax of the outputs, the mean over inputs, of classes",
  targets: "classes",
  evaluate(outputs, { rows: n, data: classes }, c, slope) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      let first = 0;
      for (let q = 1; q < c; q++) if (outputs[i * c + q]! > outputs[i * c + first]!) first = q;
      const greatest = outputs[i * c + first]!;
      let others = 0;
      for (let q = 0; q < c; q++) if (q !== first) others += Math.exp(outputs[i * c + q]! - greatest);
      const wanted = classes[i]!;
      sum += Math.log1p(others) + (greatest - outputs[i * c + wanted]!);
      if (slope === undefined) continue;
      for (let q = 0; q < c; q++) {
        const probability = Math.exp(outputs[i * c + q]! - greatest) / (1 + others);
        slope[i * c + q] = (probability - (q === wanted ? 1 : 0)) / n;
      }
    }
    return sum / n;
  },
};
