import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

/** Losses with their slopes. */
export function lossKernels(memory: Memory, size: number): Pick<Kernels, "crossEntropy" | "halfSquares"> {
  return {
    crossEntropy(rows, width, outputs, labels, factor, slope) {
      const v = memory.numbers;
      let loss = 0;
      for (let i = 0; i < rows; i++) {
        const f = outputs / size + i * width;
        const to = slope / size + i * width;
        let largest = v[f]!;
        for (let j = 1; j < width; j++) largest = Math.max(largest, v[f + j]!);
        let sum = 0;
        for (let j = 0; j < width; j++) sum += Math.exp(v[f + j]! - largest);
        const label = memory.indices[labels / 4 + i]!;
        loss += Math.log(sum) + largest - v[f + label]!;
        if (slope === 0) continue;
        for (let j = 0; j < width; j++) v[to + j] = (factor / sum) * Math.exp(v[f + j]! - largest);
        v[to + label]! -= factor;
      }
      return loss;
    },
    halfSquares(n, outputs, targets, factor, slope) {
      const v = memory.numbers;
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const residual = v[outputs / size + i]! - v[targets / size + i]!;
        sum += residual * residual;
        if (slope !== 0) v[slope / size + i] = factor * residual;
      }
      return 0.5 * sum;
    },
  };
}
