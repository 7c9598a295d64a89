import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import {
  cellsOf,
  columnsOfCell,
  completeSpec,
  extendedLists,
  builtInLists as lists,
  type RunMeasure,
  runSchema,
} from "../src/index.js";
import { identityOf } from "../src/spec/identity.js";

const validate = new Ajv2020({ strict: false }).compile(runSchema(lists));
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
      dynamics: { tolerance: 0.001, times: null },
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
    [{ measures: "trainLos" }, 'spec.measures[0] is "trainLos"; expected some of'],
    [{ measures: [] }, "spec.measures is an array of length 0; expected at least 1 entry"],
    [{ measures: ["trainLoss", "trainLoss"] }, 'spec.measures[1] is "trainLoss" again; expected each once'],
    [{ start: { name: "mirrored", tau: 0 } }, "spec.start.tau is 0"],
    [{ start: { name: "mirrored", tau: 1e-300 } }, "spec.start.tau is 1e-300"],
    [{ start: { name: "mirrored", tau: 1, delta: 1e308 } }, "spec.start.delta is 1e+308"],
    [{ model: { name: "two-layer", activation: { name: "leaky", gamma: 2 } } }, "spec.model.activation.gamma is 2"],
    [{ dynamics: { name: "gradient-flow", steps: [1] } }, "spec.dynamics.learningRate is missing"],
    [{ dynamics: { name: "gradient-flow" } }, "spec.dynamics names no checkpoints; expected one of steps, times"],
    [{ dynamics: "gradient-flow" }, "spec.dynamics names no checkpoints; expected one of steps, times"],
    [
      { dynamics: { name: "gradient-descent", learningRate: 1, steps: null } },
      "spec.dynamics names no checkpoints; expected one of steps",
    ],
    [
      { dynamics: { name: "gradient-flow", steps: [1], times: [1] } },
      "spec.dynamics has steps and times; expected one of",
    ],
    [{ dynamics: { name: "gradient-flow", times: [1], tolerance: 1e-16 } }, "spec.dynamics.tolerance is 1e-16"],
    [{ dynamics: { name: "sgd", learningRate: 1, epochs: [1.5] } }, "spec.dynamics.epochs[0] is 1.5"],
    [
      { dynamics: { name: "gradient-flow", times: { values: [[1], [2]] } } },
      "spec.dynamics.times has values, as an axis; expected one for all cells",
    ],
    [{ dynamics: { name: "gradient-flow", times: 3 } }, "spec.dynamics.times is 3; expected an array, such as [3]"],
    [{ seed: -1 }, "spec.seed is -1"],
    [{ seed: { integers: [1.5, 2] } }, "spec.seed.integers[0] is 1.5; expected an integer"],
    [{ seed: { linspace: [1, 2] } }, "spec.seed.count is missing"],
    [{ seed: { linspace: [1, 2], count: 2_000_000 } }, "spec.seed.count is 2000000; expected a number that is at most"],
    [{ seed: { logspace: [0, 400], count: 3 } }, "spec.seed.logspace[1] is 400; expected a number that is at most 308"],
    [{ seed: { of: "" } }, 'spec.seed.of is "", which is not in the spec'],
  ])("%#: refused in one line that names the field, and by the JSON Schema", (spec, line) => {
    expect(refusal(spec)).toContain(line);
    expect(validate({ ...base, ...spec })).toBe(false);
  });

  it.each([
    [{ model: { name: "two-layer", hiddenWidth: 5 } }, "spec.model.hiddenWidth is 5; expected an even number"],
    [{ dynamics: { name: "gradient-flow", learningRate: 1, steps: [2, 1] } }, "spec.dynamics.steps[1] is 1, after 2"],
    [{ seed: { integers: [1, 10_000_000] } }, "spec.seed.integers has 10000000 values; expected at most 1000000"],
    [
      { dynamics: { name: "sgd", learningRate: 1, epochs: [1], scheduleEpochs: 5 } },
      'spec.dynamics.scheduleEpochs is 5 with schedule "constant"; expected null',
    ],
    [
      { dynamics: { name: "adamw", learningRate: 1, epochs: [1], schedule: "cosine", scheduleFactor: 0.5 } },
      'spec.dynamics.scheduleFactor is 0.5 with schedule "cosine"; expected schedule "step", or 0.1',
    ],
    [
      { dynamics: { name: "sgd", learningRate: 1, epochs: [1], warmUpFrom: 0 } },
      "spec.dynamics.warmUpFrom is 0 with warmUpSteps 0; expected some warmUpSteps, or 0.1",
    ],
    [
      { dynamics: { name: "sgd", learningRate: 1, epochs: [1], momentum: 0, nesterov: true } },
      "spec.dynamics.nesterov is true with momentum 0",
    ],
    [{ seed: { linspace: [1, 3], count: 1 } }, "spec.seed.count is 1 from 1 to 3; expected at least 2"],
    [{ seed: { integers: [3, 1] } }, "spec.seed.integers[1] is 1; expected at least 3, the first"],
    [{ seed: { of: "seed" } }, 'spec.seed follows "seed", which follows it in turn'],
    [{ task: { name: "student-teacher", seed: { linspace: [0, 1], count: 3 } } }, "spec.task.seed is 0.5"],
  ])("%#: refused in one line, by what a JSON Schema cannot say", (spec, line) => {
    expect(refusal(spec)).toContain(line);
  });

  it("may repeat a checkpoint", () => {
    expect(cells({ dynamics: { ...base.dynamics, steps: [0, 5, 5] } })[0]!.dynamics.steps).toEqual([0, 5, 5]);
  });

  it("takes one measure by its name", () => {
    const spec = { ...base, measures: "trainLoss" };
    expect(validate(spec)).toBe(true);
    expect(completeSpec(lists, spec).measures).toEqual(["trainLoss"]);
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

  it("equal but for their checkpoints are one, in one unit", () => {
    const flow = { name: "gradient-flow", learningRate: 0.01 };
    const union = cells({
      dynamics: [
        { ...flow, steps: [100, 1000] },
        { ...flow, steps: [10, 100] },
      ],
    });
    expect(union.map(({ dynamics }) => dynamics.steps)).toEqual([[10, 100, 1000]]);
    expect(
      refusal({
        dynamics: [
          { ...flow, steps: [1] },
          { ...flow, times: [1] },
        ],
      }),
    ).toBe('spec.dynamics has "gradient-flow" with steps and, else the same, with times; expected one unit');
  });

  it("with a schedule over the whole run are others for another end", () => {
    const identity = (fields: object, epochs: number[]): string =>
      identityOf(lists, cells({ dynamics: { name: "sgd", learningRate: 0.1, ...fields, epochs } })[0]!);
    const cosine = { schedule: "cosine" };
    expect(identity(cosine, [1, 20])).toBe(identity(cosine, [20]));
    expect(identity(cosine, [20])).not.toBe(identity(cosine, [30]));
    for (const fields of [{}, { ...cosine, scheduleEpochs: 40 }]) {
      expect(identity(fields, [20])).toBe(identity(fields, [30]));
    }
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
    const inFile = (X: object): string =>
      identityOf(lists, cells({ task: { name: "arrays", X: { values: [X] }, y: [1] } })[0]!);
    expect(inFile({ file: "a.npz", array: "x" })).toBe(inFile({ array: "x", file: "a.npz" }));
    const [finer] = cells({ dynamics: { ...base.dynamics, tolerance: 0.0005 } });
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
