import { type Matrix, matrix } from "@lazyrich/linalg";
import { type DeepDescription, type DeepNetwork, deepNetwork, torchStart } from "../src/index.js";
import { randomSource } from "./randomSource.js";

/** Small networks that have every kind of layer between them, at odd sizes. */
export const descriptions: Readonly<Record<string, DeepDescription>> = {
  "dense layers": {
    input: 5,
    layers: [
      { layer: "dense", units: 7, scale: "sqrt-fan-in" },
      { layer: "leaky", gamma: 0.3 },
      { layer: "dense", units: 6 },
      { layer: "tanh" },
      { layer: "layer-norm" },
      { layer: "dense", units: 7, bias: false },
      { layer: "gelu" },
      { layer: "residual", layers: [{ layer: "dense", units: 7 }, { layer: "tanh" }] },
      { layer: "dense", units: 3, scale: 0.7 },
    ],
  },
  convolutions: {
    input: [2, 9, 8],
    layers: [
      { layer: "convolution", channels: 3, kernel: [3, 2], stride: 2, padding: 1 },
      { layer: "gelu" },
      { layer: "mean-pool", size: 2, stride: 1 },
      { layer: "residual", layers: [{ layer: "convolution", channels: 3, kernel: 3, padding: 1, scale: 0.5 }] },
      { layer: "leaky" },
      { layer: "max-pool", size: 2, stride: 1 },
      { layer: "flatten" },
      { layer: "dense", units: 3 },
    ],
  },
  "normalised convolutions": {
    input: [2, 7, 7],
    layers: [
      { layer: "convolution", channels: 5, kernel: 3, bias: false },
      { layer: "batch-norm" },
      { layer: "tanh" },
      { layer: "mean-pool", size: "global" },
      { layer: "batch-norm" },
      { layer: "dense", units: 3 },
    ],
  },
  "two blocks of attention": {
    input: { vocabulary: 5, positions: 3 },
    layers: [
      { layer: "embedding", units: 6 },
      { layer: "position" },
      { layer: "layer-norm", name: "before" },
      {
        layer: "residual",
        layers: [
          { layer: "layer-norm", name: "inside" },
          { layer: "attention", heads: 2 },
        ],
      },
      { layer: "dense", units: 6 },
      { layer: "gelu" },
      { layer: "residual", layers: [{ layer: "attention", heads: 3 }, { layer: "tanh" }] },
      { layer: "layer-norm" },
      { layer: "last-position" },
      { layer: "dense", units: 3 },
    ],
  },
  "projected shortcuts": {
    input: [2, 9, 8],
    layers: [
      { layer: "convolution", channels: 3, kernel: 5, padding: 2, bias: false },
      { layer: "tanh" },
      { layer: "max-pool", size: 3, stride: 2, padding: 1 },
      {
        layer: "residual",
        layers: [
          { layer: "convolution", channels: 4, kernel: 3, stride: 2, padding: 1, bias: false },
          { layer: "batch-norm" },
          { layer: "gelu", approximate: "tanh" },
          { layer: "convolution", channels: 4, kernel: 3, padding: 1 },
        ],
        shortcut: [{ layer: "convolution", channels: 4, kernel: 1, stride: 2, bias: false }, { layer: "batch-norm" }],
      },
      { layer: "gelu" },
      { layer: "mean-pool", size: "global" },
      {
        layer: "residual",
        layers: [{ layer: "dense", units: 3 }, { layer: "tanh" }],
        shortcut: [{ layer: "dense", units: 3 }],
      },
    ],
  },
  "attention to every patch": {
    input: [2, 6, 4],
    layers: [
      { layer: "convolution", channels: 6, kernel: 2, stride: 2 },
      { layer: "sequence" },
      { layer: "class-token" },
      { layer: "position", rows: 9 },
      {
        layer: "residual",
        layers: [
          { layer: "layer-norm" },
          { layer: "attention", heads: 2, causal: false, bias: true, projections: "separate" },
        ],
      },
      { layer: "residual", layers: [{ layer: "dense", units: 6 }, { layer: "gelu" }, { layer: "dense", units: 6 }] },
      { layer: "residual", layers: [{ layer: "attention", heads: 3, causal: false, bias: true }] },
      { layer: "layer-norm" },
      { layer: "first-position" },
      { layer: "dense", units: 3 },
    ],
  },
  "tokens with biased attention": {
    input: { vocabulary: 5, positions: 3 },
    layers: [
      { layer: "embedding", units: 6 },
      { layer: "position", rows: 4 },
      { layer: "residual", layers: [{ layer: "attention", heads: 2, bias: true }] },
      {
        layer: "residual",
        layers: [{ layer: "attention", heads: 2, bias: true, causal: false, projections: "separate" }],
      },
      { layer: "layer-norm" },
      { layer: "last-position" },
      { layer: "dense", units: 3 },
    ],
  },
  "tokens without attention": {
    input: { vocabulary: 4, positions: 2 },
    layers: [
      { layer: "embedding", units: 5 },
      { layer: "residual", layers: [{ layer: "dense", units: 5 }, { layer: "tanh" }] },
      { layer: "last-position" },
      { layer: "dense", units: 3 },
    ],
  },
};

export interface Case {
  readonly network: DeepNetwork;
  readonly theta: Float64Array;
  readonly X: Matrix;
  readonly classes: Matrix;
  readonly values: Matrix;
}

export function smallCase(name: string, n = 9): Case {
  const description = descriptions[name]!;
  const network = deepNetwork(description);
  const random = randomSource(17);
  const theta = torchStart(network, { random });
  // gains and shifts of their own
  for (let k = 0; k < theta.length; k++) theta[k]! += 0.1 * random.gaussian();
  const { input } = description;
  const isTokens = typeof input === "object" && "vocabulary" in input;
  const entry = isTokens ? () => Math.floor(input.vocabulary * random.uniform()) : () => random.gaussian();
  const X = matrix(n, network.inputDimension, Float64Array.from({ length: n * network.inputDimension }, entry));
  const classes = matrix(
    n,
    1,
    Float64Array.from({ length: n }, () => Math.floor(3 * random.uniform())),
  );
  const values = matrix(
    n,
    3,
    Float64Array.from({ length: 3 * n }, () => random.gaussian()),
  );
  return { network, theta, X, classes, values };
}
