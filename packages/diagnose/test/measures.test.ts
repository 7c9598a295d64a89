import { randomGenerator } from "@lazyrich/data";
import { deepNetwork, mlp, standardNormalStart } from "@lazyrich/deep";
import { type Matrix, matrix } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { spacing, storedType } from "../src/checkpoint/storedType.js";
import { architecture } from "../src/index.js";
import { activationChange } from "../src/measures/activationChange.js";
import { alphaEffect } from "../src/measures/alphaEffect.js";
import { conserved } from "../src/measures/conserved.js";
import { driftOf } from "../src/measures/drift.js";
import { kernelComparison } from "../src/measures/kernelComparison.js";
import { rounded } from "../src/measures/rounded.js";
import { sizesAndDirections } from "../src/measures/sizesAndDirections.js";
import { sampledOutputs } from "../src/sampledOutputs.js";

const random = randomGenerator(3);
const gaussians = (length: number, scale = 1): Float64Array =>
  Float64Array.from({ length }, () => scale * random.gaussian());
const inputs: Matrix = { ...matrix(12, 5), data: gaussians(60) };
const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

const relu = architecture(mlp({ inputDimension: 5, widths: [7, 6], outputDimension: 3, bias: true }), { source: "" });
const state = (theta: Float64Array) => ({ theta, statistics: new Float64Array(0) });

test("the profile at alpha is that of the kernel of the scaled network, whose function is the same", () => {
  const { network } = relu;
  const theta = gaussians(network.parameterCount, 0.5);
  const tracesOf = (at: Float64Array) =>
    kernelComparison(network, state(at), state(at), inputs, { precision: "float64" }).traces.before;
  const effects = alphaEffect(relu, tracesOf(theta));
  expect(effects.map(({ alpha }) => alpha)).toContain(3);
  for (const { alpha, shares } of effects) {
    const scaled = theta.slice();
    for (const { name, shape, offset } of network.layers) {
      const isReadout = name.startsWith("4.");
      const factor =
        name === "4.weight" ? alpha : name === "0.weight" || (!isReadout && name.endsWith("bias")) ? 1 / alpha : 1;
      for (let k = 0; k < sum([shape.reduce((a, b) => a * b, 1)]); k++) scaled[offset + k]! *= factor;
    }
    const [f, g] = [theta, scaled].map((at) => {
      const out = new Float64Array(36);
      network.value(at, inputs, out);
      return out;
    });
    for (const [k, each] of f!.entries()) expect(g![k]).toBeCloseTo(each, 10);
    const traces = tracesOf(scaled);
    for (const [layer, share] of Object.entries(shares)) {
      const ofLayer = sum(traces.filter((_, block) => relu.layerNames[block] === layer));
      expect(share).toBeCloseTo(ofLayer / sum(traces as number[]), 12);
    }
  }
  const tanh = architecture(mlp({ inputDimension: 5, widths: [7], outputDimension: 3, activation: "tanh" }), {
    source: "",
  });
  expect(alphaEffect(tanh, [1, 1])).toEqual([]);
});

test("turned and resized rows: the sizes of one with the directions of the other", () => {
  const { layers, parameterCount } = relu.network;
  const [before, after] = [gaussians(parameterCount), gaussians(parameterCount)];
  before.fill(0, 0, 5); // the first row is 0 before, but for its bias
  const { turned, resized } = sizesAndDirections(layers, before, after);
  const row = (theta: Float64Array, k: number) => [...theta.subarray(5 * k, 5 * k + 5), theta[35 + k]!];
  for (let k = 0; k < 7; k++) {
    const [b, a, t, r] = [before, after, turned, resized].map((theta) => row(theta, k)) as number[][];
    expect(Math.hypot(...t!)).toBeCloseTo(Math.hypot(...b!), 12);
    expect(Math.hypot(...r!)).toBeCloseTo(Math.hypot(...a!), 12);
    for (let j = 0; j < 6; j++) {
      expect(t![j]! * Math.hypot(...a!)).toBeCloseTo(a![j]! * Math.hypot(...b!), 12);
      expect(r![j]! * Math.hypot(...b!)).toBeCloseTo(b![j]! * Math.hypot(...a!), 12);
    }
  }
  const none = sizesAndDirections(layers, new Float64Array(parameterCount), after);
  expect([...none.turned, ...none.resized].every((entry) => entry === 0)).toBe(true);
});

test("a kernel of sampled outputs is that part of the whole", () => {
  const { network } = relu;
  const theta = gaussians(network.parameterCount);
  const part = sampledOutputs(relu, [0, 2]);
  const K = network.ntkMatrix(theta, inputs).data;
  const of = part.network.ntkMatrix(part.stateOf(state(theta)).theta, inputs).data;
  const places = Array.from({ length: 24 }, (_, k) => 3 * Math.floor(k / 2) + (k % 2) * 2);
  for (const [i, row] of places.entries()) {
    for (const [j, column] of places.entries()) expect(of[i * 24 + j]).toBeCloseTo(K[row * 36 + column]!, 10);
  }
});

test("the jackknife's standard error of S is the spread over fresh inputs", () => {
  const { network } = relu;
  const theta = new Float64Array(standardNormalStart(deepNetwork(relu.description), { random, tau: 0.6 }));
  const moved = theta.map((entry) => entry + 0.3 * random.gaussian());
  const found = Array.from({ length: 60 }, () => {
    const X: Matrix = { rows: 40, columns: 5, data: gaussians(200) };
    return kernelComparison(network, state(theta), state(moved), X, { precision: "float64" });
  });
  const distances = found.map(({ distance }) => distance!);
  const mean = sum(distances) / 60;
  const spread = Math.sqrt(sum(distances.map((S) => (S - mean) ** 2)) / 59);
  const told = sum(found.map(({ standardError }) => standardError!)) / 60;
  expect(told / spread).toBeGreaterThan(0.75);
  expect(told / spread).toBeLessThan(1.35);
});

/** A residual network with normalisations, in batch mode: what is scaled by them is conserved by its gradient. */
const normalized = architecture(
  {
    input: [2, 6, 6],
    layers: [
      { layer: "convolution", name: "c1", channels: 3, kernel: 3, padding: 1 },
      { layer: "batch-norm", name: "n1", epsilon: 1e-12 },
      { layer: "relu" },
      { layer: "convolution", name: "c2", channels: 4, kernel: 3 },
      { layer: "relu" },
      { layer: "max-pool", size: 2 },
      {
        layer: "residual",
        layers: [
          { layer: "convolution", name: "r1", channels: 5, kernel: 1 },
          { layer: "relu" },
          { layer: "convolution", name: "r2", channels: 4, kernel: 1 },
        ],
      },
      { layer: "flatten" },
      { layer: "dense", name: "d1", units: 6 },
      { layer: "leaky" },
      { layer: "batch-norm", name: "n2", epsilon: 1e-12 },
      { layer: "dense", name: "d2", units: 6 },
      { layer: "relu" },
      { layer: "layer-norm", name: "n3", epsilon: 1e-12 },
      { layer: "dense", name: "out", units: 2 },
    ],
  },
  { source: "" },
);

test("every conserved quantity stands still along the gradient", () => {
  const { network } = normalized;
  const theta = gaussians(network.parameterCount, 0.4);
  const X: Matrix = { rows: 9, columns: 72, data: gaussians(9 * 72) };
  const Y: Matrix = { rows: 9, columns: 2, data: gaussians(18) };
  const bound = network.bind({ X, Y, loss: { name: "sum", targets: "values", evaluate }, precision: "float64" });
  function evaluate(outputs: ArrayLike<number>, _: Matrix, c: number, slope?: Float64Array | Float32Array): number {
    let loss = 0;
    for (let k = 0; k < Y.data.length && k < 9 * c; k++) {
      loss += (outputs[k]! - Y.data[k]!) ** 2 / 2;
      if (slope) slope[k] = outputs[k]! - Y.data[k]!;
    }
    return loss;
  }
  const gradient = new Float64Array(network.parameterCount);
  bound.lossAndGradient(theta, gradient);
  const step = 1e-6;
  const [forward, backward] = [step, -step].map((h) => theta.map((entry, k) => entry - h * gradient[k]!));
  const quantities = conserved(normalized, backward!, forward!, undefined);
  expect(quantities.map(({ layers, quantity }) => `${layers.join(" ")}: ${quantity}`)).toEqual([
    "c1 n1: |incoming|^2",
    "n1 c2: |outgoing|^2 - gain^2 - shift^2",
    "r1 r2: |outgoing|^2 - |incoming|^2 - bias^2",
    "d1 n2: |incoming|^2 + bias^2",
    "n2 d2: |outgoing|^2 - gain^2 - shift^2",
    "d2 n3: |W|^2 + |bias|^2",
    "n3 out: |outgoing|^2 - gain^2 - shift^2",
  ]);
  const speed = Math.hypot(...gradient);
  for (const { before, after } of quantities) {
    for (const [k, value] of before.entries())
      expect(Math.abs(after[k]! - value) / (2 * step * speed)).toBeLessThan(1e-7);
  }
});

test("quantities of homogeneous chains are those of the network, with rates too", () => {
  const { network } = relu;
  const theta = gaussians(network.parameterCount);
  const rates = [2, 3, 0.5, 1, 4, 5];
  const found = conserved(relu, theta, theta, rates);
  const reference = network.conservedQuantities(theta, rates);
  expect(found).toHaveLength(2);
  for (const [k, { before }] of found.entries()) {
    for (const [unit, value] of before.entries()) expect(value).toBeCloseTo(reference[k]!.values[unit]!, 12);
  }
});

test("the drift names weight decay by one factor, and anything else as no plain gradient descent", () => {
  const before = Array.from(gaussians(20));
  const as = (after: number[]) =>
    driftOf([{ layers: ["0", "2"], quantity: "", before, after, scale: before.map((x) => 2 * Math.abs(x)) }])!;
  expect(as(before).cause).toBe("as gradient flow");
  expect(as(before.map((x, k) => x + (k % 2 ? 0.01 : -0.01) * x)).cause).toBe("as gradient flow");
  const decayed = as(before.map((x) => x * Math.exp(-0.3)));
  expect(decayed.cause).toBe("weight decay");
  expect(decayed.factor).toBeCloseTo(Math.exp(-0.3), 12);
  expect(decayed.text).toContain("= 0.150");
  expect(as(before.map((x, k) => (k % 2 ? 0.2 : 1.5) * x)).cause).toBe("not plain gradient descent");
  expect(as(before.map((x) => 1.5 * x)).cause).toBe("not plain gradient descent");
  expect(driftOf([])).toBeUndefined();
});

test("the type that numbers were rounded to, and its spacing", () => {
  const wide = gaussians(50);
  const single = Float64Array.from(wide, Math.fround);
  const bits = (keep: number) => (entry: number) => {
    const view = new DataView(new ArrayBuffer(4));
    view.setFloat32(0, entry);
    view.setUint32(0, view.getUint32(0) & keep);
    return view.getFloat32(0);
  };
  const brain = single.map(bits(0xffff0000));
  const half = single.map(bits(0xffffe000));
  expect([wide, single, half, brain].map((data) => storedType([data]))).toEqual(["F64", "F32", "F16", "BF16"]);
  expect(storedType([single, brain])).toBe("F32");
  expect(storedType([Float64Array.of(0, 1, -1, 2, 0.5)])).toBe("F32");
  expect(spacing("BF16", 1)).toBe(2 ** -7);
  expect(spacing("BF16", -1.99)).toBe(2 ** -7);
  expect(spacing("F16", 2048)).toBe(2);
  expect(spacing("F16", 2 ** -20)).toBe(2 ** -24);
  expect(spacing("F64", 1 - 2 ** -53)).toBe(2 ** -53);
  const moved = rounded(brain, ["F32", "BF16"], () => 0.75);
  for (const [k, entry] of brain.entries()) {
    expect(moved[k]! - entry).toBeCloseTo(0.25 * (spacing("BF16", entry) + spacing("F32", entry)), 12);
  }
});

test("a smooth unit that turned by a small angle has all digits of it", () => {
  const smooth = architecture(
    {
      input: 2,
      layers: [{ layer: "dense", units: 1, bias: false }, { layer: "tanh" }, { layer: "dense", units: 1, bias: false }],
    },
    { source: "" },
  );
  const both: Matrix = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
  // the pre-activations on both inputs are the weights themselves
  const turned = (angle: number) => state(Float64Array.of(3 * Math.cos(angle), 3 * Math.sin(angle), 1));
  for (const angle of [1e-9, 1e-4, 1, 3]) {
    const [change] = activationChange(smooth, turned(0), turned(angle), both, "float64");
    expect((change! * Math.PI) / angle).toBeCloseTo(1, 14);
  }
});
