import { expect, test } from "vitest";
import type { Figure } from "../../src/figure.js";
import { figures } from "../../src/figures.js";
import { findFigure } from "../../src/findFigure.js";

const whitened = { etaA: 1, etaW: 1 };
const seven = [-4, -2, -1, 0, 1, 2, 4];

/** Figures 1(b), 5(b) and 10: 17 x 17 starts of 16 seeds, by gradient descent at 5e-3 / tau^2, which is not a setting. */
const students = {
  ...{ tau: { from: 0.1, to: 10 ** 0.3, count: 17 }, delta: { from: -1, to: 1, count: 17 }, seeds: 16 },
  ...{
    n: 1000,
    d: 100,
    hiddenWidth: 50,
    teacherWidth: 3,
    dynamics: "gradient-descent",
    steps: [1e2, 1e3, 1e4, 1e5, 1e6],
  },
};
const filters = { trainSize: 50_000, testSize: 10_000, filterSize: 15, epochs: 24, batch: 512 };
/** Of the program that the paper cites, as figure 6(d) does. */
const grokking = {
  ...{ modulus: 97, trainShare: 0.5, embedding: 128, heads: 4, batch: 512, learningRate: 1e-3, weightDecay: 1 },
  ...{ alphas: [0.1, 1, 10], seeds: 5 },
};

/**
 * The settings of the figures of one neuron in Kunin et al. 2024 (figures 2, 3 and 4, and appendix A), of students and of deep networks, by hand. What is not in the table, such as tolerances
 * and how finely a curve is sampled, the paper does not say.
 */
const settings: Readonly<Record<string, object>> = {
  "2": { betaStar: [0, 1], beta0: [-1, 0], deltas: [-2, 0, 2], ...whitened },
  "3": { betaStar: [0, 1], beta0: [-1, 0], deltas: seven, ...whitened },
  "4a": { betaStar: [0, 1], beta0: [-1, 0], deltas: seven, ...whitened },
  "4b": { x: [0.5, 1], y: 1.1, beta0: [0.4, 0.05], deltas: seven, ...whitened },
  "7": {
    ...{ betaStar: [1, 0.25], deltas: [0, -2, -10], a0: -4, shift: 0.001, offset: 0, ...whitened },
    ...{ times: { last: 200 }, quantities: ["phi", "betaNorm"] },
  },
  "8": {
    betaStar: [0.5, 0.5],
    beta0s: [
      [0, -1],
      [1 / Math.sqrt(2), -1 / Math.sqrt(2)],
      [1 / Math.sqrt(2), 1 / Math.sqrt(2)],
    ].map((beta0) => beta0.map((component) => expect.closeTo(component, 15))),
    deltas: [-2, -1, -0.2, 0.02, 0.2, 1, 2],
    ...whitened,
  },
  ...Object.fromEntries(["1b", "5b", "10"].map((id) => [id, students])),
  // section 6 and appendix D
  "6a": { seeds: 8, alphas: expect.objectContaining({ length: 5 }) },
  "6b": filters,
  "6c": {
    ...{
      classes: 8,
      tuples: 4,
      symbols: 8,
      levels: 3,
      testSize: 20_000,
      width: 64,
      epochs: 250,
      seeds: 6,
      stopLoss: 0,
    },
    ...{ alphas: [0.1, 0.3, 1, 3, 10, 33], trainSizes: expect.objectContaining({ length: 20, 0: 131, 19: 104_114 }) },
  },
  "6d": grokking,
  "11": filters,
  "12": {
    ...{ ...grokking, alphas: [0.1, 0.316227766017, 1, 3.16227766017, 10], weightDecay: 0.1 },
    taus: [0.5, 0.75, 1, 1.25, 1.5],
  },
};

const paperSpec = (figure: Figure): object => (figure.presets?.paper ?? figure.spec) as object;

test.each(Object.entries(settings))("figure %s at the paper's settings", (id, expected) => {
  const figure = findFigure(id);
  expect(paperSpec(figure)).toMatchObject(expected);
  expect(figure.schema.parse(paperSpec(figure))).toEqual(paperSpec(figure));
});

test("every figure of the paper that has settings of the paper stands in the table", () => {
  // what is ours alone, at the paper's sizes
  const own = ["depth", "deep-portrait"];
  const withPreset = figures.filter(({ presets }) => presets?.paper !== undefined).map(({ id }) => id);
  expect(withPreset.filter((id) => settings[id] === undefined)).toEqual(own);
});

test("figure 7 starts on the surface at a = -4, at the w with the larger first entry, with a moved to both sides", async () => {
  const figure = findFigure("7");
  const spec = paperSpec(figure) as { betaStar: [number, number]; deltas: number[] };
  const data = await figure.run(spec);
  const s2 = spec.betaStar[0] ** 2 + spec.betaStar[1] ** 2;
  for (const delta of spec.deltas) {
    const starts = data.tables.trajectories!.filter((row) => row.delta === delta && row.t === 0);
    expect(starts.map((row) => row.aExact)).toEqual([-4 + 0.001, -4 - 0.001]);
    const [w1, w2] = [Number(starts[0]!.w1Exact), Number(starts[0]!.w2Exact)];
    expect([starts[1]!.w1Exact, starts[1]!.w2Exact]).toEqual([w1, w2]);
    // w . beta* + a (delta + sqrt(delta^2 + 4 |beta*|^2)) / 2 = 0 and a^2 - |w|^2 = delta, at a = -4
    const along = 2 * (delta + Math.sqrt(delta ** 2 + 4 * s2));
    expect(w1 * spec.betaStar[0] + w2 * spec.betaStar[1]).toBeCloseTo(along, 11);
    expect(16 - w1 ** 2 - w2 ** 2).toBeCloseTo(delta, 11);
    // the mirror image of w about the target is the other solution
    expect(w1).toBeGreaterThanOrEqual((2 * along * spec.betaStar[0]) / s2 - w1 - 1e-12);
    const ends = [0, 1].map(
      (side) => data.tables.trajectories!.findLast((row) => row.delta === delta && row.side === side)!,
    );
    expect(ends.map((row) => row.t)).toEqual([200, 200]);
    expect(ends.map((row) => Math.sign(Number(row.aSimulated)))).toEqual([1, -1]);
    for (const row of ends) {
      expect(row.betaNormSimulated).toBeCloseTo(Math.sqrt(s2), 6);
      expect(row.deltaSimulated).toBeCloseTo(Number(starts[Number(row.side)]!.deltaSimulated), 9);
    }
  }
  expect(data.largestDifference).toBeLessThan(1e-7);
  expect(figure.draw(data, spec)).toContain("magnitude |<");
});

test("figure 8 at the paper's settings shows the components of w", async () => {
  const figure = findFigure("8");
  const data = await figure.run(paperSpec(figure));
  expect(data.largestDifference).toBeLessThan(1e-8);
  const text = figure.draw(data, paperSpec(figure)).replace(/<[^>]*>/g, "");
  for (const label of ["weight w1", "weight w2", "readout a", "β0 = (0.7071, −0.7071)"]) expect(text).toContain(label);
});
