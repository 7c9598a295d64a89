import { type Matrix, matrix } from "../src/index.js";

/** A stream of numbers in [-1, 1), the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

export function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const next = randomNumbers(seed);
  return matrix(rows, columns, Float64Array.from({ length: rows * columns }, next));
}

/** A random symmetric matrix. */
export function randomSymmetric(n: number, seed: number): Matrix {
  const result = randomMatrix(n, n, seed);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) result.data[i * n + j] = result.data[j * n + i]!;
  return result;
}
