import {
  type GaussianSource,
  gaussianMatrix,
  type Matrix,
  matrix,
  orthonormalColumns,
  product,
  productTransposed,
} from "@lazyrich/linalg";
import type { TwoLayerLinearProblem } from "../src/index.js";
import { isotropicStart } from "./isotropicStart.js";

/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers by the method of Box and Muller. */
export function gaussianNumbers(seed: number): GaussianSource {
  const uniform = randomNumbers(seed);
  return { gaussian: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

/** A random orthogonal n x n matrix. */
export function randomRotation(n: number, seed: number): Matrix {
  return orthonormalColumns(gaussianMatrix(n, n, gaussianNumbers(seed)));
}

/** The given singular values between random orthonormal directions, d x c. */
export function randomTarget(d: number, c: number, values: readonly number[], seed: number): Matrix {
  const random = gaussianNumbers(seed);
  const [left, right] = [d, c].map((n) => orthonormalColumns(gaussianMatrix(n, values.length, random))) as [
    Matrix,
    Matrix,
  ];
  return productTransposed(product(left, diagonal(values)), right);
}

export function diagonal(values: readonly number[]): Matrix {
  const result = matrix(values.length, values.length);
  for (const [i, value] of values.entries()) result.data[i * values.length + i] = value;
  return result;
}

export interface Sizes {
  readonly h: number;
  readonly d: number;
  readonly c: number;
}

/** A random isotropic problem of the given sizes, with a full-rank target and unequal learning rates. */
export function randomProblem(
  { h, d, c }: Sizes,
  delta: number,
  seed: number,
  tau = 0.7,
): Required<Omit<TwoLayerLinearProblem, "build">> {
  const [etaA, etaW] = [1.3, 0.6];
  const { W, A } = isotropicStart({ h, d, c, delta, tau, etaA, etaW, random: gaussianNumbers(seed) });
  const values = Array.from({ length: Math.min(d, c) }, (_, i) => 2 / (i + 1));
  return { W0: W, A0: A, betaStar: randomTarget(d, c, values, seed + 1), etaA, etaW, inputScale: 1 };
}
