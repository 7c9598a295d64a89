import { parseNpz } from "@lazyrich/tables";
import { PbfWriter } from "pbf";
import { expect, test } from "vitest";
import { architecture, diagnose, parseOnnx } from "../src/index.js";
import { difference } from "./difference.js";
import { bytesOf, checkpointOf, dataOf, jsonOf } from "./references.js";

test.for(["chain", "convolutional"])(
  "a %s network exported by PyTorch, by its own weights and by checkpoints of its names",
  (name) => {
    const { inputs, labels, expected } = dataOf(name);
    const { description, arrays, warnings } = parseOnnx(bytesOf(`${name}-before.onnx`), "before");
    expect(warnings).toEqual([]);
    const found = architecture(description, { source: "a graph" });
    for (const ending of ["onnx", "npz"]) {
      const [before, after] = ["before", "after"].map((moment) => checkpointOf(`${name}-${moment}.${ending}`));
      const diagnosis = diagnose({ architecture: found, before: before!, after: after!, inputs, labels });
      expect(difference(diagnosis, expected)).toBeLessThan(1e-10);
    }
    expect(Object.keys(arrays)).toContain(name === "chain" ? "blocks.10.weight" : "norm.running_mean");
  },
);

interface TestNode {
  readonly operator: string;
  readonly name?: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A model with float weights of rising entries, by the numbers of fields of onnx.proto. */
function model(
  nodes: readonly TestNode[],
  weights: Readonly<Record<string, readonly number[]>>,
  { input = [0, 3], output = "y", external = "" } = {},
): Uint8Array {
  const writer = new PbfWriter();
  const value = (name: string, shape: readonly number[], to: PbfWriter): void => {
    to.writeStringField(1, name);
    const dims = (_: undefined, at: PbfWriter) => {
      for (const size of shape)
        at.writeMessage(1, (_size: undefined, dim: PbfWriter) => size > 0 && dim.writeVarintField(1, size), undefined);
    };
    const tensor = (_: undefined, at: PbfWriter) => at.writeMessage(2, dims, undefined);
    to.writeMessage(2, (_: undefined, at: PbfWriter) => at.writeMessage(1, tensor, undefined), undefined);
  };
  writer.writeMessage(
    7,
    (_: undefined, graph: PbfWriter) => {
      for (const { operator, name = "", inputs, output: to, attributes = {} } of nodes) {
        graph.writeMessage(
          1,
          (_node: undefined, at: PbfWriter) => {
            for (const each of inputs) at.writeStringField(1, each);
            at.writeStringField(2, to);
            at.writeStringField(3, name);
            at.writeStringField(4, operator);
            for (const [key, numbers] of Object.entries(attributes)) {
              at.writeMessage(
                5,
                (_attribute: undefined, field: PbfWriter) => {
                  field.writeStringField(1, key);
                  if (typeof numbers === "number") field.writeVarintField(3, numbers);
                  else field.writePackedVarint(8, [...numbers]);
                },
                undefined,
              );
            }
          },
          undefined,
        );
      }
      for (const [name, shape] of Object.entries(weights)) {
        graph.writeMessage(
          5,
          (_tensor: undefined, at: PbfWriter) => {
            at.writePackedVarint(1, [...shape]);
            at.writeVarintField(2, 1);
            at.writeStringField(8, name);
            const count = shape.reduce((product, size) => product * size, 1);
            if (external === "")
              at.writePackedFloat(
                4,
                Array.from({ length: count }, (_entry, k) => k + 1),
              );
            else {
              at.writeVarintField(14, 1);
              at.writeMessage(
                13,
                (_pair: undefined, pair: PbfWriter) => {
                  pair.writeStringField(1, "location");
                  pair.writeStringField(2, external);
                },
                undefined,
              );
            }
          },
          undefined,
        );
      }
      graph.writeMessage(11, (_input: undefined, at: PbfWriter) => value("x", input, at), undefined);
      graph.writeMessage(12, (_output: undefined, at: PbfWriter) => value(output, [], at), undefined);
    },
    undefined,
  );
  return writer.finish();
}

const parsed = (...given: Parameters<typeof model>) => parseOnnx(model(...given), "m.onnx");

test("anonymous weights are matched by their bias or node, and turned", () => {
  const { description, arrays } = parsed(
    [
      { operator: "MatMul", name: "/fc1/MatMul", inputs: ["x", "onnx::MatMul_7"], output: "a" },
      { operator: "Add", name: "/fc1/Add", inputs: ["model.fc1.bias", "a"], output: "b" },
      { operator: "LeakyRelu", inputs: ["b"], output: "c" },
      { operator: "MatMul", name: "/head/out/MatMul", inputs: ["c", "onnx::MatMul_8"], output: "y" },
    ],
    { "onnx::MatMul_7": [3, 2], "model.fc1.bias": [2], "onnx::MatMul_8": [2, 1] },
  );
  expect(description.layers).toEqual([
    { layer: "dense", name: "fc1", units: 2, bias: true },
    { layer: "leaky", gamma: 0.01 },
    { layer: "dense", name: "head.out", units: 1, bias: false },
  ]);
  expect([...arrays["fc1.weight"]!.data]).toEqual([1, 3, 5, 2, 4, 6]);
  expect(arrays["fc1.weight"]!.shape).toEqual([2, 3]);
});

test("a flattening by the shape of what is flattened", () => {
  const nodes = [
    { operator: "Conv", inputs: ["x", "c.weight"], output: "a" },
    { operator: "Shape", inputs: ["a"], output: "s" },
    { operator: "Gather", inputs: ["s", "zero"], output: "n" },
    { operator: "Concat", inputs: ["n", "rest"], output: "to" },
    { operator: "Reshape", inputs: ["a", "to"], output: "b" },
    { operator: "Gemm", inputs: ["b", "f.weight"], output: "y", attributes: { transB: 1 } },
  ];
  const { description } = parsed(
    nodes,
    { "c.weight": [2, 1, 1, 1], zero: [1], rest: [1], "f.weight": [3, 8] },
    { input: [0, 1, 2, 2] },
  );
  expect(description.layers.map(({ layer }) => layer)).toEqual(["convolution", "flatten", "dense"]);
});

test("a convolution without names of its own is warned of", () => {
  const conv = { operator: "Conv", name: "/c/Conv", inputs: ["x", "onnx::Conv_1", "onnx::Conv_2"], output: "a" };
  const flat = { operator: "Flatten", inputs: ["a"], output: "y" };
  const { warnings, description } = parsed(
    [conv, flat],
    { "onnx::Conv_1": [2, 1, 2, 2], "onnx::Conv_2": [2] },
    { input: [0, 1, 2, 2] },
  );
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^c: its weights have no names .* training=PRESERVE, do_constant_folding=False/);
  expect(description.layers.map(({ layer }) => layer)).toEqual(["convolution", "flatten"]);
});

test("a ResNet-18 that PyTorch exported, with projected shortcuts and a padded pooling", () => {
  const { description } = parseOnnx(bytesOf("resnet18-before.onnx"), "before");
  const found = architecture(description, { source: "a graph" });
  const { X } = parseNpz(bytesOf("resnet18-data.npz"), "data");
  const [before, after] = [checkpointOf("resnet18-before.npz"), checkpointOf("resnet18-after.npz")];
  const inputs = { rows: 6, columns: 3 * 32 * 32, data: X!.data };
  expect(
    difference(diagnose({ architecture: found, before, after, inputs }), jsonOf("resnet18-expected.json")),
  ).toBeLessThan(1e-10);
});

test("a LayerNorm that several nodes make, and a padding of nothing before a mean pooling", () => {
  const { description } = parseOnnx(bytesOf("spelledOut.onnx"), "m");
  expect(description.layers.map(({ layer }) => layer).join()).toBe(
    "convolution,tanh,mean-pool,flatten,dense,layer-norm,relu,dense",
  );
  const { network, stateOf } = architecture(description, { source: "a graph" });
  const { X, outputs } = parseNpz(bytesOf("spelledOut-data.npz"), "data");
  const found = new Float64Array(8);
  network.value(stateOf(checkpointOf("spelledOut.onnx")).theta, { rows: 4, columns: 64, data: X!.data }, found);
  expect(difference([...found], [...outputs!.data])).toBeLessThan(1e-12);
});

const dense = { operator: "Gemm", inputs: ["x", "w"], output: "a", attributes: { transB: 1 } };
const refused: [string, Parameters<typeof model>, RegExp][] = [
  [
    "an unknown operator",
    [[dense, { operator: "Softmax", name: "/s/Softmax", inputs: ["a"], output: "y" }], { w: [2, 3] }],
    /m\.onnx: Softmax \(node "\/s\/Softmax"\) is no operator of our layers/,
  ],
  [
    "a value added to itself",
    [[dense, { operator: "Add", inputs: ["a", "a"], output: "y" }], { w: [2, 3] }],
    /adds two branches/,
  ],
  [
    "a concatenation",
    [[dense, { operator: "Concat", inputs: ["a", "x"], output: "y" }], { w: [2, 3] }],
    /joins two branches/,
  ],
  [
    "groups",
    [
      [{ operator: "Conv", inputs: ["x", "w"], output: "y", attributes: { group: 2 } }],
      { w: [2, 1, 1, 1] },
      { input: [0, 2, 2, 2] },
    ],
    /has group 2; expected 1/,
  ],
  [
    "uneven padding",
    [
      [{ operator: "Conv", inputs: ["x", "w"], output: "y", attributes: { pads: [0, 0, 1, 1] } }],
      { w: [2, 2, 1, 1] },
      { input: [0, 2, 2, 2] },
    ],
    /has pads 0, 0, 1, 1; expected equal/,
  ],
  ["shared weights", [[dense, { ...dense, inputs: ["a", "w"], output: "y" }], { w: [3, 3] }], /used by two nodes/],
  ["a loose output", [[dense], { w: [2, 3] }], /the output does not come from the input/],
  ["a sequence", [[dense], { w: [2, 3] }, { input: [0, 4, 3] }], /.*/],
  [
    "a path outside",
    [[{ ...dense, output: "y" }], { w: [2, 3] }, { external: "../secret" }],
    /lies in "\.\.\/secret"; expected the plain name/,
  ],
];

test.for(refused)("%s is refused", ([_, given, problem]) => {
  expect(() => parsed(...given)).toThrow(problem);
});

test("weights beside the model are read by their plain name, within the file", () => {
  const bytes = model([{ ...dense, output: "y" }], { w: [2, 3] }, { external: "weights.bin" });
  const data = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);
  const { arrays } = parseOnnx(bytes, "m.onnx", (file) => (file === "weights.bin" ? data : new Uint8Array()));
  expect(Object.values(arrays)[0]!.data).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
  expect(() => parseOnnx(bytes, "m.onnx")).toThrow("expected all weights in the model itself");
  expect(() => parseOnnx(bytes, "m.onnx", () => data.subarray(4))).toThrow(/expected 24 for shape/);
});
