import { matrix, productBuilds } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { cosineSchedule, crossEntropy, deepNetwork, mlp, type Precision, sgd } from "../src/index.js";
import { flatReference, largestDifference } from "./closeness.js";
import { references } from "./npz.js";

// PyTorch 1.13 in float64
const arrays = references("mlp");
const network = deepNetwork(
  mlp({ inputDimension: 8, widths: [16, 16, 16], outputDimension: 5, parameterization: "mean-field" }),
);
const nameOf = (name: string): string => String(Number.parseInt(name, 10) / 2);
const X = matrix(7, 8, arrays.X!.data);
const Y = matrix(7, 1, arrays.labels!.data);
const start = flatReference(network, arrays, "start.", nameOf);

const cases = productBuilds().flatMap((build) =>
  (["float64", "float32"] as const).map((precision: Precision) => ({ build, precision })),
);

test.for(cases)("loss, gradient, outputs and training of $build in $precision", ({ build, precision }) => {
  const tolerance = precision === "float64" ? 1e-12 : 1e-5;
  const bound = network.bind({ X, Y, loss: crossEntropy, build, precision });
  const gradient = new Float64Array(network.parameterCount);
  expect(bound.lossAndGradient(start, gradient)).toBeCloseTo(
    arrays.crossEntropy!.data[0]!,
    precision === "float64" ? 12 : 5,
  );
  expect(largestDifference(gradient, flatReference(network, arrays, "gradient.", nameOf))).toBeLessThan(tolerance);
  const outputs = new Float64Array(35);
  bound.value(start, outputs);
  expect(largestDifference(outputs, arrays.output!.data)).toBeLessThan(tolerance);

  const theta = start.slice();
  const stepper = sgd({ learningRate: arrays.learningRate!.data[0]!, momentum: 0.9 }).start(theta.length);
  const schedule = cosineSchedule({ steps: 8 });
  const losses = Array.from({ length: 8 }, (_, t) => {
    const loss = bound.lossAndGradient(theta, gradient);
    stepper.step(theta, gradient, schedule(t));
    return loss;
  });
  expect(largestDifference(losses, arrays.losses!.data)).toBeLessThan(tolerance);
  expect(largestDifference(theta, flatReference(network, arrays, "end.", nameOf))).toBeLessThan(tolerance);
});

test.for(productBuilds())("kernels of %s, whole and by layer", (build) => {
  expect(largestDifference(network.ntkMatrix(start, X, { build }).data, arrays.ntk!.data)).toBeLessThan(1e-12);
  const layers = network.ntkByLayer(start, X, { build });
  expect(
    largestDifference(
      layers.flatMap(({ data }) => [...data]),
      arrays.ntkByLayer!.data,
    ),
  ).toBeLessThan(1e-12);
  const end = flatReference(network, arrays, "end.", nameOf);
  expect(largestDifference(network.ntkMatrix(end, X, { build }).data, arrays.ntkAfter!.data)).toBeLessThan(1e-11);
});
