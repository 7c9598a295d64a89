import { describe, expect, it } from "vitest";
import {
  cellsOf,
  columnsOfCell,
  completeSpec,
  extendedLists,
  builtInLists as lists,
  type RunMeasure,
} from "../src/index.js";
import { identityOf } from "../src/spec/identity.js";

const base = {
  task: "student-teacher",
  model: "two-layer",
  start: { name: "mirrored", tau: 1 },
  dynamics: { name: "gradient-flow", learningRate: 0.01, steps: [100] },
};
const cells = (spec: object) => cellsOf(lists, completeSpec(lists, { ...base, ...spec }));
const refusal = (spec: object): string => {
  try {
    cells(spec);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("expected to be refused");
};

describe("a completed spec", () => {
  it("has every default, the paper's sizes among them, and is its own completion", () => {
    const completed = completeSpec(lists, base);
    expect(completed).toMatchObject({
      task: { inputDimension: 100, teacherWidth: 3, trainSize: 1000, testSize: 10_000, seed: { of: "seed" } },
      model: { hiddenWidth: 50, activation: { name: "relu" }, biases: false },
      start: { tau: 1, delta: 0 },
      loss: { name: "mean-squared" },
      dynamics: { tolerance: 0.005, times: null },
      ...{ seed: 0, build: "simd" },
    });
    expect(completeSpec(lists, completed)).toEqual(completed);
  });

  it.each([
    [{ tsak: "x" }, 'spec has no field "tsak"; did you mean "task"?'],
    [
      { measures: ["trainLos"] },
      'spec.measures[0] is "trainLos"; expected some of trainLoss, generalizationError, kernelDistance',
    ],
    [{ measures: ["trainLoss", "trainLoss"] }, 'spec.measures[1] is "trainLoss" again; expected each once'],
    [{ start: { name: "mirrored", tau: 0 } }, "spec.start.tau is 0"],
    [{ start: { name: "mirrored", tau: 1e-300 } }, "spec.start.tau is 1e-300"],
    [{ start: { name: "mirrored", tau: 1, delta: 1e308 } }, "spec.start.delta is 1e+308"],
    [{ model: { name: "two-layer", hiddenWidth: 5 } }, "spec.model.hiddenWidth is 5; expected an even number"],
    [{ model: { name: "two-layer", activation: { name: "leaky", gamma: 2 } } }, "spec.model.activation.gamma is 2"],
    [{ dynamics: { name: "gradient-flow", steps: [1] } }, "spec.dynamics.learningRate is missing"],
    [{ dynamics: { name: "gradient-flow" } }, "spec.dynamics names no checkpoints; expected one of steps, times"],
    [
      { dynamics: { name: "gradient-flow", steps: [1], times: [1] } },
      "spec.dynamics has steps and times; expected one of",
    ],
    [{ dynamics: { name: "gradient-flow", learningRate: 1, steps: [2, 1] } }, "spec.dynamics.steps[1] is 1, after 2"],
    [{ dynamics: { name: "gradient-flow", times: [1], tolerance: 1e-16 } }, "spec.dynamics.tolerance is 1e-16"],
    [{ seed: { integers: [1, 10_000_000] } }, "spec.seed.integers has 10000000 values; expected at most 1000000"],
    [{ seed: -1 }, "spec.seed is -1"],
    [{ task: { name: "student-teacher", seed: { linspace: [0, 1], count: 3 } } }, "spec.task.seed is 0.5"],
  ])("%#: refused in one line that names the field", (spec, line) => {
    expect(refusal(spec)).toContain(line);
  });

  it("refuses more cells than a folder bears, at once and with their number", () => {
    const grid = {
      name: "mirrored",
      tau: { linspace: [1, 2], count: 3000 },
      delta: { linspace: [-1, 1], count: 3000 },
    };
    expect(refusal({ start: grid })).toBe("spec has 9000000 cells; expected at most 1000000");
  });
});

describe("cells", () => {
  it("neighbours share their task; the last field changes fastest; a learning rate follows tau", () => {
    const grid = cells({
      start: { name: "mirrored", tau: [0.5, 2], delta: [-1, 1] },
      dynamics: { ...base.dynamics, learningRate: { of: "start.tau", power: -2, times: 0.005 } },
      seed: [3, 4],
    });
    const rows = grid.map((cell) => columnsOfCell(lists, cell));
    expect(rows.map(({ taskSeed, startSeed, tau, delta }) => [taskSeed, startSeed, tau, delta]).slice(0, 5)).toEqual([
      [3, 3, 0.5, -1],
      [3, 3, 0.5, 1],
      [3, 3, 2, -1],
      [3, 3, 2, 1],
      [4, 4, 0.5, -1],
    ]);
    expect(rows.map(({ learningRate }) => learningRate).slice(0, 3)).toEqual([0.02, 0.02, 0.00125]);
  });

  it("a union of starts is not a product; equal cells count once", () => {
    const union = [
      { name: "mirrored", tau: 1, delta: [0, -0] },
      { name: "mirrored", tau: 1 },
      { name: "gaussian", scale: [1, 2] },
    ];
    expect(cells({ start: union })).toHaveLength(3);
  });

  it("one gamma for teacher and student", () => {
    const leaky = { name: "leaky", gamma: { of: "task.activation.gamma" } };
    const both = cells({
      task: { name: "student-teacher", activation: { name: "leaky", gamma: [0.1, 0.2] } },
      model: { name: "two-layer", activation: leaky },
    });
    expect(
      both.map((cell) => columnsOfCell(lists, cell)).map(({ taskGamma, modelGamma }) => [taskGamma, modelGamma]),
    ).toEqual([
      [0.1, 0.1],
      [0.2, 0.2],
    ]);
  });

  it("are the same whatever is measured of them and when, and however their spec is written", () => {
    const [one] = cells({});
    const [other] = cells({
      measures: ["trainLoss"],
      dynamics: { steps: [5, 6], learningRate: { of: "start.tau", times: 0.01 }, name: "gradient-flow" },
      task: { name: "student-teacher", trainSize: 1000 },
    });
    expect(identityOf(lists, other!)).toBe(identityOf(lists, one!));
    const [finer] = cells({ dynamics: { ...base.dynamics, tolerance: 0.001 } });
    expect(identityOf(lists, finer!)).not.toBe(identityOf(lists, one!));
    const [javascript] = cells({ build: "javascript" });
    expect(identityOf(lists, javascript!)).not.toBe(identityOf(lists, one!));
  });
});

describe("lists of one's own", () => {
  const sharpness: RunMeasure = {
    ...{ name: "sharpness", summary: "", label: "sharpness", unit: "", scale: "log", better: null },
    ...{ per: "run", of: () => 1 },
  };

  it("are added to ours, and a name that is there is refused", () => {
    expect(extendedLists(lists, { measures: [sharpness] }).measures).toHaveLength(lists.measures.length + 1);
    expect(() => extendedLists(lists, { measures: [{ ...sharpness, name: "trainLoss" }] })).toThrow(
      'measures has "trainLoss" twice; expected each name once',
    );
    expect(() => extendedLists(lists, { measures: sharpness as never })).toThrow(
      "measures is an object; expected an array",
    );
    expect(() => extendedLists(lists, { measures: [{} as never] })).toThrow("measures[0] has no name");
  });
});
