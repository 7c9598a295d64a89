import type { Matrix } from "@lazyrich/linalg";
import type { Loss, Numbers } from "@lazyrich/networks";

/** The mean over inputs of -log softmax(f)[y], y a class. */
export const crossEntropy: Loss = {
  name: "cross-entropy",
  targets: "classes",
  evaluate(outputs, Y, c, slope) {
    const n = Y.rows;
    let loss = 0;
    for (let i = 0; i < n; i++) {
      let largest = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < c; j++) largest = Math.max(largest, outputs[i * c + j]!);
      let sum = 0;
      for (let j = 0; j < c; j++) sum += Math.exp(outputs[i * c + j]! - largest);
      const label = Y.data[i]!;
      loss += Math.log(sum) + largest - outputs[i * c + label]!;
      if (!slope) continue;
      for (let j = 0; j < c; j++) {
        slope[i * c + j] = (Math.exp(outputs[i * c + j]! - largest) / sum - (j === label ? 1 : 0)) / n;
      }
    }
    return loss / n;
  },
};

/** (1/n) sum_i |f(x_i) - y_i|^2. */
export const meanSquared: Loss = squares("mean-squared", (n) => 2 / n);

/** 1/2 sum_i |f(x_i) - y_i|^2. */
export const halfSumSquared: Loss = squares("half-sum-squared", () => 1);

function squares(name: string, halfSumFactor: (n: number) => number): Loss {
  return {
    name,
    targets: "values",
    halfSumFactor,
    evaluate(outputs: ArrayLike<number>, Y: Matrix, _c: number, slope?: Numbers) {
      const factor = halfSumFactor(Y.rows);
      let sum = 0;
      for (let k = 0; k < Y.data.length; k++) {
        const residual = outputs[k]! - Y.data[k]!;
        sum += residual * residual;
        if (slope) slope[k] = factor * residual;
      }
      return 0.5 * factor * sum;
    },
  };
}
