import type { NamedArrays } from "@lazyrich/tables";
import { expect, test } from "vitest";
import {
  ArchitectureError,
  checkpoint,
  type InferredChainOptions,
  inferredChain,
  specifiedArchitecture,
} from "../src/index.js";

const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** Arrays by name and shape, entries 1, 2, 3, ... */
const tensors = (shapes: Readonly<Record<string, readonly number[]>>): NamedArrays =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { shape, data: Float64Array.from({ length: size(shape) }, (_, k) => k + 1) },
    ]),
  );
const chainOf = (shapes: Readonly<Record<string, readonly number[]>>, options: Partial<InferredChainOptions> = {}) =>
  inferredChain(checkpoint(tensors(shapes), "start"), { inputDimension: 5, ...options });

const found: [string, Readonly<Record<string, readonly number[]>>, Partial<InferredChainOptions>, string[]][] = [
  [
    "numbers as numbers, in whatever order they stand",
    { "10.weight": [3, 7], "2.weight": [7, 7], "0.weight": [7, 5] },
    {},
    ["0", "2", "10"],
  ],
  [
    "prefixes",
    { "module._orig_mod.fc1.weight": [7, 5], "module._orig_mod.fc1.bias": [7], "module._orig_mod.fc2.weight": [3, 7] },
    {},
    ["fc1", "fc2"],
  ],
  [
    "words, where shapes leave one order",
    { "out.weight": [3, 7], "hidden.1.weight": [7, 7], "hidden.0.weight": [7, 7], "inner.weight": [7, 5] },
    { activation: "tanh" },
    ["inner", "hidden.0", "hidden.1", "out"],
  ],
  [
    "words that an order tells",
    { "a.weight": [5, 5], "b.weight": [5, 5], "c.weight": [3, 5] },
    { order: ["b", "a", "c"] },
    ["b", "a", "c"],
  ],
  [
    "in x out",
    { "params/Dense_0/kernel": [5, 7], "params/Dense_0/bias": [7], "params/Dense_1/kernel": [7, 3] },
    {},
    ["params/Dense_0", "params/Dense_1"],
  ],
  ["square weights by the axes told", { W0: [5, 5], b0: [5], W1: [5, 5] }, { axes: "in,out" }, ["0", "1"]],
  [
    "biases tell how weights lie",
    { "0.weight": [5, 5], "1.weight": [7, 5], "1.bias": [7] },
    { activation: "relu" },
    ["0", "1"],
  ],
];

test.for(found)("%s", ([_, shapes, options, expected]) => {
  const { description, layerNames, network } = chainOf(shapes, options);
  expect(description.layers.filter(({ layer }) => layer === "dense").map(({ name }) => name)).toEqual(expected);
  expect([...new Set(layerNames)]).toEqual(expected);
  expect(network.parameterCount).toBe(Object.values(shapes).reduce((sum, shape) => sum + size(shape), 0));
});

test("weights that lie in x out are turned", () => {
  const { stateOf } = chainOf({ "0.kernel": [5, 2], "1.kernel": [2, 3] });
  const { theta } = stateOf(checkpoint(tensors({ "0.kernel": [5, 2], "1.kernel": [2, 3] }), "end"));
  expect([...theta]).toEqual([1, 3, 5, 7, 9, 2, 4, 6, 8, 10, 1, 4, 2, 5, 3, 6]);
});

const chain = { "0.weight": [7, 5], "2.weight": [3, 7] };
const refused: [string, Readonly<Record<string, readonly number[]>>, RegExp][] = [
  [
    "a weight of one axis",
    { ...chain, "1.weight": [7], "1.bias": [7] },
    /1\.weight is a weight of shape \(7\), as of a normalisation/,
  ],
  ["a running statistic", { ...chain, "1.running_mean": [7] }, /1\.running_mean is a running statistic/],
  ["a counter of batches", { ...chain, "1.num_batches_tracked": [] }, /num_batches_tracked is a running statistic/],
  ["a convolution", { ...chain, "c.weight": [6, 1, 5, 5] }, /c\.weight is 6 x 1 x 5 x 5, of a convolution/],
  ["a name of nothing", { ...chain, temperature: [] }, /temperature is of no dense layer by its name/],
  ["a recurrent layer", { "l.weight_ih_l0": [5, 5], ...chain }, /weight_ih_l0 is of a recurrence by its name/],
  ["a table", { ...chain, "embed.weight": [7, 7] }, /embed\.weight is a table of an embedding/],
  [
    "query, key and value, though they chain",
    { "query.weight": [5, 5], "key.weight": [5, 5], "value.weight": [5, 5] },
    /key\.weight is of an attention/,
  ],
  [
    "query, key and value within names",
    { "attn.q_proj.weight": [5, 5], "attn.v_proj.weight": [5, 5] },
    /q_proj\.weight is of an attention/,
  ],
  ["joint projections", { "h.0.c_attn.weight": [5, 15] }, /c_attn\.weight is of an attention/],
  [
    "branches",
    { "branch1.weight": [5, 5], "head.weight": [3, 5] },
    /branch1\.weight is of a branch or a sum by its name/,
  ],
  ["a bias alone", { ...chain, "3.bias": [3] }, /3\.bias has no weight beside it/],
  ["a bias of another length", { ...chain, "2.bias": [4] }, /make no chain/],
  [
    "shapes that do not follow",
    { ...chain, "4.weight": [2, 4] },
    /4 \(2 x 4\) and their biases make no chain of dense layers from inputs of 5/,
  ],
  [
    "a gated layer",
    { "mlp.w1.weight": [5, 5], "mlp.w2.weight": [5, 5], "mlp.w3.weight": [5, 5] },
    /mlp\.w1, mlp\.w2, mlp\.w3 are of a gated layer/,
  ],
  ["one layer twice", { "0.weight": [7, 5], "0.kernel": [7, 5] }, /both the weight of 0/],
];

test.for(refused)("%s is refused with a spec to complete", ([_, shapes, problem]) => {
  try {
    chainOf(shapes);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ArchitectureError);
    const { message, skeleton } = error as ArchitectureError;
    expect(message).toMatch(problem);
    expect(message).toMatch(/^start: /);
    expect(skeleton?.tensors).toEqual(shapes);
    expect(JSON.parse(JSON.stringify(skeleton))).toEqual(skeleton);
  }
});

const asked: [string, Readonly<Record<string, readonly number[]>>, string][] = [
  [
    "several orders",
    { "a.weight": [5, 5], "b.weight": [5, 5], "c.weight": [3, 5] },
    "start: the layers can stand as a,b,c or as b,a,c; expected one of them with --order",
  ],
  [
    "shapes that fit both ways",
    { "0.weight": [5, 5], "2.weight": [5, 5] },
    "start: 0 (5 x 5), 2 (5 x 5) fit both ways, out x in and in x out; expected --axes out,in or --axes in,out",
  ],
  [
    "numbers against the shapes",
    { "layer2.weight": [7, 5], "layer1.weight": [3, 7], "layer1.bias": [3] },
    "start: the shapes make a chain as layer2,layer1, but the numbers in names set the order; expected --order layer2,layer1 if it is meant",
  ],
  [
    "inputs of another width",
    { "0.weight": [7, 6], "0.bias": [7], "2.weight": [3, 7] },
    "the inputs have 5 columns; the first layer takes 6",
  ],
  [
    "no place for an activation in a Sequential",
    { "net.0.weight": [7, 5], "net.1.weight": [3, 7] },
    "start: net.0 and net.1 follow each other, so that nothing stands between them in a Sequential; expected --activation linear, or the activation that the network has between them",
  ],
];

test.for(asked)("%s: a question that an option answers, without a spec that would guess", ([_, shapes, question]) => {
  try {
    chainOf(shapes);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(ArchitectureError);
    expect(error).toMatchObject({ message: question, skeleton: undefined });
  }
});

test("an activation that was not given is said to be assumed", () => {
  expect(chainOf(chain).assumed).toMatch(/^relu assumed between them; --activation names another/);
  expect(chainOf(chain, { activation: "tanh" }).assumed).toBeUndefined();
  expect(chainOf({ "0.weight": [3, 5] })).toMatchObject({
    source: "a chain of 1 dense layer by names and shapes",
    assumed: undefined,
  });
});

test("the spec of a small convolutional network is filled in", () => {
  const shapes = {
    "conv1.weight": [6, 1, 5, 5],
    "conv1.bias": [6],
    "bn1.weight": [6],
    "bn1.bias": [6],
    "bn1.running_mean": [6],
    "bn1.running_var": [6],
    "fc.weight": [10, 96],
    "fc.bias": [10],
  };
  try {
    chainOf(shapes, { inputDimension: 64 });
    expect.unreachable();
  } catch (error) {
    const { skeleton } = error as ArchitectureError;
    expect(skeleton?.model.input).toEqual([1, 8, 8]);
    expect(skeleton?.model.layers).toEqual([
      { layer: "convolution", name: "conv1", channels: 6, kernel: [5, 5], stride: 1, padding: 0, bias: true },
      { layer: "batch-norm", name: "bn1" },
      { layer: "relu" },
      { layer: "flatten" },
      { layer: "dense", name: "fc", units: 10, bias: true },
    ]);
  }
});

test.for([
  ["gate_proj.weight", "up_proj.weight", "down_proj.weight"],
  ["w1.weight", "w3.weight", "w2.weight"],
])("the spec of %s, gated, taken as it is, is no network either", ([gate, up, down]) => {
  try {
    chainOf({ [gate!]: [7, 5], [up!]: [7, 5], [down!]: [5, 7] });
    expect.unreachable();
  } catch (error) {
    const { skeleton } = error as ArchitectureError;
    const names = skeleton?.model.layers.map(({ name }) => name);
    expect(names).not.toContain(gate!.replace(".weight", ""));
  }
  const order = ["w1", "w2", "w3"];
  expect(chainOf({ "w1.weight": [7, 5], "w2.weight": [5, 7], "w3.weight": [7, 5] }, { order }).layerNames).toEqual(
    order,
  );
});

test("the spec of an attention does not pass its weights for dense layers", () => {
  try {
    chainOf({ "query.weight": [5, 5], "key.weight": [5, 5], "value.weight": [5, 5], "fc.weight": [3, 5] });
    expect.unreachable();
  } catch (error) {
    const { skeleton } = error as ArchitectureError;
    expect(skeleton?.model.layers).toEqual([{ layer: "dense", name: "fc", units: 3, bias: false }]);
    expect(Object.keys(skeleton?.tensors ?? {})).toHaveLength(4);
  }
});

test("a tensor of no layer: a list of what to ignore is named only to a spec", () => {
  const extra = checkpoint(tensors({ ...chain, "9.bias": [3] }), "end");
  const known = "end: 9.bias is of no layer; expected 0.weight, 2.weight";
  expect(() => chainOf(chain).stateOf(extra)).toThrow(new RangeError(known));
  const model = {
    input: 5,
    layers: ["0", "2"].map((name, k) => ({ layer: "dense", name, units: [7, 3][k], bias: false })),
  };
  const specified = specifiedArchitecture({ model }, checkpoint(tensors(chain), "start"), { inputDimension: 5 });
  expect(() => specified.stateOf(extra)).toThrow(new RangeError(`${known}, or its name under "ignore"`));
});
