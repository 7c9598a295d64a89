import { type Matrix, matrix, type ProductBuild } from "@lazyrich/linalg";
import { describe, expect, it } from "vitest";
import {
  activations,
  type BoundModel,
  crossEntropy,
  deepLinearModel,
  descentField,
  type Loss,
  leaky,
  losses,
  type Model,
  meanSquared,
  singleNeuronModel,
  twoLayerLinearModel,
  twoLayerModel,
} from "../src/index.js";
import { derivative, difference, largest, written } from "./differences.js";
import { randomVector } from "./randomVector.js";

const twoLayers = activations.flatMap((activation) =>
  [false, true].flatMap((biases) =>
    [1, 3].map((outputDimension): [string, Model] => [
      `two layers, ${activation.name}, ${biases ? "biases" : "no biases"}, ${outputDimension} outputs`,
      twoLayerModel({ inputDimension: 4, hiddenWidth: 5, outputDimension, activation, biases }),
    ]),
  ),
);
const models: [string, Model][] = [
  ...twoLayers,
  ["one neuron", singleNeuronModel({ inputDimension: 4 })],
  ["two linear layers, 1 output", twoLayerLinearModel({ inputDimension: 4, hiddenWidth: 3 })],
  ["two linear layers, 3 outputs", twoLayerLinearModel({ inputDimension: 4, hiddenWidth: 5, outputDimension: 3 })],
  ["linear regression", deepLinearModel({ widths: [4, 2] })],
  ["a deep linear network", deepLinearModel({ widths: [4, 3, 5, 2] })],
];
const [n, build] = [6, "simd" satisfies ProductBuild as ProductBuild];
const X = matrix(n, 4, randomVector(n * 4, 1));

/** Targets of a loss for a model. */
function targetsFor(loss: Loss, c: number): Matrix {
  if (loss.targets === "classes")
    return matrix(
      n,
      1,
      Float64Array.from({ length: n }, (_, i) => (2 * i + 1) % c),
    );
  return matrix(n, c, randomVector(n * c, 2));
}
const bound = (model: Model, loss: Loss): BoundModel =>
  model.bind({ X, Y: targetsFor(loss, model.outputDimension), loss, build });

/** A state none of whose pre-activations is near a kink. */
const thetaOf = (model: Model): Float64Array => randomVector(model.parameterCount, 8);

const outputs = (model: Model, theta: Float64Array, inputs = X): Float64Array =>
  written(inputs.rows * model.outputDimension, (out) => model.value(theta, inputs, out));
const gradient = ({ model, gradient }: BoundModel, theta: Float64Array): Float64Array =>
  written(model.parameterCount, (out) => gradient(theta, out));

/** nc x p, by differences of the outputs. */
function jacobianOf(model: Model, theta: Float64Array): Float64Array[] {
  const count = n * model.outputDimension;
  return Array.from({ length: count }, (_, row) =>
    theta.map((_value, k) => derivative((at) => outputs(model, at)[row]!, theta, k)),
  );
}

/** The layer of every parameter. */
const layerOf = ({ layers, parameterCount }: Model): number[] =>
  Array.from({ length: parameterCount }, (_, k) => layers.findLastIndex(({ offset }) => offset <= k));

describe.each(models)("%s", (_, model) => {
  const theta = thetaOf(model);
  const c = model.outputDimension;
  const learningRates = model.layers.map((_layer, l) => 0.5 + 0.75 * l);

  it("has layers that lie one after the other and fill theta", () => {
    let end = 0;
    for (const { shape, offset } of model.layers) {
      expect(offset).toBe(end);
      end += shape.reduce((product, size) => product * size, 1);
    }
    expect(end).toBe(model.parameterCount);
  });

  it.each(losses.map((loss) => [loss.name, loss] as const))(
    "%s: the gradient is that of the loss, by differences",
    (_name, loss) => {
      const network = bound(model, loss);
      const actual = gradient(network, theta);
      for (let k = 0; k < theta.length; k++) {
        // 1e-9 for smooth activations; one whose second derivative jumps leaves the difference an error of its step
        expect(Math.abs(actual[k]! - derivative(network.lossAt, theta, k))).toBeLessThan(1e-7 * (1 + largest(actual)));
      }
      const again = written(theta.length, (out) => {
        expect(network.lossAndGradient(theta, out)).toBe(network.lossAt(theta));
      });
      expect(again).toEqual(actual);
    },
  );

  it.each(losses.map((loss) => [loss.name, loss] as const))(
    "%s: a batch has the loss and the gradient of a model bound to its inputs",
    (_name, loss) => {
      const network = bound(model, loss);
      for (const rows of [
        [4, 0, 3],
        [1, 1],
        [5, 4, 3, 2, 1, 0, 0],
      ]) {
        const part = ({ columns, data }: Matrix): Matrix =>
          matrix(
            rows.length,
            columns,
            Float64Array.from(rows.flatMap((row) => [...data.subarray(row * columns, (row + 1) * columns)])),
          );
        const alone = model.bind({ X: part(X), Y: part(network.Y), loss, build });
        let value = Number.NaN;
        const actual = written(theta.length, (out) => {
          value = network.lossAndGradient(theta, out, rows);
        });
        expect(Math.abs(value - alone.lossAt(theta))).toBeLessThan(1e-14 * (1 + value));
        const expected = gradient(alone, theta);
        expect(difference(actual, expected)).toBeLessThan(1e-13 * (1 + largest(expected)));
      }
      const refused = (rows: number[], message: string): void =>
        expect(() => network.lossAndGradient(theta, new Float64Array(theta.length), rows)).toThrow(
          new RangeError(message),
        );
      refused([0, 6], "rows[1] is 6; expected a whole number below 6, the number of inputs");
      refused([0.5], "rows[0] is 0.5; expected a whole number below 6, the number of inputs");
    },
  );

  it("has the kernel J diag(eta) J^T of its Jacobian by differences, free or bound, and layer by layer", () => {
    const jacobian = jacobianOf(model, theta);
    const layer = layerOf(model);
    const byDefinition = (rates: readonly number[]): number[] =>
      jacobian.flatMap((row) =>
        jacobian.map((other) => row.reduce((sum, each, k) => sum + rates[layer[k]!]! * each * other[k]!, 0)),
      );
    const network = bound(model, c === 1 ? meanSquared : crossEntropy);
    const scale = 1 + largest(byDefinition(learningRates));
    const near = (kernel: Matrix, expected: number[]): void => {
      expect(difference(kernel.data, expected)).toBeLessThan(1e-10 * scale);
      expect(rowsTurned(kernel)).toEqual(kernel.data);
    };
    near(model.ntkMatrix(theta, X, { learningRates }), byDefinition(learningRates));
    near(network.ntkMatrix(theta, { learningRates }), byDefinition(learningRates));
    near(model.ntkMatrix(theta, X), byDefinition(learningRates.map(() => 1)));
    near(network.ntkMatrix(theta), byDefinition(learningRates.map(() => 1)));
    const layers = model.ntkByLayer(theta, X);
    expect(layers).toHaveLength(model.layers.length);
    for (const [l, kernel] of layers.entries()) {
      near(kernel, byDefinition(learningRates.map((_rate, other) => (other === l ? 1 : 0))));
    }
    const out = matrix(n * c, n * c);
    expect(network.ntkMatrix(theta, { out })).toBe(out);
    expect(model.ntkMatrix(theta, X, { out })).toBe(out);
  });

  it("bound has the values and patterns that it has free", () => {
    const network = bound(model, meanSquared);
    const expected = outputs(model, theta);
    const actual = written(n * c, (out) => network.value(theta, out));
    expect(difference(actual, expected)).toBeLessThan(1e-14 * (1 + largest(expected)));
    expect(network.activationPatterns?.(theta)).toEqual(model.activationPatterns?.(theta, X));
    const single = new Float32Array(n * c);
    network.value(theta, single);
    expect([...single]).toEqual([...Float32Array.from(actual)]);
  });

  it("descends by -eta dL/dtheta, and conserves what it says to the order of a step", () => {
    const network = bound(model, meanSquared);
    const descent = written(theta.length, (out) => descentField(network, { learningRates })(0, theta, out));
    const layer = layerOf(model);
    expect([...descent]).toEqual([...gradient(network, theta)].map((each, k) => -learningRates[layer[k]!]! * each));
    if (model.conservedQuantities === undefined) return;
    const { conservedQuantities } = model;
    const before = conservedQuantities(theta, learningRates);
    const change = (step: number): number =>
      Math.max(
        0,
        ...conservedQuantities(
          theta.map((each, k) => each + step * descent[k]!),
          learningRates,
        ).map(({ values }, l) => difference(values, before[l]!.values)),
      );
    // the change is exactly quadratic in the step: nothing of first order
    expect(Math.abs(change(1e-2) - 1e4 * change(1e-4))).toBeLessThan(1e-6 * (1 + change(1e-2)));
    if (before.length > 0) expect(change(1e-2)).toBeGreaterThan(0);
  });

  it("refuses learning rates that are not one a layer, or below 0, by name", () => {
    const names = model.layers.map(({ name }) => name).join(", ");
    const network = bound(model, meanSquared);
    const tooMany = { learningRates: [...learningRates, 1] };
    const message = `learningRates has length ${learningRates.length + 1}; expected ${learningRates.length}, one a layer: ${names}`;
    expect(() => network.ntkMatrix(theta, tooMany)).toThrow(new RangeError(message));
    expect(() => model.ntkMatrix(theta, X, tooMany)).toThrow(new RangeError(message));
    expect(() => descentField(network, tooMany)).toThrow(new RangeError(message));
    const negative = { learningRates: learningRates.with(0, -1) };
    expect(() => descentField(network, negative)).toThrow(
      "learningRates[0] is -1; expected a finite number of at least 0",
    );
  });
});

it("gradient flow conserves per homogeneous neuron, with its bias, and nothing where the activation is not homogeneous", () => {
  for (const [name, model] of twoLayers) {
    expect([name, model.conservedQuantities !== undefined]).toEqual([name, /relu|leaky|linear/.test(name)]);
    expect([name, model.activationPatterns !== undefined]).toEqual([name, /relu|leaky/.test(name)]);
  }
  const model = twoLayerModel({
    inputDimension: 2,
    hiddenWidth: 1,
    outputDimension: 2,
    activation: leaky(0.5),
    biases: true,
  });
  // w = (1, 2), b = 3, a = (4, 5)
  const theta = [1, 2, 3, 4, 5, 6, 7];
  expect(model.conservedQuantities!(theta)).toEqual([{ layers: [0, 2], values: Float64Array.of(41 - 14) }]);
  const rates = [0.5, 0.5, 2, 9];
  expect(model.conservedQuantities!(theta, rates)[0]!.values[0]).toBe(0.5 * 41 - 2 * 14);
  expect(() => model.conservedQuantities!(theta, [1, 0, 1, 1])).toThrow(
    new RangeError("learningRates[1] is 0; expected a finite number above 0"),
  );
});

it("a class that a model does not have is refused by name", () => {
  const model = twoLayerModel({ inputDimension: 4, hiddenWidth: 2, outputDimension: 3, activation: leaky() });
  const classes = (last: number): Matrix => matrix(n, 1, Float64Array.of(0, 1, 2, 0, 1, last));
  expect(() => model.bind({ X, Y: classes(3), loss: crossEntropy })).toThrow(
    new RangeError("Y[5][0] is 3; expected a class, a whole number below 3"),
  );
  expect(() => model.bind({ X, Y: classes(0.5), loss: crossEntropy })).toThrow("Y[5][0] is 0.5; expected a class");
  expect(() => model.bind({ X, Y: matrix(n, 3), loss: crossEntropy })).toThrow(
    new RangeError("Y has 3 columns; expected 1, the class of an input"),
  );
});

it("sizes that are not whole numbers above 0 are refused by name", () => {
  const good = { inputDimension: 2, hiddenWidth: 2, activation: leaky() };
  expect(() => twoLayerModel({ ...good, hiddenWidth: 0 })).toThrow("hiddenWidth is 0; expected a whole number above 0");
  expect(() => twoLayerModel({ ...good, outputDimension: 1.5 })).toThrow(
    "outputDimension is 1.5; expected a whole number",
  );
  expect(() => twoLayerLinearModel({ ...good, inputDimension: -1 })).toThrow(
    "inputDimension is -1; expected a whole number",
  );
  expect(() => singleNeuronModel({ inputDimension: 0 })).toThrow(
    "inputDimension is 0; expected a whole number above 0",
  );
  expect(() => deepLinearModel({ widths: [3, 0, 1] })).toThrow("widths[1] is 0; expected a whole number above 0");
  expect(() => deepLinearModel({ widths: [3] })).toThrow(
    "widths has length 1; expected at least 2, the inputs and the outputs",
  );
});

function rowsTurned({ rows, data }: Matrix): Float64Array {
  return Float64Array.from(data, (_, k) => data[(k % rows) * rows + Math.floor(k / rows)]!);
}
