import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadLists, runSweep } from "../dist/files/index.js";
import { builtInLists, extendedLists, type Lists, type ModelPart, run, twoLayerPart } from "../dist/index.js";

const folder = mkdtempSync(join(tmpdir(), "lazyrich-parts-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const moduleOf = (code: string): string => {
  const path = join(folder, `mine${count++}.mjs`);
  writeFileSync(path, code);
  return path;
};
/** What a module is refused with, after its name. */
const refusal = async (code: string): Promise<string> => {
  const path = moduleOf(code);
  const error = await loadLists([path]).then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect(error).toBeInstanceOf(RangeError);
  expect(error!.message).not.toContain("\n");
  expect(error!.message.startsWith(path), error!.message).toBe(true);
  return error!.message.slice(path.length);
};
const measure = 'name: "mine", label: "", unit: "", scale: "linear", better: null, per: "run", of: () => 1';

describe("a module of one's own is refused in one line", () => {
  it.each([
    ["export const measure = [];", ': exports a list "measure"; did you mean "measures"?'],
    ["export const things = [1];", ': exports a list "things"; expected tasks, models, starts'],
    ["export const f = () => 1;", ": exports no list; expected some of tasks, models, starts"],
    ["export default { measures: [] };", ": exports no list"],
    ["export const measures = { sharp: 1 };", ": measures is an object; expected an array of measures"],
    ["export const measures = null;", ": measures is null; expected an array of measures"],
    ["export const measures = [undefined];", ": measures[0] is undefined; expected an object with a name"],
    ["export const measures = [() => 1];", ": measures[0] is a function; expected an object with a name"],
    ["export const measures = [{ of: () => 1 }];", ": measures[0] has no name; expected an object with a name"],
    [
      `export const measures = [{ ${measure}, of: undefined }];`,
      ': measures[0], "mine", has no of; expected a function (now, start) => number',
    ],
    [`export const measures = [{ ${measure}, of: 3 }];`, ': measures[0], "mine", has of 3; expected a function'],
    [
      `export const measures = [{ ${measure} }, { ${measure}, name: "other", per: "layers" }];`,
      ': measures[1], "other", has per "layers"; expected one of "run", "layer", "pixel"',
    ],
    [
      `export const measures = [{ ${measure} }, { ${measure} }];`,
      ': measures has "mine" twice; expected each name once',
    ],
    [`export const measures = [{ ${measure}, name: "trainLoss" }];`, ': measures has "trainLoss" twice'],
    [`export const measures = [{ ${measure}, name: "tau" }];`, ': measures has "tau", the name of a column of start'],
    [
      `export const measures = [{ ${measure}, name: "step" }];`,
      ': measures has "step", the name of a column of every table',
    ],
    [
      'export const tasks = [{ name: "mine", build() {}, fields: { tau: { kind: "part", list: "tasks", about: "" } } }];',
      ': starts has "mirrored", whose field tau has the column of task; expected another name',
    ],
    [
      'export const tasks = [{ name: "mine" }];',
      ': tasks[0], "mine", has no build; expected a function (fields, context) => task',
    ],
    [
      'export const models = [{ name: "mine" }];',
      ': models[0], "mine", has no build; expected a function (fields, context) => model',
    ],
    ['export const starts = [{ name: "mine" }];', ': starts[0], "mine", has no theta; expected a function'],
    [
      'export const dynamics = [{ name: "mine", place() {} }];',
      ': dynamics[0], "mine", has no train; expected a function',
    ],
    [
      'export const losses = [{ name: "mine", evaluate() {} }];',
      ': losses[0], "mine", has no targets; expected one of "values"',
    ],
    [
      'export const activations = [{ name: "sine", value: Math.sin, slope: 1, isHomogeneous: false, hasKink: false }];',
      ': activations[0], "sine", has slope 1; expected a function (z) => number',
    ],
    [
      'export const activations = [{ name: "log", value: Math.log, slope: () => 1, isHomogeneous: false, hasKink: false }];',
      ': activations[0], "log", has value(-1) NaN; expected a finite number',
    ],
    [
      'export const starts = [{ name: "mine", theta() {}, fields: { size: 3 } }];',
      ': starts[0], "mine", has fields.size 3; expected a field, as valueField gives it',
    ],
    [
      'export const starts = [{ name: "mine", theta() {}, fields: [3] }];',
      "has fields an array of length 1; expected fields",
    ],
    ['throw new Error("no luck\\nat all");', " cannot be loaded: no luck"],
    ['throw "no luck";', " cannot be loaded: no luck"],
    ["throw null;", " cannot be loaded: null was thrown; expected an error"],
    ["export const measures = [", " cannot be loaded: "],
    ['import "./nothing.mjs";', " cannot be loaded: Cannot find module"],
  ])("%s", async (code, line) => {
    expect(await refusal(code)).toContain(line);
  });

  it("that is not there", async () => {
    const path = join(folder, "none.mjs");
    await expect(loadLists([path])).rejects.toThrow(new RangeError(`${path} cannot be loaded: there is no such file`));
  });

  it("and may export other things beside its lists", async () => {
    const lists = await loadLists([
      moduleOf(`export const measures = [{ ${measure} }]; export const helper = () => 1; export const size = 3;`),
    ]);
    expect(lists.measures).toHaveLength(builtInLists.measures.length + 1);
  });
});

const spec = {
  task: { name: "student-teacher", inputDimension: 4, trainSize: 10, testSize: 5 },
  model: { name: "two-layer", hiddenWidth: 4 },
  start: { name: "mirrored", tau: 1 },
  dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [0, 2] },
};
const words = { name: "mine", summary: "", label: "", unit: "", scale: "linear", better: null } as const;
const failureOf = async (parts: object, change: object): Promise<string> => {
  const lists = extendedLists(builtInLists, parts as Partial<Lists>);
  const error = await run({ ...spec, ...change }, { lists }).then(
    () => undefined,
    (reason: Error) => reason,
  );
  return error!.message;
};

const PIXELS =
  "{ shape, values } with a number for each place of the shape [filters, channels, height, width], or null";

describe("a part of one's own that fails is named", () => {
  const measured = (per: "run" | "layer" | "pixel", value: unknown): Promise<string> =>
    failureOf({ measures: [{ ...words, per, of: () => value }] }, { measures: ["mine"] });

  it("a measure that writes into what it reads", async () => {
    const of = ({ theta }: { theta: Float64Array }): number => theta.fill(0).length;
    expect(await failureOf({ measures: [{ ...words, per: "run", of }] }, { measures: ["mine"] })).toContain(
      'measure "mine" writes into theta; expected it to read alone',
    );
  });

  it.each([
    ["run", undefined, 'measure "mine" gives undefined; expected a number or null'],
    ["run", "3", 'measure "mine" gives "3"; expected a number or null'],
    ["run", [1, 2], 'measure "mine" gives an array of length 2; expected a number or null'],
    ["layer", 3, 'measure "mine" gives 3; expected an array of 2 numbers, one a layer'],
    ["layer", [1], 'measure "mine" gives an array of length 1; expected an array of 2 numbers, one a layer'],
    ["layer", [1, undefined], 'measure "mine" gives undefined at [1]; expected a number or null'],
    ["pixel", 3, `measure "mine" gives 3; expected ${PIXELS}`],
    ["pixel", { shape: [1, 2], values: [1, 2] }, `measure "mine" gives an object; expected ${PIXELS}`],
    ["pixel", { shape: [1, 1, 1, 2], values: [1] }, `measure "mine" gives an object; expected ${PIXELS}`],
  ] as const)("a measure a %s that gives %j", async (per, value, message) => {
    expect(await measured(per, value)).toBe(message);
  });

  it("numbers that are not finite, and null for what is not defined, are results", async () => {
    const values = [Number.NaN, null, Number.NEGATIVE_INFINITY];
    for (const value of values) {
      const lists = extendedLists(builtInLists, {
        measures: [
          { ...words, per: "run", of: () => value },
          { ...words, name: "each", per: "layer", of: () => [value, 1] },
        ],
      });
      const { rows, tables } = await run({ ...spec, measures: ["mine", "each"] }, { lists });
      expect(rows[0]!.mine).toBe(value);
      expect(tables.layers![0]!.each).toBe(value);
    }
  });

  const fail = (): never => {
    throw new TypeError("no luck");
  };
  const model = twoLayerPart as unknown as ModelPart<object>;
  it.each([
    [
      "a measure",
      { measures: [{ ...words, per: "run", of: fail }] },
      { measures: ["mine"] },
      'measure "mine": no luck',
    ],
    ["a task", { tasks: [{ name: "mine", build: fail }] }, { task: "mine" }, 'task "mine": no luck'],
    ["a model", { models: [{ name: "mine", build: fail }] }, { model: "mine" }, 'model "mine": no luck'],
    ["a start", { starts: [{ name: "mine", theta: fail }] }, { start: "mine" }, 'start "mine": no luck'],
    [
      "a model that fails in training",
      {
        models: [
          {
            ...model,
            name: "mine",
            build: (...given: Parameters<typeof model.build>) => ({
              ...model.build(...given),
              bind: (...data: Parameters<ReturnType<typeof model.build>["bind"]>) => ({
                ...model.build(...given).bind(...data),
                gradient: fail,
                lossAndGradient: fail,
              }),
            }),
          },
        ],
      },
      { model: { name: "mine", hiddenWidth: 4 } },
      'model "mine", dynamics "gradient-descent": no luck',
    ],
  ])("%s", async (_name, parts, change, message) => {
    expect(await failureOf(parts, change)).toBe(message);
  });

  it("before a sweep starts", async () => {
    const module = moduleOf(`export const measures = [{ ${measure}, of: () => "3" }];`);
    const running = runSweep({ spec: { ...spec, measures: ["mine"] }, folder: join(folder, "out"), modules: [module] });
    await expect(running).rejects.toThrow(new RangeError('measure "mine" gives "3"; expected a number or null'));
  });
});
