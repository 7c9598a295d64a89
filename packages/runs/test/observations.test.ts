import { randomGenerator } from "@lazyrich/data";
import { gaussianMatrix, matrix } from "@lazyrich/linalg";
import { npz } from "@lazyrich/tables";
import { describe, expect, it } from "vitest";
import {
  cellsOf,
  columnsOfCell,
  completeSpec,
  distanceControl,
  builtInLists as lists,
  problemMaker,
  run,
  runCell,
} from "../src/index.js";
import { kernelDistance } from "../src/measures/kernelDistance.js";
import type { Observation } from "../src/observation.js";
import { observer } from "../src/run/observer.js";
import { exclusiveOr } from "../src/tasks/exclusiveOr.js";

const noFiles = (): never => {
  throw new Error("no spec here names a file");
};
const base = {
  task: { name: "student-teacher", inputDimension: 4, trainSize: 7, testSize: 5 },
  model: { name: "two-layer", hiddenWidth: 6, activation: "tanh" },
  start: { name: "gaussian", scale: 0.8 },
  dynamics: { name: "gradient-descent", learningRate: 0.1, layerRates: [0.5, 3], steps: [0, 9] },
  seed: 2,
};
const dense1 = { layer: "dense", name: "last", units: 1, bias: false };
const cellOf = (change: object = {}) => cellsOf(lists, completeSpec(lists, { ...base, ...change }))[0]!;
const thetaOf = async (change: object): Promise<{ theta0: Float64Array; sizes: number[] }> => {
  const cell = cellOf(change);
  const { theta0, problem } = await runCell(lists, cell, problemMaker(lists, noFiles)(cell));
  return { theta0, sizes: problem.model.layers.map(({ shape }) => shape.reduce((product, each) => product * each, 1)) };
};

describe("measures, by plain sums", () => {
  it("of kernels have the rates of the layers in them", async () => {
    const measures = ["kernelTargetAlignment", "layerKernelShare", "layerParameterDistance", "parameterDistance"];
    const cell = cellOf({ measures });
    const problem = problemMaker(lists, noFiles)(cell);
    const { theta, theta0, observed } = await runCell(lists, cell, problem);
    const { kernel, layerKernels } = observer(problem, [0.5, 3]).at(theta);
    const [W, A] = layerKernels.map(({ data }) => data) as [Float64Array, Float64Array];
    const sum = W.map((value, k) => 0.5 * value + 3 * A[k]!);
    for (const [k, value] of sum.entries()) expect(kernel.data[k]).toBeCloseTo(value, 12);
    const y = problem.task.Y.data;
    let aligned = 0;
    for (let i = 0; i < 7; i++) for (let j = 0; j < 7; j++) aligned += y[i]! * sum[7 * i + j]! * y[j]!;
    const { values, layers } = observed[1]!;
    const length = Math.hypot(...sum) * y.reduce((total, each) => total + each * each, 0);
    expect(values.kernelTargetAlignment).toBeCloseTo(aligned / length, 12);
    const trace = (data: Float64Array): number => [0, 1, 2, 3, 4, 5, 6].reduce((total, i) => total + data[8 * i]!, 0);
    expect(layers.layerKernelShare![0]).toBeCloseTo((0.5 * trace(W)) / trace(sum), 12);
    expect(layers.layerKernelShare![1]).toBeCloseTo((3 * trace(A)) / trace(sum), 12);
    const moved = theta.map((value, k) => value - theta0[k]!);
    expect(values.parameterDistance).toBeCloseTo(Math.hypot(...moved), 12);
    expect(layers.layerParameterDistance![0]).toBeCloseTo(Math.hypot(...moved.subarray(0, 24)), 12);
    expect(layers.layerParameterDistance![1]).toBeCloseTo(Math.hypot(...moved.subarray(24)), 12);
  });

  it("of filters have a row a pixel, each with the weight of its place, in the table of filters alone", async () => {
    const layer = { layer: "convolution", name: "conv", channels: 2, kernel: 3, bias: false };
    const placeOf = (k: number): readonly number[] => [
      Math.floor(k / 18),
      Math.floor(k / 9) % 2,
      Math.floor(k / 3) % 3,
      k % 3,
    ];
    const weight = (k: number): number => placeOf(k).reduce((digits, each) => 10 * digits + each, 0) / 1024;
    const parameters = npz({
      "conv.weight": { shape: [2, 2, 3, 3], data: Float64Array.from({ length: 36 }, (_, k) => weight(k)) },
      "last.weight": { shape: [1, 2], data: Float64Array.of(1, -1) },
    });
    const spec = {
      task: { name: "student-teacher", inputDimension: 18, trainSize: 4, testSize: 2 },
      model: { name: "layers", input: [2, 3, 3], layers: [layer, { layer: "flatten" }, dense1] },
      start: { name: "file", file: "a.npz" },
      dynamics: { name: "sgd", learningRate: 1e-3, steps: [0, 1] },
      measures: ["trainLoss", "firstFilters"],
    };
    const { rows, tables } = await run(spec, { lists, readFile: () => parameters });
    expect([rows.length, rows[0]!.firstFilters]).toEqual([2, undefined]);
    expect(tables.filters!.map(({ step }) => step)).toEqual([...Array(36).fill(0), ...Array(36).fill(1)]);
    for (const [k, row] of tables.filters!.slice(0, 36).entries()) {
      const [filter, channel, y, x] = placeOf(k) as [number, number, number, number];
      expect(row).toMatchObject({ filter: filter + 1, channel: channel + 1, row: y, column: x, model: "layers" });
      expect(row.firstFilters).toBe(weight(k));
    }
    const without = await run({ ...base, measures: ["firstFilters"] }, { lists });
    expect(without.tables).toEqual({});
  });

  it("of fresh inputs are means over these, and rows have the units that their dynamics have", async () => {
    const cell = cellOf({ measures: ["generalizationError"] });
    const problem = problemMaker(lists, noFiles)(cell);
    const { theta, observed } = await runCell(lists, cell, problem);
    const { X, Y } = problem.task.test!;
    const outputs = new Float64Array(5);
    problem.model.value(theta, X, outputs);
    const squares = outputs.reduce((sum, value, i) => sum + (value - Y.data[i]!) ** 2, 0);
    expect(observed[1]!.values.generalizationError).toBeCloseTo(squares / 5, 13);
    const { rows } = await run(base, { lists });
    expect(rows[1]).toMatchObject({ step: 9, t: 0.9, endStep: 9 });
    for (const name of ["epoch", "endEpoch"]) expect(rows[1]).not.toHaveProperty(name);
  });

  it("of fresh inputs have the means and variances of the training inputs where a model normalises", async () => {
    const model = { name: "layers", layers: [{ layer: "batch-norm" }, { layer: "dense", units: 1 }] };
    const cell = cellOf({ model, start: { name: "he" }, dynamics: { ...base.dynamics, layerRates: null } });
    const { task, model: asTrained, boundTest } = problemMaker(lists, noFiles)(cell);
    const theta = Float64Array.from({ length: asTrained.parameterCount }, (_, k) => Math.cos(3 * k));
    const [gain, shift, A] = [0, 4, 8].map((first) => theta.subarray(first, first + 4));
    const column = (j: number): number[] => [...task.X.data].filter((_, k) => k % 4 === j);
    const means = [0, 1, 2, 3].map((j) => column(j).reduce((sum, x) => sum + x / 7, 0));
    const variances = means.map((mean, j) => column(j).reduce((sum, x) => sum + (x - mean) ** 2 / 6, 0));
    const value = (x: Float64Array): number =>
      means.reduce((sum, mean, j) => {
        const normalized = (x[j]! - mean) / Math.sqrt(variances[j]! + 1e-5);
        return sum + A![j]! * (gain![j]! * normalized + shift![j]!);
      }, theta[12] ?? 0);
    const outputs = [new Float64Array(5), new Float64Array(5)] as const;
    boundTest!.value(theta, outputs[0]);
    asTrained.value(theta, task.test!.X, outputs[1]);
    for (let i = 0; i < 5; i++) {
      for (const given of outputs) expect(given[i]).toBeCloseTo(value(task.test!.X.data.subarray(4 * i)), 13);
    }
  });

  it("of layers are rows that count layers from 1", async () => {
    const { tables } = await run({ ...base, measures: ["layerParameterDistance"] }, { lists });
    expect(tables.layers!.map(({ step, layer, layerName }) => [step, layer, layerName])).toEqual([
      [0, 1, "W"],
      [0, 2, "A"],
      [9, 1, "W"],
      [9, 2, "A"],
    ]);
  });
});

describe("parts", () => {
  it("a Gaussian start divides its first layer by alpha and multiplies its last", async () => {
    const model = { name: "deep-linear", hiddenWidths: [3, 3] };
    const dynamics = { ...base.dynamics, layerRates: null };
    const start = (alpha: number) => ({ name: "gaussian", scale: 1, alpha });
    const { theta0: one, sizes } = await thetaOf({ model, dynamics, start: start(1) });
    const { theta0: four } = await thetaOf({ model, dynamics, start: start(4) });
    const factors = sizes.flatMap((size, layer) => Array(size).fill([1 / 4, 1, 4][layer]));
    for (const [k, value] of one.entries()) expect(four[k]).toBeCloseTo(value * factors[k], 14);
  });

  it("the test inputs of exclusive-or are those that follow its training inputs", () => {
    const fields = { seed: 3, spread: 0.2 };
    const task = exclusiveOr.build({ ...fields, trainSize: 5, testSize: 4 } as never, {} as never);
    const all = exclusiveOr.build({ ...fields, trainSize: 9, testSize: 0 } as never, {} as never);
    expect([...task.X.data, ...task.test!.X.data]).toEqual([...all.X.data]);
    expect([...task.Y.data, ...task.test!.Y.data]).toEqual([...all.Y.data]);
  });

  it("the teacher of whitened inputs is not of the numbers that the inputs are of", async () => {
    const task = { name: "whitened-regression", inputDimension: 3, trainSize: 5, outputDimension: 2 };
    const change = { task, model: { name: "deep-linear", hiddenWidths: [3] }, loss: "half-sum-squared" };
    const { task: made } = problemMaker(lists, noFiles)(cellOf(change));
    const [first] = gaussianMatrix(2, 3, randomGenerator(2)).data;
    expect([...made.arrays!.betaStar!.data]).not.toContain(first);
    const one = problemMaker(lists, noFiles)(cellOf({ ...change, task: { ...task, outputDimension: 1 } }));
    expect(one.task.X.data).toEqual(made.X.data);
  });

  it("neighbours share their problem, and no others", () => {
    const problemOf = problemMaker(lists, noFiles);
    const one = problemOf(cellOf());
    expect(problemOf(cellOf({ start: { name: "gaussian", scale: 2 } }))).toBe(one);
    for (const change of [
      { loss: "half-sum-squared" },
      { model: { ...base.model, hiddenWidth: 8 } },
      { task: { ...base.task, trainSize: 8 } },
      { build: "javascript" },
    ]) {
      const problem = problemMaker(lists, noFiles);
      expect(problem(cellOf())).not.toBe(problem(cellOf(change)));
    }
  });
});

describe("columns", () => {
  const deep = (widths: number[]) =>
    columnsOfCell(
      lists,
      cellOf({
        model: { name: "mlp", widths },
        start: { name: "he" },
        dynamics: { name: "sgd", learningRate: 1, epochs: [1] },
      }),
    );

  it("have a list as its JSON, and a long one by its length and what tells it from others", () => {
    expect(deep([64, 32]).widths).toBe("[64,32]");
    expect(deep(Array(33).fill(10)).widths).toBe(`[${"10,".repeat(32)}10]`);
    const long = Array.from({ length: 60 }, (_, k) => 10 + k);
    expect(deep(long).widths).toMatch(/^181 characters, [0-9a-f]{16}$/);
    const names = [long, long.with(0, 69), long.with(30, 12), long.with(59, 10)].map((widths) => deep(widths).widths);
    expect(new Set(names).size).toBe(4);
  });

  it("have no checkpoints, and the fields that parts share by the part's name", () => {
    const columns = columnsOfCell(lists, cellOf({ task: { ...base.task, activation: { name: "leaky", gamma: 0.2 } } }));
    expect(columns).toMatchObject({ taskGamma: 0.2, taskActivation: "leaky", modelActivation: "tanh", startSeed: 2 });
    for (const name of ["steps", "measures", "gamma"]) expect(columns).not.toHaveProperty(name);
  });
});

it("the error of a step counts against the distance from the start, and none is none", () => {
  const ratio = distanceControl(Float64Array.of(1, 1), 0.01);
  const from = Float64Array.of(9, 9);
  expect(ratio(Float64Array.of(0.03, 0.04), from, Float64Array.of(4, 5))).toBeCloseTo(1, 12);
  expect(ratio(Float64Array.of(0, 0), from, Float64Array.of(1, 1))).toBe(0);
});

it("a kernel with an entry that is not finite has no distance, wherever it stands", () => {
  const observationOf = (...data: number[]): Observation =>
    ({ kernel: matrix(2, 2, Float64Array.from(data)) }) as Observation;
  const start = observationOf(1, 0, 0, 1);
  expect(kernelDistance.of(observationOf(1, 1, 1, 1), start)).toBeCloseTo(1 - 1 / Math.SQRT2, 12);
  for (const kernel of [
    observationOf(Number.POSITIVE_INFINITY, 0, 0, 1),
    observationOf(1, 0, 0, Number.POSITIVE_INFINITY),
  ]) {
    expect(kernelDistance.of(kernel, start)).toBeNaN();
  }
});
