import type { Loss } from "@lazyrich/networks";

/**
 * The logistic loss of one output f an input, the logit of the class 1: (1/n) sum_i log(1 + exp(f_i)) - y_i f_i of labels 0 and 1, as PyTorch's
 * binary_cross_entropy_with_logits. Logits of any size do not overflow.
 */
export const logisticLoss: Loss = {
  name: "logistic",
  summary: "the logistic loss of one logit an input, the mean over inputs, of classes 0 and 1",
  targets: "classes",
  evaluate(outputs, { rows: n, data: classes }) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const against = classes[i] === 1 ? -outputs[i]! : outputs[i]!;
      sum += Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
    }
    return sum / n;
  },
};
