import { expect, it } from "vitest";
import { builtInLists as lists, run } from "../src/index.js";

const task = { name: "student-teacher", inputDimension: 6, trainSize: 30, testSize: 10 };
const dense = (units: number) => ({ layer: "dense", units, bias: false });
const rowsOf = async (model: object, start: object = { name: "he" }) =>
  (await run({ task, model, start, dynamics: { name: "sgd", learningRate: 0.01, steps: [0, 5] } }, { lists })).rows;

it("an MLP written as layers is the MLP", async () => {
  const list = { name: "layers", layers: [dense(8), { layer: "relu" }, dense(8), { layer: "relu" }, dense(1)] };
  const measures = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
    rows.map(({ trainLoss, kernelDistance, hammingDistance }) => [trainLoss, kernelDistance, hammingDistance]);
  expect(measures(await rowsOf(list))).toEqual(measures(await rowsOf({ name: "mlp", widths: [8, 8] })));
});

it.each([
  [
    [dense(8), { layer: "rellu" }, dense(1)],
    'spec.model.layers[1].layer is "rellu"; expected one of dense, convolution',
  ],
  [[{ layer: "dense", unit: 8 }], "spec.model.layers[0] (dense).units is undefined; expected a whole number >= 1"],
  [[dense(8), { layer: "flatten" }, dense(1)], "spec.model.layers[1] (flatten) takes a vector of 8; expected an image"],
  [[dense(8), dense(3)], "spec.model.layers ends with 3 outputs; expected 1, the targets of the task"],
  [[{ layer: "residual", layers: [dense(5)] }, dense(1)], "spec.model.layers[0]"],
  [[], "spec.model.layers is an array of length 0; expected at least 1 entr"],
  [[3], "spec.model.layers[0] is 3"],
])("%j is refused by the layer at fault", async (layers, message) => {
  await expect(rowsOf({ name: "layers", layers })).rejects.toThrow(message);
});

it("an input that the task does not have is refused", async () => {
  await expect(rowsOf({ name: "layers", input: [1, 2, 2], layers: [{ layer: "flatten" }, dense(1)] })).rejects.toThrow(
    "spec.model.input is [1,2,2], 4 numbers; expected 6, an input of the task",
  );
});
