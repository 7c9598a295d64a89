import { matrixFromRows } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import { alignedMode, deepLearningTime, deepMode, singleNeuron, twoLayerLinear } from "../src/index.js";
import { distance, norm } from "./norm.js";
import alignedModes from "./references/aligned-mode.json" with { type: "json" };
import deepEdges from "./references/deep-mode-edges.json" with { type: "json" };
import references from "./references/early-and-tiny.json" with { type: "json" };
import edges from "./references/single-neuron-edges.json" with { type: "json" };
import randomNeurons from "./references/single-neuron-random.json" with { type: "json" };

/** Relative error of 1e-13, or 1e-313 where numbers are subnormal or nearly so; null does not count. */
function expectEqual(actual: number, expected: number | null | undefined, what: string): void {
  if (expected == null) return;
  const allowed = Math.abs(expected) < 1e-300 ? 1e-313 : 1e-13 * Math.abs(expected);
  expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(allowed);
}

const plain = randomNeurons.map((reference) => ({ name: "random", etaA: 1, etaW: 1, ...reference }));

describe("60-digit references of one neuron at the edges, component by component", () => {
  it.each([...edges, ...plain])(
    "$name: a0 = $a0, w0 = $w0, betaStar = $betaStar, t = $time",
    ({ time, a, w, ...reference }) => {
      const trajectory = singleNeuron(reference).trajectory([time]);
      expectEqual(trajectory.a[0]!, a, "a");
      for (const [j, expected] of w.entries()) expectEqual(trajectory.w[j]!, expected, `w[${j}]`);
      if (reference.kernelDistance == null) return;
      const error = Math.abs(trajectory.kernelDistance[0]! - reference.kernelDistance);
      expect(error).toBeLessThanOrEqual(1e-11 * reference.kernelDistance);
    },
  );
});

describe.each(references.singleNeuron)("200-digit reference $name, a0 = $a0, d = $w0.length", (reference) => {
  it("has every component at every time, and the kernel distance", () => {
    const trajectory = singleNeuron(reference).trajectory(reference.times);
    const d = reference.w0.length;
    for (const [i, time] of reference.times.entries()) {
      expectEqual(trajectory.a[i]!, reference.a[i], `a at ${time}`);
      for (let j = 0; j < d; j++) expectEqual(trajectory.w[i * d + j]!, reference.w[i]![j], `w[${j}] at ${time}`);
      const expected = reference.kernelDistance[i];
      if (expected == null) continue;
      const error = Math.abs(trajectory.kernelDistance[i]! - expected);
      expect(error, `kernel distance at ${time}`).toBeLessThanOrEqual(1e-11 * expected);
    }
  });
});

const depthOf = (depth: number | string): number => (depth === "infinite" ? Number.POSITIVE_INFINITY : Number(depth));

describe("references of deep modes, far from their target and near", () => {
  const cases = references.deepMode.flatMap(({ times, u, ...mode }) =>
    times.map((time, i) => ({ ...mode, time, u: u[i] ?? null })),
  );
  it.each([...cases, ...deepEdges])("depth $depth from $start to $target at $time", ({ time, u, ...mode }) => {
    const problem = { ...mode, depth: depthOf(mode.depth) };
    expectEqual(deepMode(problem).at(time), u, "u");
    expect(deepMode(problem).at(time)).toBeLessThanOrEqual(Math.max(mode.start, mode.target));
    // the time of a value that is counted, where value and start are apart
    if (u == null || Math.abs(u / mode.start - 1) < 1e-3 || Math.abs(u / mode.target - 1) < 1e-3) return;
    expect(Math.abs(deepLearningTime(problem, u) / time - 1)).toBeLessThan(1e-12);
  });

  it("is finite, and between start and target, for any sizes and times", () => {
    const sizes = [0, 5e-324, 1e-150, 1, 1e300];
    for (const depth of [1, 2, 3, Number.POSITIVE_INFINITY]) {
      for (const start of sizes) {
        for (const target of sizes) {
          for (const time of [0, 5e-324, 1, 1e20, 1e308]) {
            const u = deepMode({ depth, start, target }).at(time);
            const [low, high] = [Math.min(start, target), Math.max(start, target)];
            const text = `depth ${depth} from ${start} to ${target} at ${time}: ${u}`;
            expect(u >= low * (1 - 1e-12) && u <= high * (1 + 1e-12), text).toBe(true);
          }
        }
      }
    }
  });
});

describe("references of aligned modes of any size, sign and imbalance", () => {
  it.each(alignedModes)("from $start to $target, delta = $delta, at $time", ({ time, sigma, ...problem }) => {
    expectEqual(alignedMode(problem).at(time), sigma, "sigma");
  });
});

describe("200-digit references of wide networks at early times", () => {
  it.each(references.twoLayerLinear)("$name, d = $betaStar.length, h = $W0.length", (reference) => {
    const trajectory = twoLayerLinear({
      W0: matrixFromRows(reference.W0),
      A0: matrixFromRows(reference.A0),
      betaStar: matrixFromRows(reference.betaStar),
    }).trajectory(reference.times);
    for (const [i, time] of reference.times.entries()) {
      const expected = reference.beta[i]!.flat();
      const error = distance(trajectory.stateAt(i).beta.data, expected);
      expect(error, `t = ${time}`).toBeLessThanOrEqual(1e-13 * norm(expected));
    }
  });

  // weights of the other layer that are below the numbers beside the largest are lost in a product of both
  const isNarrow = ({ a0, w0 }: (typeof plain)[number]): boolean =>
    [a0, ...w0].every((entry) => Math.abs(entry) < 1e84 && (Math.abs(entry) > 1e-200 || entry === 0));
  const wide = [...edges.filter(({ name }) => !["extreme", "huge target"].includes(name)), ...plain.filter(isNarrow)];
  it.each(wide)(
    "a network of one neuron, $name: a0 = $a0, w0 = $w0, betaStar = $betaStar, t = $time",
    ({ a0, w0, betaStar, etaA, etaW, time, a, w, kernelDistance }) => {
      const trajectory = twoLayerLinear({
        W0: matrixFromRows([w0]),
        A0: matrixFromRows([[a0]]),
        betaStar: matrixFromRows(betaStar.map((entry) => [entry])),
        etaA,
        etaW,
      }).trajectory([time]);
      if (kernelDistance != null) {
        expect(Math.abs(trajectory.kernelDistance[0]! - kernelDistance)).toBeLessThanOrEqual(1e-10 * kernelDistance);
      }
      if (a == null || w.some((entry) => entry == null)) return;
      const beta = w.map((entry) => a * entry!);
      const error = distance(trajectory.beta, beta);
      expect(error).toBeLessThanOrEqual(1e-300 + (1e-13 + 1e-16 * time * norm(betaStar)) * norm(beta));
    },
  );
});
