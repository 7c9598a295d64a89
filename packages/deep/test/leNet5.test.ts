import { matrix, productBuilds } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { crossEntropy, deepNetwork, leNet5, type Precision, sgd } from "../src/index.js";
import { flatReference, largestDifference } from "./closeness.js";
import { references } from "./npz.js";

// PyTorch 1.13 in float64
const arrays = references("lenet5");
const network = deepNetwork(leNet5());
const X = matrix(4, 784, arrays.X!.data);
const Y = matrix(4, 1, arrays.labels!.data);
const start = flatReference(network, arrays, "start.");

const cases = productBuilds().flatMap((build) =>
  (["float64", "float32"] as const).map((precision: Precision) => ({ build, precision })),
);

test.for(cases)("loss, gradient, outputs and training of $build in $precision", ({ build, precision }) => {
  const tolerance = precision === "float64" ? 1e-12 : 1e-5;
  const bound = network.bind({ X, Y, loss: crossEntropy, build, precision });
  const gradient = new Float64Array(network.parameterCount);
  const loss = bound.lossAndGradient(start, gradient);
  expect(largestDifference([loss], arrays.crossEntropy!.data)).toBeLessThan(tolerance);
  expect(largestDifference(gradient, flatReference(network, arrays, "gradient."))).toBeLessThan(tolerance);
  const outputs = new Float64Array(40);
  bound.value(start, outputs);
  expect(largestDifference(outputs, arrays.output!.data)).toBeLessThan(tolerance);

  const theta = start.slice();
  const stepper = sgd({ learningRate: arrays.learningRate!.data[0]! }).start(theta.length);
  const losses = Array.from({ length: 5 }, () => {
    const before = bound.lossAndGradient(theta, gradient);
    stepper.step(theta, gradient);
    return before;
  });
  expect(largestDifference(losses, arrays.losses!.data)).toBeLessThan(tolerance);
  expect(largestDifference(theta, flatReference(network, arrays, "end."))).toBeLessThan(tolerance);
});

test.for(productBuilds())("kernels of %s, whole and by parameter", (build) => {
  expect(largestDifference(network.ntkMatrix(start, X, { build }).data, arrays.ntk!.data)).toBeLessThan(1e-12);
  const layers = network.ntkByLayer(start, X, { build });
  expect(
    largestDifference(
      layers.flatMap(({ data }) => [...data]),
      arrays.ntkByParameter!.data,
    ),
  ).toBeLessThan(1e-12);
});

test("rows of the kernels, some inputs at a time, are those of PyTorch too", () => {
  const size = 40;
  const seen: number[] = [];
  for (const { first, count, blocks } of network.ntkRows(start, X)) {
    const columns = (first + count) * 10;
    for (const { block, rows } of blocks) {
      seen.push(block);
      const reference = Float64Array.from(rows, (_, at) => {
        const [i, j] = [first * 10 + Math.floor(at / columns), at % columns];
        return arrays.ntkByParameter!.data[block * size ** 2 + i * size + j]!;
      });
      expect(largestDifference(rows, reference)).toBeLessThan(1e-12);
    }
  }
  expect(seen).toEqual(network.layers.map((_, block) => block));
});
