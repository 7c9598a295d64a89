import { errorFunction } from "@lazyrich/networks";
import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

type ActivationKernels = Pick<
  Kernels,
  "leaky" | "leakyBackward" | "tanh" | "tanhBackward" | "gelu" | "geluBackward" | "geluByTanh" | "geluByTanhBackward"
>;

const NORMAL_DENSITY_AT_0 = 0.3989422804014327;
const ROOT_OF_2_OVER_PI = 0.7978845608028654;

/** Activations and their slopes. */
export function activationKernels(memory: Memory, size: number): ActivationKernels {
  return {
    leaky(n, gamma, x, y) {
      const v = memory.numbers;
      for (let i = 0, from = x / size, to = y / size; i < n; i++) {
        const z = v[from + i]!;
        v[to + i] = gamma === 0 ? Math.max(z, 0) : z >= 0 ? z : gamma * z;
      }
    },
    leakyBackward(n, gamma, x, dy, dx) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) {
        const d = v[dy / size + i]!;
        v[dx / size + i] = v[x / size + i]! >= 0 ? d : gamma * d;
      }
    },
    tanh(n, x, y) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) v[y / size + i] = Math.tanh(v[x / size + i]!);
    },
    tanhBackward(n, y, dy, dx) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) v[dx / size + i] = (1 - v[y / size + i]! ** 2) * v[dy / size + i]!;
    },
    gelu(n, x, y) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) {
        const z = v[x / size + i]!;
        v[y / size + i] = 0.5 * z * (1 + errorFunction(z * Math.SQRT1_2));
      }
    },
    geluBackward(n, x, dy, dx) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) {
        const z = v[x / size + i]!;
        const slope = 0.5 * (1 + errorFunction(z * Math.SQRT1_2)) + z * NORMAL_DENSITY_AT_0 * Math.exp(-0.5 * z * z);
        v[dx / size + i] = slope * v[dy / size + i]!;
      }
    },
    geluByTanh(n, x, y) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) {
        const z = v[x / size + i]!;
        v[y / size + i] = 0.5 * z * (1 + Math.tanh(ROOT_OF_2_OVER_PI * (z + 0.044715 * z ** 3)));
      }
    },
    geluByTanhBackward(n, x, dy, dx) {
      const v = memory.numbers;
      for (let i = 0; i < n; i++) {
        const z = v[x / size + i]!;
        const t = Math.tanh(ROOT_OF_2_OVER_PI * (z + 0.044715 * z ** 3));
        const slope = 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * ROOT_OF_2_OVER_PI * (1 + 0.134145 * z * z);
        v[dx / size + i] = slope * v[dy / size + i]!;
      }
    },
  };
}
