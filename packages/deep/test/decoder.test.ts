import { matrix, productBuilds } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { adamW, crossEntropy, decoder, deepNetwork, type Precision, warmUp } from "../src/index.js";
import { flatReference, largestDifference } from "./closeness.js";
import { references } from "./npz.js";

// PyTorch 1.13 in float64
const arrays = references("decoder");
const NAMES: Readonly<Record<string, string>> = {
  "attention.in_proj_weight": "qkv",
  "attention.out_proj.weight": "attentionOut",
};
const nameOf = (name: string): string => NAMES[name] ?? name;
const sizes = { vocabulary: 9, positions: 4, width: 16, heads: 4 };
const plain = deepNetwork(decoder(sizes));
const network = deepNetwork(decoder({ ...sizes, outputScale: arrays.tau!.data[0]! }));
const X = matrix(24, 4, arrays.tokens!.data);
const Y = matrix(24, 1, arrays.labels!.data);
const start = flatReference(network, arrays, "start.", nameOf);

const cases = productBuilds().flatMap((build) =>
  (["float64", "float32"] as const).map((precision: Precision) => ({ build, precision })),
);

test.for(cases)("loss, gradient, outputs and training of $build in $precision", ({ build, precision }) => {
  const tolerance = precision === "float64" ? 1e-12 : 1e-5;
  const bound = network.bind({ X, Y, loss: crossEntropy, build, precision });
  const gradient = new Float64Array(network.parameterCount);
  const loss = bound.lossAndGradient(start, gradient);
  expect(largestDifference([loss], arrays.crossEntropy!.data)).toBeLessThan(tolerance);
  expect(largestDifference(gradient, flatReference(network, arrays, "gradient.", nameOf))).toBeLessThan(tolerance);
  const outputs = new Float64Array(24 * 9);
  plain.value(start, X, outputs, { build, precision });
  expect(largestDifference(outputs, arrays.output!.data)).toBeLessThan(tolerance);

  const theta = start.slice();
  const options = { learningRate: arrays.learningRate!.data[0]!, betas: [0.9, 0.98] as const, weightDecay: 1 };
  const stepper = adamW(options).start(theta.length);
  const schedule = warmUp({ steps: 10, from: 0.1 });
  const losses = Array.from({ length: 15 }, (_, t) => {
    const before = bound.lossAndGradient(theta, gradient);
    stepper.step(theta, gradient, schedule(t));
    return before;
  });
  expect(largestDifference(losses, arrays.losses!.data)).toBeLessThan(tolerance);
  expect(largestDifference(theta, flatReference(network, arrays, "end.", nameOf))).toBeLessThan(10 * tolerance);
});

test.for(productBuilds())("kernel of %s", (build) => {
  const five = matrix(5, 4, X.data.slice(0, 20));
  expect(largestDifference(plain.ntkMatrix(start, five, { build }).data, arrays.ntkOfFirst5!.data)).toBeLessThan(1e-12);
});
