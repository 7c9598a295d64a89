import { type Matrix, matrix, matrixFromRows, productTransposed, transposedProduct } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import { twoLayerLinear } from "../src/index.js";
import { distance, norm } from "./norm.js";
import references from "./references/two-layer-linear.json" with { type: "json" };
import extremes from "./references/two-layer-linear-extremes.json" with { type: "json" };
import graded from "./references/two-layer-linear-graded.json" with { type: "json" };
import random from "./references/two-layer-linear-random.json" with { type: "json" };

type Reference = (typeof references)[number];

function solve({ W0, A0, betaStar, etaA, etaW }: Reference) {
  return twoLayerLinear({
    W0: matrixFromRows(W0),
    A0: matrixFromRows(A0),
    betaStar: matrixFromRows(betaStar),
    etaA,
    etaW,
  });
}

/** The largest relative error of the three blocks at time i. */
function errorAt(reference: Reference, trajectory: ReturnType<ReturnType<typeof solve>["trajectory"]>, i: number) {
  const state = trajectory.stateAt(i);
  const errors = (["beta", "WtW", "AtA"] as const).map((name) => {
    const expected = reference[name][i]!.flat();
    return distance(state[name].data, expected) / (norm(expected) || 1);
  });
  return Math.max(...errors);
}

/** Deviation of etaW A A^T - etaA W W^T from delta I, relative to the squared weights. */
function drift(W: Matrix, A: Matrix, { etaA, etaW, delta }: Reference): number {
  const [readouts, weights] = [productTransposed(A, A), productTransposed(W, W)];
  const deviation = readouts.data.map(
    (entry, k) => etaW * entry - etaA * weights.data[k]! - (k % (W.rows + 1) === 0 ? delta : 0),
  );
  return norm(deviation) / (etaW * norm(readouts.data) + etaA * norm(weights.data));
}

describe.each(references.map((reference, index) => ({ reference, index })))(
  "60-digit reference $index",
  ({ reference, index }) => {
    const solution = solve(reference);
    const trajectory = solution.trajectory(reference.times);

    it("has the same function and representations at every time", () => {
      for (const [i, time] of reference.times.entries()) {
        // there it passes so close to a saddle that the last bit of the start moves beta by 1e-6
        const tolerance = index === 4 && time === 30 ? 1e-6 : 2e-13;
        expect(errorAt(reference, trajectory, i), `t = ${time}`).toBeLessThan(tolerance);
      }
    });

    it("conserves delta", () => {
      // the start is rounded, so its delta is that of the reference to the last bits of the squared weights
      const squares = norm(reference.W0.flat()) ** 2 + norm(reference.A0.flat()) ** 2;
      expect(Math.abs(solution.delta - reference.delta)).toBeLessThan(2e-15 * squares);
      const [W, A] = [matrix(reference.h, reference.d), matrix(reference.h, reference.c)];
      for (const time of [...reference.times, 1e6]) {
        solution.layersAt(time, W, A);
        expect(drift(W, A, reference), `t = ${time}`).toBeLessThan(2e-14);
      }
    });
  },
);

describe.each(extremes)("400-digit reference: $name", (reference) => {
  const trajectory = solve(reference).trajectory(reference.times);

  it("has the same function and representations at every time", () => {
    for (const [i, time] of reference.times.entries()) {
      // at t = 30 a neuron of 1e-9 has just passed a saddle, and magnifies the rounding of the start
      const tolerance = reference.name === "neurons of many scales" && time === 30 ? 1e-10 : 2e-14;
      expect(errorAt(reference, trajectory, i), `t = ${time}`).toBeLessThan(tolerance);
    }
  });

  it("has the same kernel distance in relative terms", () => {
    for (const [i, expected] of reference.kernelDistance.entries()) {
      // where the kernel only grows, or a rectangular layer is far from balance, the turning is a small part of a tiny change
      const hard =
        expected < 1e-6 && ["a neuron of 1e-20", "h < c", "h < d"].some((end) => reference.name.endsWith(end));
      // far from balance the rounding of the start is as large as the change
      const tolerance = hard ? 1e-4 : reference.name.startsWith("far") ? 1e-9 : 1e-11;
      expect(Math.abs(trajectory.kernelDistance[i]! / expected - 1), `t = ${reference.times[i]}`).toBeLessThan(
        tolerance,
      );
    }
  });
});

describe("references of one hidden neuron whose entries lie up to 60 orders of magnitude apart", () => {
  it.each(graded)("w0 = $w0, a0 = $a0, betaStar = $betaStar, t = $time", ({ w0, a0, betaStar, time, ...expected }) => {
    const trajectory = twoLayerLinear({
      W0: matrixFromRows([w0]),
      A0: matrixFromRows([a0]),
      betaStar: matrixFromRows(betaStar),
    }).trajectory([time]);
    const state = trajectory.stateAt(0);
    for (const name of ["beta", "WtW", "AtA"] as const) {
      const block = expected[name];
      if (block == null) continue;
      const allowed = 1e-313 + (1e-13 + 1e-16 * time * norm(betaStar.flat())) * norm(block);
      expect(distance(state[name].data, block), name).toBeLessThanOrEqual(allowed);
    }
    if (expected.kernelDistance == null) return;
    expect(Math.abs(trajectory.kernelDistance[0]! / expected.kernelDistance - 1)).toBeLessThan(1e-11);
  });
});

describe("references of random networks whose digits double precision loses", () => {
  it.each(random)("$name", ({ name: _name, W0, A0, betaStar, etaA, etaW, time, ...expected }) => {
    const solution = twoLayerLinear({
      W0: matrixFromRows(W0),
      A0: matrixFromRows(A0),
      betaStar: matrixFromRows(betaStar),
      etaA,
      etaW,
    });
    const state = solution.at(time);
    const [W, A] = [matrix(W0.length, betaStar.length), matrix(W0.length, betaStar[0]!.length)];
    solution.layersAt(time, W, A);
    const ofLayers = { beta: transposedProduct(W, A), WtW: transposedProduct(W, W), AtA: transposedProduct(A, A) };
    for (const name of ["beta", "WtW", "AtA"] as const) {
      const block = expected[name];
      if (block == null) continue;
      const allowed = 1e-313 + 1e-15 * norm(block);
      expect(distance(state[name].data, block), name).toBeLessThanOrEqual(allowed);
      expect(distance(ofLayers[name].data, block), name).toBeLessThanOrEqual(10 * allowed);
    }
    if (expected.kernelDistance == null) return;
    expect(Math.abs(solution.trajectory([time]).kernelDistance[0]! / expected.kernelDistance - 1)).toBeLessThan(1e-14);
  });
});
