import { randomStream } from "@lazyrich/data";
import { shuffledBatches } from "@lazyrich/deep";
import { describe, expect, it } from "vitest";
import { cellsOf, completeSpec, builtInLists as lists, problemMaker, run, runCell } from "../src/index.js";

const hierarchy = {
  task: { name: "random-hierarchy", classes: 4, tuples: 3, symbols: 6, levels: 3, trainSize: 500, testSize: 1000 },
  model: { name: "mlp", widths: [32, 32, 32], parameterization: "mean-field", precision: "float32" },
  loss: "cross-entropy",
  seed: 0,
};

it("the test error of a random hierarchy falls with alpha", async () => {
  const { rows } = await run(
    {
      ...hierarchy,
      start: { name: "deep-gaussian", alpha: [0.1, 1, 10] },
      dynamics: {
        name: "sgd",
        learningRate: 3.2,
        batch: 64,
        schedule: "cosine",
        stopLoss: 0.01,
        stopEvery: 10,
        epochs: [0, 250],
      },
      measures: ["trainLoss", "trainAccuracy", "generalizationError", "testAccuracy"],
    },
    { lists },
  );
  const ends = rows.filter(({ epoch }) => epoch === 250);
  expect(ends.map(({ stopReason, trainAccuracy }) => [stopReason, trainAccuracy])).toEqual(
    Array(3).fill(["stopped", 1]),
  );
  const errors = ends.map(({ generalizationError }) => generalizationError as number);
  expect(errors[0]).toBeGreaterThan(errors[1]! + 0.1);
  expect(errors[1]).toBeGreaterThan(errors[2]! + 0.02);
  expect(ends.map(({ testAccuracy }) => testAccuracy)).toEqual(errors.map((error) => 1 - error));
}, 60_000);

describe("stochastic gradient descent", () => {
  const base = {
    task: { name: "student-teacher", inputDimension: 6, trainSize: 50, testSize: 10 },
    model: { name: "two-layer", hiddenWidth: 8, activation: "tanh" },
    start: { name: "mirrored", tau: 0.5 },
    measures: ["trainLoss", "parameterDistance"],
    seed: 4,
  };
  const rowsOf = async (dynamics: object, rest: object = {}) =>
    (await run({ ...base, ...rest, dynamics: { learningRate: 0.05, ...dynamics } }, { lists })).rows;
  const losses = async (dynamics: object) =>
    (await rowsOf({ name: "sgd", ...dynamics })).map(({ trainLoss }) => trainLoss);

  it("is gradient descent with all inputs in a batch and no momentum, at any rates of the layers", async () => {
    const fields = { steps: [0, 1, 20], layerRates: [0.5, 2] };
    const [one, other] = [
      await rowsOf({ name: "sgd", batch: 50, momentum: 0, ...fields }),
      await rowsOf({ name: "gradient-descent", ...fields }),
    ];
    for (const [i, row] of one.entries()) {
      expect(row.step).toBe(other[i]!.step);
      expect(row.trainLoss).toBeCloseTo(other[i]!.trainLoss as number, 12);
      expect(row.parameterDistance).toBeCloseTo(other[i]!.parameterDistance as number, 12);
    }
  });

  it("counts an epoch as its batches, the smaller last one among them", async () => {
    expect(await losses({ batch: 16, epochs: [0, 1, 3] })).toEqual(await losses({ batch: 16, steps: [0, 4, 12] }));
    expect((await rowsOf({ name: "sgd", batch: 16, epochs: [3] }))[0]!.evaluations).toBe(12);
  });

  it("shuffles by its own seed", async () => {
    const seeds = { batch: 16, epochs: [3] };
    expect(await losses({ ...seeds, seed: 4 })).toEqual(await losses(seeds));
    expect(await losses({ ...seeds, seed: 5 })).not.toEqual(await losses(seeds));
  });

  it("draws its batches from the stream of that name of its seed", async () => {
    const dynamics = { name: "sgd", learningRate: 0.05, batch: 3, momentum: 0, steps: [1] };
    const [cell] = cellsOf(lists, completeSpec(lists, { ...base, dynamics }));
    const problem = problemMaker(lists, () => new Uint8Array())(cell!);
    const { theta0, theta } = await runCell(lists, cell!, problem);
    const [first] = shuffledBatches(50, 3, randomStream(4, "batches").uniform);
    const gradient = new Float64Array(theta0.length);
    problem.bound.lossAndGradient(theta0, gradient, first);
    expect(theta).toEqual(theta0.map((value, k) => value - 0.05 * gradient[k]!));
  });

  it("a cosine is over all epochs, also where checkpoints are steps", async () => {
    const cosine = { batch: 16, schedule: "cosine" };
    expect(await losses({ ...cosine, steps: [2, 12] })).toEqual(
      await losses({ ...cosine, steps: [2, 12], scheduleEpochs: 3 }),
    );
    expect(await losses({ ...cosine, steps: [12] })).toEqual(await losses({ ...cosine, epochs: [3] }));
  });

  it("looks at its loss after every stopEvery epochs", async () => {
    for (const [stopEvery, endEpoch] of [
      [1, 1],
      [4, 4],
      [7, 7],
    ]) {
      const [row] = await rowsOf({ name: "sgd", stopLoss: 1e9, stopEvery, epochs: [20] });
      expect(row).toMatchObject({ stopReason: "stopped", endEpoch });
    }
  });

  it("has momentum, Nesterov's and a cosine that ends at 0", async () => {
    const all = await Promise.all(
      [{}, { nesterov: true }, { momentum: 0 }, { schedule: "cosine" }].map((each) =>
        losses({ epochs: [10], ...each }),
      ),
    );
    expect(new Set(all.map(String)).size).toBe(4);
    // the second epoch of a cosine of one epoch has rate 0, and without momentum nothing moves
    const still = { momentum: 0, schedule: "cosine", scheduleEpochs: 1 };
    const [one, two, three] = (await losses({ ...still, epochs: [1, 2, 3] })) as number[];
    expect(two).toBe(one);
    expect(three).not.toBe(two);
  });

  it("ends below its loss, and where a number overflows", async () => {
    const [, stopped] = await rowsOf({ name: "sgd", batch: 16, stopLoss: 0.2, epochs: [0, 100_000] });
    expect(stopped).toMatchObject({ stopReason: "stopped", epoch: 100_000 });
    expect(stopped!.trainLoss).toBeLessThan(0.25);
    const diverged = await rowsOf({ name: "sgd", learningRate: 1e200, epochs: [0, 1, 100] });
    expect(diverged.map(({ stopReason }) => stopReason)).toContain("diverged");
    for (const { trainLoss } of diverged) expect(trainLoss).toSatisfy(Number.isFinite);
  });

  it("can be aborted and tells how far it is, before its first step too", async () => {
    const stop = new AbortController();
    const spec = { ...base, dynamics: { name: "sgd", learningRate: 1e-6, epochs: [10_000_000] } };
    const told: number[] = [];
    const running = run(spec, {
      lists,
      signal: stop.signal,
      onProgress: (fraction: number) => {
        told.push(fraction);
        if (fraction > 0) stop.abort(new Error("enough"));
      },
    });
    await expect(running).rejects.toThrow("enough");
    expect(told).toEqual([0, expect.any(Number)]);
  });
});
