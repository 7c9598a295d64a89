import { matrix } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { conservedDiagonal, deltaDistribution, standardNeurons } from "../src/index.js";
import references from "./references/delta-distribution.json" with { type: "json" };

it.each(references)("c = $c, d = $d, of scales $up and $down: P(delta <= $x)", ({ c, d, up, down, x, cumulative }) => {
  const distribution = deltaDistribution({
    ...{ inputDimension: d, outputDimension: c },
    ...{ readoutDeviation: Math.sqrt(up / 3), weightDeviation: Math.sqrt(down / 0.5), etaW: 3, etaA: 0.5 },
  });
  expect(Math.abs(distribution.cumulative(x) - cumulative)).toBeLessThan(1e-12);
});

/** Gaussian numbers from a seed (mulberry32, Box and Muller). */
function gaussians(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

it("is what drawn neurons have, in mean, spread and share", () => {
  const [h, d, c] = [20_000, 5, 2];
  const neurons = {
    inputDimension: d,
    outputDimension: c,
    readoutDeviation: 0.7,
    weightDeviation: 0.5,
    etaA: 2,
    etaW: 1.5,
  };
  const { mean, standardDeviation, cumulative } = deltaDistribution(neurons);
  const gaussian = gaussians(3);
  const draw = (columns: number, size: number) =>
    matrix(
      h,
      columns,
      Float64Array.from({ length: h * columns }, () => size * gaussian()),
    );
  const deltas = conservedDiagonal({ W: draw(d, 0.5), A: draw(c, 0.7), etaA: 2, etaW: 1.5 });
  const drawnMean = deltas.reduce((sum, delta) => sum + delta, 0) / h;
  const drawnSquare = deltas.reduce((sum, delta) => sum + (delta - drawnMean) ** 2, 0) / h;
  // four standard errors of each
  expect(Math.abs(drawnMean - mean)).toBeLessThan((4 * standardDeviation) / Math.sqrt(h));
  expect(Math.abs(Math.sqrt(drawnSquare) / standardDeviation - 1)).toBeLessThan(4 * Math.sqrt(3 / h));
  for (const x of [-4, -1, 0, 1]) {
    const share = deltas.filter((delta) => delta <= x).length / h;
    expect(Math.abs(share - cumulative(x))).toBeLessThan(4 * Math.sqrt(0.25 / h));
  }
});

it("is one-sided where a layer starts at 0, and rises from 0 to 1", () => {
  const readouts = deltaDistribution({ inputDimension: 3, readoutDeviation: 1, weightDeviation: 0 });
  expect(readouts.cumulative(0)).toBe(0);
  // chi-square of one degree: P(|z| <= 1)
  expect(readouts.cumulative(1)).toBeCloseTo(0.6826894921370859, 12);
  const weights = deltaDistribution({ inputDimension: 2, readoutDeviation: 0, weightDeviation: 1 });
  expect(weights.cumulative(0)).toBe(1);
  expect(weights.cumulative(-2)).toBeCloseTo(Math.exp(-1), 12);
});

it("has standard starts: NTK and mean field are alike, and nearly all of their neurons are downstream", () => {
  const sizes = { inputDimension: 10, hiddenWidth: 50 };
  const [gaussian, ntk, meanField] = (["gaussian", "ntk", "mean-field"] as const).map((start) =>
    deltaDistribution(standardNeurons(start, sizes)),
  );
  expect(gaussian!.mean).toBeCloseTo(1 / 50 - 1, 14);
  for (const one of [ntk!, meanField!]) {
    expect(one.mean).toBeCloseTo((1 - 10) / 500, 14);
    expect(one.standardDeviation).toBeCloseTo(Math.sqrt(2 * 11) / 500, 14);
    // chi_1^2 > chi_10^2: the incomplete beta function I_(1/2)(5, 1/2)
    expect(1 - one.cumulative(0)).toBeCloseTo(0.0101195597354337, 13);
  }
  expect(ntk!.cumulative(-0.01)).toBeCloseTo(meanField!.cumulative(-0.01), 13);
});

it("names bad input", () => {
  const good = { inputDimension: 2, readoutDeviation: 1, weightDeviation: 1 };
  expect(() => deltaDistribution({ ...good, inputDimension: 0 })).toThrow(/^inputDimension is 0/);
  expect(() => deltaDistribution({ ...good, readoutDeviation: -1 })).toThrow(/^readoutDeviation is -1/);
  expect(() => deltaDistribution({ ...good, readoutDeviation: 0, weightDeviation: 0 })).toThrow(/are 0; expected one/);
  expect(() => deltaDistribution(good).cumulative(Number.NaN)).toThrow(/^x is NaN/);
  expect(() => standardNeurons("lecun" as "ntk", { inputDimension: 2, hiddenWidth: 2 })).toThrow(
    /^start is "lecun"; expected/,
  );
});
