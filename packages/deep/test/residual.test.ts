import { matrix, productBuilds } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { crossEntropy, deepNetwork, type Precision, residualNetwork, sgd } from "../src/index.js";
import { flatReference, largestDifference } from "./closeness.js";
import { references } from "./npz.js";

// PyTorch 1.13 in float64
const arrays = references("residual");
const network = deepNetwork(
  residualNetwork({
    input: [3, 12, 12],
    outputDimension: 10,
    filters: 4,
    filterSize: 7,
    widths: [8],
    pool: 2,
    outputScale: 0.125,
  }),
);
const X = matrix(6, 432, arrays.X!.data);
const Y = matrix(6, 1, arrays.labels!.data);
const start = flatReference(network, arrays, "start.");

const cases = productBuilds().flatMap((build) =>
  (["float64", "float32"] as const).map((precision: Precision) => ({ build, precision })),
);

test.for(cases)("loss, gradient, statistics and training of $build in $precision", ({ build, precision }) => {
  const tolerance = precision === "float64" ? 1e-12 : 1e-5;
  const bound = network.bind({ X, Y, loss: crossEntropy, build, precision });
  const gradient = new Float64Array(network.parameterCount);
  bound.gradient(start, gradient);
  expect(largestDifference(gradient, flatReference(network, arrays, "gradient."))).toBeLessThan(tolerance);
  expect(bound.statistics).toEqual(network.startStatistics());
  // PyTorch ran the batch twice before it looked at the running statistics
  bound.lossAndGradient(start, gradient);
  const loss = bound.lossAndGradient(start, gradient);
  expect(largestDifference([loss], arrays.crossEntropy!.data)).toBeLessThan(tolerance);
  for (const { name, shape, offset } of network.statistics) {
    const found = bound.statistics.subarray(offset, offset + shape[0]!);
    expect(largestDifference(found, arrays[`running.${name}`]!.data)).toBeLessThan(tolerance);
  }

  const theta = start.slice();
  const options = { learningRate: arrays.learningRate!.data[0]!, momentum: 0.9, nesterov: true };
  const stepper = sgd(options).start(theta.length);
  const losses = Array.from({ length: 4 }, () => {
    const before = bound.lossAndGradient(theta, gradient);
    stepper.step(theta, gradient);
    return before;
  });
  expect(largestDifference(losses, arrays.losses!.data)).toBeLessThan(tolerance);
  expect(largestDifference(theta, flatReference(network, arrays, "end."))).toBeLessThan(tolerance);
  const outputs = new Float64Array(60);
  bound.value(theta, outputs);
  expect(largestDifference(outputs, arrays.outputEvaluationAfter!.data)).toBeLessThan(10 * tolerance);
});
