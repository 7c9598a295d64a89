import { expect, it } from "vitest";
import { deepLinearModel, gaussianStart, relu, singleNeuronModel, twoLayerModel } from "../src/index.js";
import { gaussianNumbers } from "./gaussianNumbers.js";

const deviation = (entries: Float64Array): number =>
  Math.sqrt(entries.reduce((sum, x) => sum + x * x, 0) / entries.length);

it("has the wanted standard deviation over the root of the fan-in in every layer of weights, and no biases", () => {
  const model = twoLayerModel({
    inputDimension: 80,
    hiddenWidth: 50,
    outputDimension: 60,
    activation: relu,
    biases: true,
  });
  const theta = gaussianStart(model, { scales: [2, 0.1], random: gaussianNumbers(12) });
  const [W, b, A, bOut] = model.layers.map(({ offset }, l) => theta.subarray(offset, model.layers[l + 1]?.offset));
  // the relative error of a deviation of N numbers is about 1/sqrt(2 N), 0.011 and 0.013; within four of them
  expect(Math.abs((deviation(W!) * Math.sqrt(80)) / 2 - 1)).toBeLessThan(0.045);
  expect(Math.abs((deviation(A!) * Math.sqrt(50)) / 0.1 - 1)).toBeLessThan(0.055);
  expect([...b!, ...bOut!].every((bias) => bias === 0)).toBe(true);
});

it("takes the widths of any model, and 1 for scales", () => {
  const deep = deepLinearModel({ widths: [70, 40, 30, 90] });
  const theta = gaussianStart(deep, { random: gaussianNumbers(13) });
  for (const [l, fanIn] of [70, 40, 30].entries()) {
    const layer = theta.subarray(deep.layers[l]!.offset, deep.layers[l + 1]?.offset);
    expect(Math.abs(deviation(layer) * Math.sqrt(fanIn) - 1)).toBeLessThan(4 / Math.sqrt(2 * layer.length));
  }
  const drawn = gaussianNumbers(14);
  const { gaussian } = gaussianNumbers(14);
  expect([...gaussianStart(singleNeuronModel({ inputDimension: 4 }), { scales: [1, 3], random: drawn })]).toEqual([
    ...[1, 2, 3, 4].map(() => gaussian() / 2),
    3 * gaussian(),
  ]);
  expect(() => gaussianStart(deep, { scales: [1, 1], random: drawn })).toThrow(
    new RangeError("scales has length 2; expected 3, one a layer of weights: W1, W2, W3"),
  );
  expect(() => gaussianStart(deep, { scales: [1, 0, 1], random: drawn })).toThrow(
    new RangeError("scales[1] is 0; expected a finite number above 0"),
  );
});
