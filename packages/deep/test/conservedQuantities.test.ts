import { matrix } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { type DeepDescription, deepNetwork, meanSquared, torchStart } from "../src/index.js";
import { randomSource } from "./randomSource.js";

const description: DeepDescription = {
  input: [2, 6, 6],
  layers: [
    { layer: "convolution", channels: 3, kernel: 3, padding: 1, scale: 0.5 },
    { layer: "leaky", gamma: 0.2 },
    { layer: "max-pool", size: 2 },
    { layer: "convolution", channels: 4, kernel: 2, bias: false },
    { layer: "relu" },
    { layer: "flatten" },
    { layer: "dense", units: 5 },
    { layer: "relu" },
    { layer: "dense", units: 2, scale: 2 },
  ],
};

test("the flow moves no conserved quantity, whatever the learning rates", () => {
  const network = deepNetwork(description);
  const random = randomSource(8);
  const theta = torchStart(network, { random });
  const normals = (rows: number, columns: number) =>
    matrix(rows, columns, Float64Array.from({ length: rows * columns }, random.gaussian));
  const bound = network.bind({ X: normals(5, 72), Y: normals(5, 2), loss: meanSquared, precision: "float64" });
  const learningRates = network.layers.map((_, k) => 1 + (k % 3));
  const gradient = new Float64Array(theta.length);
  bound.gradient(theta, gradient);
  for (const [block, { offset, shape }] of network.layers.entries()) {
    const end = offset + shape.reduce((product, side) => product * side, 1);
    for (let k = offset; k < end; k++) gradient[k]! *= learningRates[block]!;
  }
  // a quadratic, so its slope along the flow is this difference, exactly
  const along = (step: number) =>
    network.conservedQuantities(
      theta.map((entry, k) => entry - step * gradient[k]!),
      learningRates,
    );
  const [ahead, behind] = [along(1e-3), along(-1e-3)];
  expect(ahead.map(({ layers }) => layers.map((block) => network.layers[block]!.name))).toEqual([
    ["0.weight", "3.weight"],
    ["3.weight", "6.weight"],
    ["6.weight", "8.weight"],
  ]);
  expect(ahead.map(({ values }) => values.length)).toEqual([3, 4, 5]);
  for (const [k, { values }] of ahead.entries()) {
    for (const [i, value] of values.entries()) expect((value - behind[k]!.values[i]!) / 2e-3).toBeCloseTo(0, 12);
  }
});
