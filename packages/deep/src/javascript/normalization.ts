import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

type NormalizationKernels = Pick<
  Kernels,
  | "columnMoments"
  | "batchNorm"
  | "batchNormSums"
  | "batchNormBackward"
  | "layerNorm"
  | "layerNormGradient"
  | "layerNormBackward"
>;

/** BatchNorm by columns and LayerNorm by rows. */
export function normalizationKernels(memory: Memory, size: number): NormalizationKernels {
  return {
    columnMoments(rows, width, x, means, variances) {
      const { numbers: v, moments: m } = memory;
      const [mean, variance] = [means / 8, variances / 8];
      m.fill(0, mean, mean + width);
      m.fill(0, variance, variance + width);
      for (let i = 0, at = x / size; i < rows; i++) for (let j = 0; j < width; j++) m[mean + j]! += v[at++]!;
      for (let j = 0; j < width; j++) m[mean + j]! /= rows;
      for (let i = 0, at = x / size; i < rows; i++) {
        for (let j = 0; j < width; j++) m[variance + j]! += (v[at++]! - m[mean + j]!) ** 2;
      }
      for (let j = 0; j < width; j++) m[variance + j]! /= rows;
    },
    batchNorm(rows, width, x, means, inverses, gain, shift, y) {
      const { numbers: v, moments: m } = memory;
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < width; j++, k++) {
          const normal = (v[x / size + k]! - m[means / 8 + j]!) * m[inverses / 8 + j]!;
          v[y / size + k] = v[gain / size + j]! * normal + v[shift / size + j]!;
        }
      }
    },
    batchNormSums(rows, width, x, means, inverses, dy, ofShift, ofGain) {
      const { numbers: v, moments: m } = memory;
      m.fill(0, ofShift / 8, ofShift / 8 + width);
      m.fill(0, ofGain / 8, ofGain / 8 + width);
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < width; j++, k++) {
          const d = v[dy / size + k]!;
          m[ofShift / 8 + j]! += d;
          m[ofGain / 8 + j]! += d * ((v[x / size + k]! - m[means / 8 + j]!) * m[inverses / 8 + j]!);
        }
      }
    },
    batchNormBackward(rows, width, x, means, inverses, gain, dy, ofShift, ofGain, share, dx) {
      const { numbers: v, moments: m } = memory;
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < width; j++, k++) {
          const inverse = m[inverses / 8 + j]!;
          const normal = (v[x / size + k]! - m[means / 8 + j]!) * inverse;
          const centred = v[dy / size + k]! - share * (m[ofShift / 8 + j]! + normal * m[ofGain / 8 + j]!);
          v[dx / size + k] = v[gain / size + j]! * inverse * centred;
        }
      }
    },
    layerNorm(rows, width, epsilon, x, gain, shift, y, means, inverses) {
      const { numbers: v, moments: m } = memory;
      for (let i = 0; i < rows; i++) {
        const row = x / size + i * width;
        let mean = 0;
        for (let j = 0; j < width; j++) mean += v[row + j]!;
        mean /= width;
        let variance = 0;
        for (let j = 0; j < width; j++) variance += (v[row + j]! - mean) ** 2;
        const inverse = 1 / Math.sqrt(variance / width + epsilon);
        for (let j = 0; j < width; j++) {
          const normal = (v[row + j]! - mean) * inverse;
          v[y / size + i * width + j] = v[gain / size + j]! * normal + v[shift / size + j]!;
        }
        m[means / 8 + i] = mean;
        m[inverses / 8 + i] = inverse;
      }
    },
    layerNormGradient(rows, width, x, means, inverses, dy, ofGain, ofShift) {
      const { numbers: v, moments: m } = memory;
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < width; j++, k++) {
          const d = v[dy / size + k]!;
          v[ofGain / size + j]! += d * ((v[x / size + k]! - m[means / 8 + i]!) * m[inverses / 8 + i]!);
          v[ofShift / size + j]! += d;
        }
      }
    },
    layerNormBackward(rows, width, x, means, inverses, gain, dy, dx) {
      const { numbers: v, moments: m } = memory;
      for (let i = 0; i < rows; i++) {
        const [from, row, to] = [dy / size + i * width, x / size + i * width, dx / size + i * width];
        const [mean, inverse] = [m[means / 8 + i]!, m[inverses / 8 + i]!];
        let [sum, product] = [0, 0];
        for (let j = 0; j < width; j++) {
          const g = v[gain / size + j]! * v[from + j]!;
          sum += g;
          product += g * ((v[row + j]! - mean) * inverse);
        }
        sum /= width;
        product /= width;
        for (let j = 0; j < width; j++) {
          const normal = (v[row + j]! - mean) * inverse;
          v[to + j] = inverse * (v[gain / size + j]! * v[from + j]! - sum - normal * product);
        }
      }
    },
  };
}
