import { safetensors } from "@lazyrich/tables";
import { describe, expect, it } from "vitest";
import {
  cellsOf,
  completeSpec,
  exampleSpec,
  builtInLists as lists,
  problemMaker,
  run,
  runCell,
  type TrainingState,
} from "../src/index.js";

const noFiles = (): never => {
  throw new Error("no file is named");
};

/** A few inputs of each model, which it can only learn by heart. */
const TINY: readonly [string, object][] = [
  ["mlp", { task: { name: "random-hierarchy", levels: 2, trainSize: 12, testSize: 10 } }],
  ["lenet5", { task: { name: "scribbles", side: 16, classes: 3, trainSize: 9, testSize: 5, kernelInputs: 2 } }],
  ["residual", { task: { name: "gratings", side: 8, classes: 2, trainSize: 10, testSize: 5, kernelInputs: 2 } }],
  ["decoder", { task: { name: "modular-arithmetic", modulus: 5, trainShare: 0.5 } }],
];

it.each(TINY)("%s learns a tiny set by heart", async (name, { task }: { task?: object }) => {
  const { model } = exampleSpec(lists, name) as { model: object | string };
  const { rows } = await run(
    {
      ...{ task, model, start: "pytorch", loss: "cross-entropy", measures: ["trainAccuracy", "trainLoss"] },
      dynamics: { name: "adamw", learningRate: 0.01, weightDecay: 0, batch: 4, epochs: [200] },
    },
    { lists },
  );
  expect(rows[0]).toMatchObject({ trainAccuracy: 1, stopReason: "finished" });
  expect(rows[0]!.trainLoss).toBeLessThan(0.1);
});

describe("a training of batches on a schedule", () => {
  const example = exampleSpec(lists, "decoder") as Record<string, object>;
  const dynamics = {
    name: "adamw",
    learningRate: 0.01,
    batch: 4,
    schedule: "linear",
    warmUpSteps: 5,
    steps: [0, 7, 20],
  };
  const [cell] = cellsOf(lists, completeSpec(lists, { ...example, dynamics }));
  const problem = problemMaker(lists, noFiles)(cell!);

  it("goes on from any step to the byte", async () => {
    const kept: TrainingState[] = [];
    const whole = await runCell(lists, cell!, problem, { onState: (state) => kept.push(state), secondsPerState: 0 });
    expect(kept.length).toBeGreaterThanOrEqual(19);
    for (const from of [kept[2]!, kept[11]!, kept[17]!]) {
      const again = await runCell(lists, cell!, problem, { from });
      expect(again.observed).toEqual(whole.observed);
      expect(again.theta).toEqual(whole.theta);
    }
  });
});

const hierarchy = {
  task: { name: "random-hierarchy", levels: 2, trainSize: 12, testSize: 10 },
  model: { name: "mlp", widths: [4], precision: "float32" },
  start: "he",
  loss: "cross-entropy",
  dynamics: { name: "sgd", learningRate: 0.1, batch: 4, steps: [0, 5, 1000] },
  measures: ["trainLoss"],
};

it("a learning rate that is too large says at which step, and the last finite loss", async () => {
  const dynamics = { ...hierarchy.dynamics, learningRate: 1e30 };
  const { rows } = await run({ ...hierarchy, dynamics }, { lists });
  expect(rows[0]).toMatchObject({ step: 0, stopReason: "diverged" });
  expect(rows[0]!.endStep).toBeLessThan(20);
  expect(rows[0]!.endLoss).toSatisfy(Number.isFinite);
});

describe("a start from a file", () => {
  const size = (count: number): number[] => Array.from({ length: count }, (_, k) => Math.sin(k));
  const layer = (...shape: number[]) => ({
    ...{ shape, data: Float64Array.from(size(shape.reduce((product, side) => product * side, 1))) },
  });
  const from = (arrays: Parameters<typeof safetensors>[0]) =>
    run(
      { ...hierarchy, start: { name: "file", file: "a.safetensors" } },
      { lists, readFile: () => safetensors(arrays) },
    );

  it("takes the names and shapes of a deep network's layers", async () => {
    const { rows } = await from({ "0.weight": layer(4, 24), "2.weight": layer(4, 4) });
    expect(rows[0]!.trainLoss).toSatisfy(Number.isFinite);
  });

  it.each([
    [{ "0.weight": layer(24, 4), "2.weight": layer(4, 4) }, "whose 0.weight is 24 x 4; expected 4 x 24"],
    [{ "0.weight": layer(4, 24) }, "which has no 2.weight; it has 0.weight"],
    [{ "0.weight": layer(4, 24), "2.weight": layer(4, 4), "2.bias": layer(4) }, "which has 2.bias that no layer takes"],
  ])("refuses others by the layer at fault", async (arrays, message) => {
    await expect(from(arrays)).rejects.toThrow(`spec.start.file names a.safetensors, ${message}`);
  });
});

it("a label that is no class is refused by its place", async () => {
  const task = { name: "arrays", X: [[1], [2]], y: [0, 3], classes: 3 };
  await expect(run({ ...hierarchy, task }, { lists })).rejects.toThrow(
    "spec.task.y[1] is 3; expected a class, a whole number from 0 to 2",
  );
});
