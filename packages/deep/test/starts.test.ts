import { matrix } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import {
  adamW,
  crossEntropy,
  decoder,
  deepNetwork,
  heStart,
  leNet5,
  mlp,
  residualNetwork,
  sgd,
  shuffledBatches,
  standardNormalStart,
  torchStart,
} from "../src/index.js";
import { largestDifference } from "./closeness.js";
import { randomSource } from "./randomSource.js";

const normals = (rows: number, columns: number, seed: number) =>
  matrix(rows, columns, Float64Array.from({ length: rows * columns }, randomSource(seed).gaussian));

test.for([
  { name: "an MLP", network: deepNetwork(mlp({ inputDimension: 6, widths: [9, 8, 7], outputDimension: 3 })) },
  { name: "LeNet-5", network: deepNetwork(leNet5({ bias: false })) },
])("alpha does not change the function of $name, but its kernel and what it conserves", ({ network }) => {
  const X = normals(3, network.inputDimension, 5);
  const at = (alpha: number) => {
    const theta = heStart(network, { random: randomSource(7), alpha });
    const outputs = new Float64Array(3 * network.outputDimension);
    network.value(theta, X, outputs);
    return { outputs, kernel: network.ntkByLayer(theta, X), conserved: network.conservedQuantities(theta)[0]!.values };
  };
  const [one, ten] = [at(1), at(10)];
  expect(largestDifference(ten.outputs, one.outputs)).toBeLessThan(1e-13);
  // the first layer's features are ten times smaller, and the slopes that reach it ten times larger
  expect(ten.kernel[0]!.data[0]! / one.kernel[0]!.data[0]!).toBeCloseTo(100, 8);
  expect(ten.kernel.at(-1)!.data[0]! / one.kernel.at(-1)!.data[0]!).toBeCloseTo(0.01, 8);
  expect(Math.min(...ten.conserved)).toBeGreaterThan(0);
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  expect(sum(ten.conserved)).toBeGreaterThan(sum(one.conserved));
});

test("alpha divides only the first layer where a normalisation follows, and both tables of a decoder", () => {
  const input = [1, 8, 8] as const;
  const small = deepNetwork(residualNetwork({ input, outputDimension: 2, filters: 3, filterSize: 3, widths: [4] }));
  const attentive = deepNetwork(decoder({ vocabulary: 5, positions: 3, width: 8, heads: 2 }));
  const factors = (network: typeof small) => {
    const [one, four] = [1, 4].map((alpha) => torchStart(network, { random: randomSource(3), alpha }));
    return network.layers.flatMap(({ name, offset }) => {
      const factor = four![offset]! / one![offset]!;
      return one![offset] === 0 || factor === 1 ? [] : [[name, factor]];
    });
  };
  expect(factors(small)).toEqual([["prep.weight", 0.25]]);
  expect(factors(deepNetwork(mlp({ inputDimension: 3, widths: [4], outputDimension: 2, bias: true })))).toEqual([
    ["0.weight", 0.25],
    ["0.bias", 0.25],
    ["2.weight", 4],
  ]);
  expect(factors(attentive)).toEqual([
    ["token.weight", 0.25],
    ["position.weight", 0.25],
  ]);
});

test("starts have the variances that they are named after", () => {
  const network = deepNetwork(mlp({ inputDimension: 50, widths: [100], outputDimension: 80, bias: true }));
  const variance = (theta: Float64Array, block: number, of = network): number => {
    const { offset, shape } = of.layers[block]!;
    const size = shape.reduce((product, side) => product * side, 1);
    return theta.subarray(offset, offset + size).reduce((sum, x) => sum + x * x, 0) / size;
  };
  const options = { random: randomSource(11), tau: 2 };
  expect(variance(standardNormalStart(network, options), 0) / 4).toBeCloseTo(1, 1);
  expect(variance(heStart(network, options), 2) / 4).toBeCloseTo(2 / 100, 2);
  expect(variance(torchStart(network, options), 2) / 4).toBeCloseTo(1 / 300, 3);
  expect(variance(torchStart(network, options), 3)).toBeCloseTo(1 / 300, 2);
  expect(variance(heStart(network, options), 1)).toBe(0);
  // Xavier's bound of PyTorch's joint projection of d = 32 to 96
  const attentive = deepNetwork(decoder({ vocabulary: 5, positions: 3, width: 32, heads: 4 }));
  const joint = attentive.layers.findIndex(({ role }) => role === "projection");
  const attentiveStart = torchStart(attentive, { random: randomSource(11) });
  expect(variance(attentiveStart, joint, attentive) / (2 / 128)).toBeCloseTo(1, 1);
  expect(() => heStart(network, { random: randomSource(1), alpha: 0 })).toThrow(
    "alpha is 0; expected a finite number > 0",
  );
});

const memorisers = [
  { name: "an MLP", description: mlp({ inputDimension: 8, widths: [32, 32], outputDimension: 4 }), rate: 0.1 },
  { name: "LeNet-5", description: leNet5({ outputDimension: 4 }), rate: 0.01 },
  {
    name: "a small ResNet",
    description: residualNetwork({ input: [2, 8, 8], outputDimension: 4, filters: 4, filterSize: 5, widths: [8] }),
    rate: 0.1,
  },
];

test.for(memorisers)("$name memorises a few random labels", ({ description, rate }) => {
  const network = deepNetwork(description);
  const X = normals(12, network.inputDimension, 23);
  const Y = matrix(
    12,
    1,
    Float64Array.from({ length: 12 }, (_, i) => (i * 7 + (i >> 2)) % 4),
  );
  const bound = network.bind({ X, Y, loss: crossEntropy });
  const theta = new Float32Array(heStart(network, { random: randomSource(2) }));
  const stepper = sgd({ learningRate: rate, momentum: 0.9 }).start(theta.length);
  const gradient = new Float32Array(theta.length);
  for (let step = 0; step < 150; step++) {
    bound.lossAndGradient(theta, gradient);
    stepper.step(theta, gradient);
  }
  expect(bound.lossAt(theta)).toBeLessThan(0.01);
});

test("a decoder memorises a few sums, in batches, and goes on from what it saved to the same bytes", () => {
  const network = deepNetwork(decoder({ vocabulary: 7, positions: 3, width: 16, heads: 2, depth: 2 }));
  const pairs = Array.from({ length: 25 }, (_, k) => [Math.floor(k / 5), k % 5, 6]);
  const X = matrix(25, 3, Float64Array.from(pairs.flat()));
  const Y = matrix(
    25,
    1,
    Float64Array.from(pairs, ([a, b]) => (a! + b!) % 5),
  );
  const bound = network.bind({ X, Y, loss: crossEntropy });
  const method = adamW({ learningRate: 0.01, weightDecay: 0 });
  const gradient = new Float32Array(network.parameterCount);
  const run = (theta: Float32Array, stepper: ReturnType<typeof method.start>, epochs: number, seed: number) => {
    const random = randomSource(seed).uniform;
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const rows of shuffledBatches(25, 8, random)) {
        bound.lossAndGradient(theta, gradient, rows);
        stepper.step(theta, gradient);
      }
    }
    return theta;
  };
  const stepper = method.start(network.parameterCount);
  const theta = run(new Float32Array(torchStart(network, { random: randomSource(4) })), stepper, 150, 1);
  expect(bound.lossAt(theta)).toBeLessThan(0.05);
  const resumed = method.resume(stepper.save());
  expect(run(theta.slice(), resumed, 2, 2)).toEqual(run(theta.slice(), stepper, 2, 2));
});

test("an epoch has every input once", () => {
  const batches = shuffledBatches(23, 5, randomSource(6).uniform);
  expect(batches.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
  const order = batches.flatMap((batch) => [...batch]);
  expect(order).not.toEqual(order.toSorted((a, b) => a - b));
  expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, i) => i));
});
