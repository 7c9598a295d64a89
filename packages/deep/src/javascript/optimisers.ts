import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

/** Steps of optimisers. */
export function optimiserKernels(memory: Memory, size: number): Pick<Kernels, "sgdStep" | "adamWStep"> {
  return {
    sgdStep(n, rate, momentum, isNesterov, weightDecay, theta, gradient, velocity) {
      const { numbers: x, moments } = memory;
      for (let i = 0; i < n; i++) {
        const at = theta / size + i;
        const g = x[gradient / size + i]! + weightDecay * x[at]!;
        const v = momentum * moments[velocity / 8 + i]! + g;
        moments[velocity / 8 + i] = v;
        x[at]! -= rate * (isNesterov ? g + momentum * v : v);
      }
    },
    adamWStep(n, keep, stepSize, beta1, beta2, perRoot, epsilon, theta, gradient, first, second) {
      const { numbers: x, moments } = memory;
      const [gain1, gain2] = [1 - beta1, 1 - beta2];
      for (let i = 0; i < n; i++) {
        const at = theta / size + i;
        const g = x[gradient / size + i]!;
        const m = beta1 * moments[first / 8 + i]! + gain1 * g;
        const v = beta2 * moments[second / 8 + i]! + gain2 * g * g;
        moments[first / 8 + i] = m;
        moments[second / 8 + i] = v;
        x[at] = keep * x[at]! - (stepSize * m) / (Math.sqrt(v) * perRoot + epsilon);
      }
    },
  };
}
