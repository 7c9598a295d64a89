import { matrix } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import {
  crossEntropy,
  type DeepDescription,
  deepNetwork,
  halfSumSquared,
  meanSquared,
  mlp,
  standardNormalStart,
} from "../src/index.js";
import { randomSource } from "./randomSource.js";

const identity = (layer: Record<string, unknown> & { layer: string }): DeepDescription => ({
  input: 1,
  layers: [layer, { layer: "dense", units: 1, bias: false }],
});

test("GELU is z Phi(z), near 0 and far out", () => {
  // 60-digit values of z Phi(z) rounded once (mpmath)
  const reference: [number, number][] = [
    [-3.5, -0.0008142017766243376],
    [-1.3, -0.12584062996129342],
    [-0.4, -0.13783130335587035],
    [1e-8, 5.000000039894228e-9],
    [0.9, 0.7343458871879165],
    [2, 1.9544997361036416],
    [7, 6.999999999991041],
  ];
  const network = deepNetwork(identity({ layer: "gelu" }));
  for (const build of [undefined, "javascript"] as const) {
    for (const [z, expected] of reference) {
      const out = new Float64Array(1);
      network.value([1], matrix(1, 1, Float64Array.of(z)), out, { build });
      expect(out[0]! / expected).toBeCloseTo(1, 12);
    }
  }
});

test("a one-hot input is gathered to the bytes of the products", () => {
  const network = deepNetwork(
    mlp({ inputDimension: 12, widths: [9, 20], outputDimension: 3, parameterization: "ntk" }),
  );
  const theta = standardNormalStart(network, { random: randomSource(3) });
  const X = matrix(7, 12);
  for (let i = 0; i < 7; i++) for (let k = 0; k < 3; k++) X.data[i * 12 + k * 4 + ((i * (k + 2)) % 4)] = 1;
  const Y = matrix(7, 1, Float64Array.of(0, 1, 2, 0, 1, 2, 0));
  // another row that is not one-hot, outside of the batch, lets the products do it
  const spoilt = matrix(8, 12, Float64Array.of(...X.data, ...Array.from({ length: 12 }, () => 0.5)));
  const more = matrix(8, 1, Float64Array.of(...Y.data, 0));
  const rows = [0, 1, 2, 3, 4, 5, 6];
  for (const [build, precision] of [
    ["simd", "float32"],
    ["simd", "float64"],
    ["javascript", "float64"],
  ] as const) {
    const [gathered, multiplied] = [new Float64Array(theta.length), new Float64Array(theta.length)];
    const one = network.bind({ X, Y, loss: crossEntropy, build, precision }).lossAndGradient(theta, gathered);
    const other = network.bind({ X: spoilt, Y: more, loss: crossEntropy, build, precision });
    const two = other.lossAndGradient(theta, multiplied, rows);
    expect(one).toBe(two);
    expect(gathered).toEqual(multiplied);
  }
});

test("a batch larger than the buffers is cut, and gives the sum of its parts", () => {
  const network = deepNetwork(mlp({ inputDimension: 3, widths: [4], outputDimension: 2, activation: "tanh" }));
  const random = randomSource(12);
  const theta = standardNormalStart(network, { random });
  const n = 1100;
  const X = matrix(n, 3, Float64Array.from({ length: 3 * n }, random.gaussian));
  const Y = matrix(n, 2, Float64Array.from({ length: 2 * n }, random.gaussian));
  const bound = network.bind({ X, Y, loss: meanSquared, precision: "float64" });
  const [whole, part] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  const loss = bound.lossAndGradient(theta, whole);
  let sum = 0;
  const mean = new Float64Array(theta.length);
  for (let first = 0; first < n; first += 100) {
    const rows = Array.from({ length: 100 }, (_, k) => first + k);
    sum += bound.lossAndGradient(theta, part, rows) / 11;
    for (let k = 0; k < theta.length; k++) mean[k]! += part[k]! / 11;
  }
  expect(loss).toBeCloseTo(sum, 13);
  for (let k = 0; k < theta.length; k++) expect(whole[k]).toBeCloseTo(mean[k]!, 13);
});

test("a batch that is normalised is never cut: its order does not matter", () => {
  const layers = [
    { layer: "dense", units: 2 },
    { layer: "batch-norm" },
    { layer: "tanh" },
    { layer: "dense", units: 1 },
  ];
  const network = deepNetwork({ input: 1, layers });
  const theta = standardNormalStart(network, { random: randomSource(5) });
  const n = 600;
  const numbers = matrix(
    n,
    1,
    Float64Array.from({ length: n }, (_, i) => (i / n) ** 2),
  );
  const bound = network.bind({ X: numbers, Y: numbers, loss: meanSquared, precision: "float64" });
  const gradient = new Float64Array(theta.length);
  const loss = bound.lossAndGradient(theta, gradient);
  const backwards = Array.from({ length: n }, (_, i) => n - 1 - i);
  expect(bound.lossAndGradient(theta, gradient, backwards)).toBeCloseTo(loss, 12);
});

test("what does not fit is refused by name", () => {
  const dense = { layer: "dense", units: 2 };
  const refused: [unknown, string][] = [
    [{ input: 3, layers: [] }, "layers is []; expected a list of layers"],
    [
      { input: 0, layers: [dense] },
      "input is 0; expected a length, [channels, height, width] or { vocabulary, positions }",
    ],
    [{ input: 3, layers: [{ layer: "dens" }] }, 'layers[0].layer is "dens"; expected one of dense, convolution'],
    [{ input: 3, layers: [{ ...dense, units: 1.5 }] }, "layers[0] (dense).units is 1.5; expected a whole number >= 1"],
    [{ input: 3, layers: [{ ...dense, unit: 1 }] }, "layers[0] (dense).unit is 1; expected one of the fields"],
    [
      { input: [1, 4, 4], layers: [dense] },
      "layers[0] (dense) takes an image of 1 x 4 x 4; expected a vector or a sequence",
    ],
    [
      { input: [1, 4, 4], layers: [{ layer: "relu" }] },
      "the last layer gives an image of 1 x 4 x 4; expected a vector",
    ],
    [
      { input: 3, layers: [{ layer: "residual", layers: [dense] }] },
      "layers[0] (residual).layers give a vector of 2; expected a vector of 3",
    ],
    [
      {
        input: 3,
        layers: [
          { ...dense, name: "x" },
          { ...dense, name: "x" },
        ],
      },
      'two blocks are named "x.weight"; expected names of their own',
    ],
  ];
  for (const [description, message] of refused) {
    expect(() => deepNetwork(description as DeepDescription)).toThrow(message);
  }
  const network = deepNetwork({ input: 3, layers: [dense] });
  const X = matrix(2, 3);
  const Y = (label: number) => matrix(2, 1, Float64Array.of(0, label));
  expect(() => network.bind({ X, Y: Y(2), loss: crossEntropy })).toThrow(
    "Y[1] is 2; expected a class, a whole number below 2",
  );
  expect(() => network.bind({ X: matrix(2, 4), Y: Y(1), loss: crossEntropy })).toThrow(
    "X is 2 x 4; expected 3 columns",
  );
  expect(() => network.bind({ X: matrix(0, 3), Y: matrix(0, 1), loss: crossEntropy })).toThrow("X has 0 rows");
  const bound = network.bind({ X, Y: Y(1), loss: crossEntropy });
  expect(() => bound.lossAndGradient(new Float64Array(8), new Float64Array(8), [])).toThrow("rows has length 0");
  expect(() => bound.lossAt([1])).toThrow("theta has length 1; expected 8");
  const tokens = deepNetwork({
    input: { vocabulary: 3, positions: 2 },
    layers: [{ layer: "embedding", units: 2 }, { layer: "last-position" }, dense],
  });
  expect(() => tokens.value(new Float64Array(12), matrix(1, 2, Float64Array.of(0, 3)), new Float64Array(2))).toThrow(
    "inputs[0][1] is 3; expected a token, a whole number below 3",
  );
});

test("a pattern has the signs before the activation, channel by position, and 0 counts as active", () => {
  const network = deepNetwork({
    input: [2, 2, 3],
    layers: [
      { layer: "convolution", channels: 2, kernel: 1, bias: false },
      { layer: "relu", name: "first" },
      { layer: "max-pool", size: "global" },
      { layer: "dense", units: 1 },
    ],
  });
  // the convolution is the identity
  const theta = Float64Array.of(1, 0, 0, 1, 1, 1, 0);
  const rows = [
    [1, -1, 0, 2, -3, 1, -1, -1, 5, -0.5, 0, 1],
    [-1, 1, -2, 2, 3, -1, 1, -1, 5, 0.5, -7, 1],
  ];
  const [pattern] = network.activationPatterns(theta, matrix(2, 12, Float64Array.from(rows.flat())));
  expect(pattern).toMatchObject({ layer: 0, hiddenWidth: 12, inputCount: 2 });
  const signs = rows[0]!.flatMap((_, unit) => rows.map((row) => (row[unit]! >= 0 ? 1 : 0)));
  expect([...pattern!.active]).toEqual(signs);
});

test("of equal entries in a window only the first has the slope", () => {
  const network = deepNetwork({
    input: [1, 2, 2],
    layers: [
      { layer: "convolution", channels: 1, kernel: 1, bias: false },
      { layer: "max-pool", size: "global" },
      { layer: "dense", units: 1, bias: false },
    ],
  });
  const X = matrix(1, 4, Float64Array.of(1, 3, 3, 3));
  for (const build of ["simd", "javascript"] as const) {
    const bound = network.bind({ X, Y: matrix(1, 1), loss: halfSumSquared, build, precision: "float64" });
    const gradient = new Float64Array(2);
    bound.gradient([1, 1], gradient);
    expect([...gradient]).toEqual([9, 9]);
  }
});
