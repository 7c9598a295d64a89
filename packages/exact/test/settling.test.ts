import { gaussianMatrix, matrix, orthonormalColumns, product } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { type TwoLayerLinearProblem, type TwoLayerLinearState, twoLayerLinear } from "../src/index.js";
import { isotropicStart } from "./isotropicStart.js";
import { distance, norm } from "./norm.js";
import { gaussianNumbers, randomRotation, randomTarget, type Sizes } from "./randomStart.js";

interface Start extends Sizes {
  readonly delta: number;
  readonly tau: number;
  readonly values: readonly number[];
  /** The last of the times. */
  readonly end: number;
}

/** A random network whose hidden neurons, at delta = 0, start well above the saddles: W = tau O V^T and A = tau O U^T with directions near those of the target. */
function problemOf({ h, d, c, delta, tau, values }: Start, seed: number): TwoLayerLinearProblem {
  const betaStar = randomTarget(d, c, values, seed + 1);
  if (delta !== 0) {
    const { W, A } = isotropicStart({ h, d, c, delta, tau, random: gaussianNumbers(seed) });
    return { W0: W, A0: A, betaStar };
  }
  const axes = orthonormalColumns(gaussianMatrix(d, h, gaussianNumbers(seed)));
  const W0 = matrix(h, d);
  for (let i = 0; i < h; i++) for (let j = 0; j < d; j++) W0.data[i * d + j] = tau * axes.data[j * h + i]!;
  return { W0, A0: product(W0, randomRotation(d, seed + 2)), betaStar };
}

function difference(a: TwoLayerLinearState, b: TwoLayerLinearState): number {
  const names = ["beta", "WtW", "AtA"] as const;
  return Math.max(...names.map((name) => distance(a[name].data, b[name].data) / norm(b[name].data)));
}

const STARTS: readonly (Start & { readonly seed: number })[] = [
  { h: 8, d: 8, c: 8, delta: 2, tau: 0.1, values: [2, 1, 0.7, 0.5, 0.2, 0.1, 0.05, 0.01], seed: 1, end: 1500 },
  { h: 8, d: 8, c: 8, delta: -50, tau: 1e-3, values: [2, 1, 0.7, 0.5, 0.2, 0.1, 0.05, 0.01], seed: 2, end: 2.5 },
  { h: 8, d: 8, c: 8, delta: 1e-3, tau: 0.1, values: [2, 1, 0.7, 0.5, 0.2, 0.1, 0.05, 0.01], seed: 3, end: 3000 },
  { h: 4, d: 8, c: 4, delta: 0.3, tau: 0.01, values: [3, 1, 0.3, 0.1], seed: 4, end: 300 },
  { h: 4, d: 8, c: 4, delta: 1e-4, tau: 1, values: [3, 1, 0.3, 0.1], seed: 5, end: 3000 },
  { h: 9, d: 9, c: 4, delta: -0.2, tau: 0.3, values: [3, 1, 0.3], seed: 6, end: 300 },
  { h: 8, d: 8, c: 8, delta: 0.05, tau: 1e-4, values: [3, 1, 0.3], seed: 7, end: 600 },
  { h: 3, d: 8, c: 8, delta: 0, tau: 0.1, values: [3, 1, 0.3, 0.1, 0.05, 0.01, 0.005, 0.001], seed: 8, end: 40000 },
  { h: 3, d: 8, c: 8, delta: 0, tau: 1e-5, values: [3, 2.9, 2.8, 1.5, 1.4, 0.1, 0.05, 0.02], seed: 9, end: 1500 },
  { h: 4, d: 4, c: 4, delta: -1000, tau: 5, values: [1e-3, 1e-3, 1e-3, 1e-3], seed: 10, end: 0.12 },
  { h: 4, d: 4, c: 4, delta: 1e-3, tau: 20, values: [2, 1, 0.5, 0.3], seed: 11, end: 80 },
  { h: 4, d: 4, c: 4, delta: 1, tau: 5, values: [2, 1, 0.5, 0.3], seed: 12, end: 80 },
];

it.each(STARTS)(
  "has the state of each time, whatever has settled by then: h = $h, d = $d, c = $c, delta = $delta, tau = $tau",
  (start) => {
    const problem = problemOf(start, start.seed);
    const passed = twoLayerLinear(problem);
    let most = 0;
    let at = 0;
    for (let k = 1; k <= 80; k++) {
      const time = start.end * (k <= 40 ? k / 40 : 1.26 ** (40 - k));
      const error = difference(passed.at(time), twoLayerLinear(problem).at(time));
      if (error > most) [most, at] = [error, time];
    }
    expect(most, `t = ${at}`).toBeLessThan(1e-13);
  },
);
