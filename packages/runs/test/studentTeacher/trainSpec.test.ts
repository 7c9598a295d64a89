import { readFileSync } from "node:fs";
import { npy } from "@lazyrich/tables";
import { expect, test } from "vitest";
import { answerTrain } from "../../src/studentTeacher/answerTrain.js";
import { parseTrainSpec } from "../../src/studentTeacher/trainSpec.js";
import { readReferenceJson } from "./references.js";

const folder = new URL("../references/relu-student-teacher/", import.meta.url);
const files: Record<string, Uint8Array> = {
  "cube.npy": npy({ shape: [1, 1, 1], data: Float64Array.of(1) }),
  "nan.npy": npy({ shape: [2, 2], data: Float64Array.of(1, 2, 3, Number.NaN) }),
  "none.npy": npy({ shape: [0, 2], data: new Float64Array(0) }),
};
const readFile = (path: string): Uint8Array => files[path] ?? readFileSync(new URL(path, folder));

const small = {
  ...{
    X: [
      [1, 0],
      [0, 1],
      [0.6, 0.8],
    ],
    y: [1, 0, 0.5],
    directions: [
      [1, 0],
      [0.8, 0.6],
    ],
    signs: [1, -1],
  },
  ...{ tau: 0.5, delta: 0, dynamics: "gradient-descent", learningRate: 0.1, steps: [0, 10] },
};
const ofFiles = {
  ...{ X: "X.npy", y: "y.npy", XTest: "X-test.npy", yTest: "y-test.npy" },
  ...{ directions: "student-directions.npy", signs: "student-signs.npy" },
};

test("files and inline arrays ask for the same run, and the answer has the metrics of runs made elsewhere", async () => {
  const [run] = readReferenceJson<Record<string, number[]>[]>("metrics");
  const { tau, delta, learningRate } = run as unknown as Record<"tau" | "delta" | "learningRate", number>;
  const rest = { tau, delta, learningRate, dynamics: "gradient-descent", steps: [0, 10, 100, 1000] };
  const spec = parseTrainSpec({ ...ofFiles, ...rest }, readFile);
  const rows = ({ data, columns }: { data: Float64Array; columns: number }): number[][] =>
    Array.from({ length: data.length / columns }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)]);
  const inline = {
    ...{ X: rows(spec.X), y: [...spec.y], XTest: rows(spec.test!.X), yTest: [...spec.test!.y] },
    ...{ directions: rows(spec.directions), signs: [...spec.signs], ...rest },
  };
  expect(parseTrainSpec(JSON.parse(JSON.stringify(inline)), readFile)).toEqual(spec);

  const { answer, parameters } = await answerTrain(spec);
  for (const name of ["trainLoss", "generalizationError", "hammingDistance", "parameterDistance"] as const) {
    for (const [i, value] of answer[name].entries()) expect(value).toBeCloseTo(run![name]![i]!, 12);
  }
  expect(answer).toMatchObject({ ...rest, stoppedAt: null, evaluations: 1000 });
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(Object.keys(run!)));
  expect([parameters.a.shape, parameters.W.shape]).toEqual([[20], [20, 10]]);
  expect(parameters.W.data).toHaveLength(200);
});

test("without a test set the generalization error is null, and the slope is that of ReLU", async () => {
  const spec = parseTrainSpec(small, readFile);
  expect(spec.gamma).toBe(0);
  const { answer } = await answerTrain(spec);
  expect(answer.generalizationError).toEqual([null, null]);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
});

test.each([
  [{ X: undefined }, "spec.X is missing; expected a string or an array"],
  [{ X: [[1, "x"]] }, 'spec.X[0][1] is "x"; expected a finite number'],
  [{ X: [[1, 0], [1]] }, "spec.X[1] has length 1; expected 2, the length of the first row"],
  [{ X: "absent.npy" }, "spec.X names absent.npy, which cannot be read (ENOENT)"],
  [{ X: "metrics.json" }, "spec.X names metrics.json, which is not a .npy file"],
  [{ X: "y.npy" }, "spec.X names y.npy, which has shape (100); expected 2 dimension(s)"],
  [{ X: "cube.npy" }, "spec.X names cube.npy, which has shape (1, 1, 1); expected 2 dimension(s)"],
  [{ X: "nan.npy" }, "spec.X names nan.npy, where [1, 1] is NaN; expected finite numbers"],
  [{ X: "none.npy" }, "spec.X is 0 x 2; expected some inputs"],
  [{ y: [1, 2] }, "spec.y has 2 entries; expected 3, one target a row of X"],
  [{ directions: [[1], [2]] }, "spec.directions has 1 columns; expected 2, as many columns as X"],
  [{ signs: [1] }, "spec.signs has 1 entries; expected 2, one sign a row of directions"],
  [{ signs: [1, 0] }, "spec.signs[1] is 0; expected 1 or -1"],
  [{ yTest: [1] }, "spec.XTest is missing; expected it beside yTest"],
  [{ XTest: [[1, 2]] }, "spec.yTest is missing; expected it beside XTest"],
  [{ XTest: [[1]], yTest: [1] }, "spec.XTest has 1 columns; expected 2, as many columns as X"],
  [{ tau: 0 }, "spec.tau is 0; expected a positive number"],
  [{ dynamics: "adam" }, 'spec.dynamics is "adam"; expected one of "gradient-descent", "gradient-flow"'],
  [{ steps: [10, 5] }, "spec.steps[1] is 5, after 10; expected ascending steps"],
  [{ steps: [0.5] }, "spec.steps[0] is 0.5; expected an integer"],
  [{ gamma: 2 }, "spec.gamma is 2; expected a number that is at most 1"],
  [{ learningrate: 1 }, 'spec has no field "learningrate"; did you mean "learningRate"?'],
])("%j: %s", (change, message) => {
  expect(() => parseTrainSpec({ ...small, ...change }, readFile)).toThrow(message);
});
