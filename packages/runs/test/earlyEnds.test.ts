import { describe, expect, it } from "vitest";
import { builtInLists as lists, run } from "../src/index.js";

const student = {
  task: { name: "student-teacher", inputDimension: 5, trainSize: 20, testSize: 10 },
  model: { name: "two-layer", hiddenWidth: 6 },
  start: { name: "mirrored", tau: 1 },
  measures: "trainLoss",
};
const rowsOf = async (dynamics: object, rest: object = {}) =>
  (await run({ ...student, ...rest, dynamics }, { lists })).rows;

describe("a run that diverges keeps where its loss was last finite", () => {
  it.each([
    ["gradient-descent", { learningRate: 3 }],
    ["gradient-descent", { learningRate: 1e80 }],
    // one batch an epoch, so that the loss of a batch is the train loss
    ["sgd", { learningRate: 3, batch: 20, momentum: 0 }],
  ])("%s, %j", async (name, fields) => {
    const [, diverged] = await rowsOf({ name, ...fields, steps: [0, 1, 100_000] });
    expect(diverged!.stopReason).toBe("diverged");
    const end = diverged!.endStep as number;
    const [there, after] = await rowsOf({ name, ...fields, steps: [end, end + 1] });
    // batches are in another order, so their sums are rounded otherwise
    expect((there!.trainLoss as number) / (diverged!.endLoss as number)).toBeCloseTo(1, 12);
    expect(Number.isFinite(there!.trainLoss)).toBe(true);
    expect(Number.isFinite(after?.trainLoss ?? Number.NaN)).toBe(false);
  });

  it("also before its first checkpoint: one row, at none", async () => {
    const learningRate = [1e80, 0.01];
    const rows = await rowsOf({ name: "gradient-descent", learningRate, steps: [10, 20] });
    expect(rows.map(({ step, stopReason }) => [step, stopReason])).toEqual([
      [null, "diverged"],
      [10, "finished"],
      [20, "finished"],
    ]);
    expect(rows[0]).toMatchObject({ t: null, trainLoss: null, learningRate: 1e80 });
    expect(Object.keys(rows[0]!)).toEqual(Object.keys(rows[1]!));
  });

  it("null where it never was", async () => {
    const [row] = await rowsOf(
      { name: "gradient-descent", learningRate: 1, steps: [0, 10] },
      { start: { name: "mirrored", tau: 1e150 } },
    );
    expect(row).toMatchObject({ stopReason: "diverged", endStep: 0, endLoss: null });
  });
});

it.each(["gradient-descent", "gradient-flow", "sgd"])(
  "%s: the loss at the end of any run is its train loss",
  async (name) => {
    const rows = await rowsOf({ name, learningRate: 0.1, steps: [0, 3, 8] });
    expect(rows[2]).toMatchObject({ stopReason: "finished", endStep: 8, endLoss: rows[2]!.trainLoss });
  },
);

describe("a flow that cannot go on is a result", () => {
  it("at the limit of evaluations", async () => {
    for (const name of ["gradient-flow", "dormand-prince"]) {
      const rows = await rowsOf({ name, times: [0, 0.1, 1e6], stopLoss: 0, maximumEvaluations: 1000 });
      expect(rows).toHaveLength(2);
      expect(rows[1]).toMatchObject({ stopReason: "too-many-evaluations", t: 0.1 });
      expect(rows[1]!.endT).toBeGreaterThan(0.1);
      expect(rows[1]!.evaluations).toBeGreaterThanOrEqual(1000);
      expect(rows[1]!.evaluations).toBeLessThan(1200);
      const [there] = await rowsOf({
        name,
        times: [rows[1]!.endT as number, 1e6],
        stopLoss: 0,
        maximumEvaluations: 1000,
      });
      expect(there!.trainLoss).toBe(rows[1]!.endLoss);
    }
  });

  it("where no step is short enough", async () => {
    const rows = await rowsOf({ name: "gradient-flow", times: [0, 1] }, { start: { name: "mirrored", tau: 9e15 } });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ stopReason: "step-too-small", t: 0, endT: 0, endLoss: rows[0]!.trainLoss });
  });
});

describe("a run whose condition is met at its last checkpoint alone has finished", () => {
  it("where the mean loss of the last epoch is below its bound", async () => {
    const dynamics = { name: "sgd", learningRate: 0.01, batch: 20, stopLoss: 1e9 };
    const rows = [...(await rowsOf({ ...dynamics, epochs: [1] })), ...(await rowsOf({ ...dynamics, epochs: [2] }))];
    expect(rows.map(({ stopReason, endEpoch }) => [stopReason, endEpoch])).toEqual([
      ["finished", 1],
      ["stopped", 1],
    ]);
  });

  it("where the test set is right enough", async () => {
    const spec = {
      task: { name: "modular-arithmetic", modulus: 5, trainShare: 0.5 },
      model: { name: "decoder", embedding: 4, heads: 1 },
      ...{ start: "pytorch", loss: "cross-entropy", measures: "trainLoss" },
    };
    // a batch of all inputs, and a bound that any one right answer meets
    const reasons = async (steps: number[], stopTestAccuracy: number) => {
      const dynamics = { name: "adamw", learningRate: 0.01, batch: 25, steps, stopTestAccuracy };
      const { rows } = await run({ ...spec, dynamics }, { lists });
      return rows.map(({ stopReason, endStep }) => [stopReason, endStep]);
    };
    expect(await reasons([200], 1e-9)).toEqual([["finished", 200]]);
    expect(await reasons([200, 201], 1e-9)).toEqual([
      ["stopped", 200],
      ["stopped", 200],
    ]);
  });
});

it("a checkpoint of a flow that counts steps is at their time, and an end among an epoch's batches is at its share", async () => {
  const flow = await rowsOf({ name: "gradient-flow", learningRate: 0.25, steps: [0, 2, 6] });
  expect(flow.map(({ step, t }) => [step, t])).toEqual([
    [0, 0],
    [2, 0.5],
    [6, 1.5],
  ]);
  // 20 inputs are four batches of 5
  const [row] = await rowsOf({ name: "sgd", learningRate: 0.01, batch: 5, steps: [6] });
  expect(row).toMatchObject({ endStep: 6, endEpoch: 1.5 });
});
