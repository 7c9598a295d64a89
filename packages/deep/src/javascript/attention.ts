import type { Kernels } from "../kernels.js";
import type { Memory } from "../memory.js";

/** Attention, head by head. */
export function attentionKernels(memory: Memory, size: number): Pick<Kernels, "attention" | "attentionBackward"> {
  return {
    attention(count, positions, kept, heads, width, isCausal, queries, keyValues, index, weights, out) {
      const { numbers: v, indices } = memory;
      const headWidth = width / heads;
      const factor = 1 / Math.sqrt(headWidth);
      for (let s = 0, r = 0; s < kept; s++) {
        for (let i = 0; i < count; i++, r++) {
          for (let head = 0; head < heads; head++) {
            const offset = head * headWidth;
            const q = queries / size + indices[index / 4 + r]! * width + offset;
            const w = weights / size + (r * heads + head) * positions;
            const to = out / size + r * width + offset;
            let largest = Number.NEGATIVE_INFINITY;
            for (let t = isCausal ? s : 0; t < positions; t++) {
              const k = keyValues / size + indices[index / 4 + t * count + i]! * 2 * width + offset;
              let score = 0;
              for (let j = 0; j < headWidth; j++) score += v[q + j]! * v[k + j]!;
              v[w + t] = factor * score;
              largest = Math.max(largest, factor * score);
            }
            let sum = 0;
            for (let t = isCausal ? s : 0; t < positions; t++) {
              const weight = Math.exp(v[w + t]! - largest);
              v[w + t] = weight;
              sum += weight;
            }
            v.fill(0, to, to + headWidth);
            for (let t = isCausal ? s : 0; t < positions; t++) {
              const value = keyValues / size + (indices[index / 4 + t * count + i]! * 2 + 1) * width + offset;
              v[w + t]! /= sum;
              for (let j = 0; j < headWidth; j++) v[to + j]! += v[w + t]! * v[value + j]!;
            }
          }
        }
      }
    },
    attentionBackward(
      count,
      positions,
      kept,
      heads,
      width,
      isCausal,
      queries,
      keyValues,
      index,
      weights,
      dOut,
      dQueries,
      dKeyValues,
      scores,
    ) {
      const { numbers: v, indices } = memory;
      const headWidth = width / heads;
      const factor = 1 / Math.sqrt(headWidth);
      for (let s = 0, r = 0; s < kept; s++) {
        for (let i = 0; i < count; i++, r++) {
          for (let head = 0; head < heads; head++) {
            const offset = head * headWidth;
            const query = indices[index / 4 + r]! * width + offset;
            const w = weights / size + (r * heads + head) * positions;
            const from = dOut / size + r * width + offset;
            let mean = 0;
            for (let t = isCausal ? s : 0; t < positions; t++) {
              const value = (indices[index / 4 + t * count + i]! * 2 + 1) * width + offset;
              let slope = 0;
              for (let j = 0; j < headWidth; j++) {
                slope += v[from + j]! * v[keyValues / size + value + j]!;
                v[dKeyValues / size + value + j]! += v[w + t]! * v[from + j]!;
              }
              v[scores / size + t] = slope;
              mean += v[w + t]! * slope;
            }
            for (let t = isCausal ? s : 0; t < positions; t++) {
              const key = indices[index / 4 + t * count + i]! * 2 * width + offset;
              const slope = factor * v[w + t]! * (v[scores / size + t]! - mean);
              for (let j = 0; j < headWidth; j++) {
                v[dQueries / size + query + j]! += slope * v[keyValues / size + key + j]!;
                v[dKeyValues / size + key + j]! += slope * v[queries / size + query + j]!;
              }
            }
          }
        }
      }
    },
  };
}
