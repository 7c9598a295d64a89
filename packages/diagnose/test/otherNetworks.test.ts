import { expect, test } from "vitest";
import { type Diagnosis, diagnose, inferredChain, specifiedArchitecture } from "../src/index.js";
import { difference } from "./difference.js";
import { checkpointOf, dataOf } from "./references.js";

/** Conserved quantities to 1e-12 absolute, all else to 1e-10 relative, as PyTorch 1.13 has them by its own autograd. */
function expectAsPytorch(found: Diagnosis, { conserved, ...others }: Record<string, unknown>): void {
  expect(difference(found, others)).toBeLessThan(1e-10);
  expect(difference(found.conserved, conserved, true)).toBeLessThan(1e-12);
  expect(found.conserved).toHaveLength((conserved as unknown[]).length);
}

test("a chain with GELU, declared in another order, with more than ten numbers", () => {
  const { inputs, labels, expected } = dataOf("chain");
  const [before, after] = [checkpointOf("chain-before.npz"), checkpointOf("chain-after.npz")];
  const architecture = inferredChain(before, { inputDimension: 6, activation: "gelu" });
  expect([...new Set(architecture.layerNames)]).toEqual(["input", "blocks.2", "blocks.10", "blocks.12", "output"]);
  const found = diagnose({ architecture, before, after, inputs, labels });
  expectAsPytorch(found, expected);
  expect(found.hiddenLayers.every(({ measure }) => measure === "turned")).toBe(true);
  expect(found.alpha).toEqual([]);
});

test("convolutions, BatchNorm in evaluation mode, pooling and a residual sum, by a spec", () => {
  const { inputs, labels, expected } = dataOf("convolutional");
  const [before, after] = [checkpointOf("convolutional-before.npz"), checkpointOf("convolutional-after.npz")];
  const spec = {
    model: {
      input: [2, 8, 8],
      layers: [
        { layer: "convolution", name: "stem", channels: 4, kernel: 3, padding: 1 },
        { layer: "batch-norm", name: "norm" },
        { layer: "relu" },
        { layer: "max-pool", size: 2 },
        {
          layer: "residual",
          layers: [
            { layer: "convolution", name: "mix", channels: 5, kernel: 3, padding: 1 },
            { layer: "relu" },
            { layer: "convolution", name: "back", channels: 4, kernel: 1 },
          ],
        },
        { layer: "flatten" },
        { layer: "dense", name: "fc", units: 7 },
        { layer: "relu" },
        { layer: "dense", name: "head", units: 3 },
      ],
    },
    names: { fc: "wide" },
  };
  const architecture = specifiedArchitecture(spec, before, { inputDimension: inputs.columns });
  const found = diagnose({ architecture, before, after, inputs, labels });
  expectAsPytorch(found, expected);
  expect(found.relativeParameterDistance["norm.bias"]).toBeNull();
});

test("named models, and what is wrong with a spec", () => {
  const { inputs } = dataOf("chain");
  const before = checkpointOf("chain-before.npz");
  const names = { "0": "input", "2": "blocks.2", "4": "blocks.10", "6": "blocks.12", "8": "output" };
  const model = {
    name: "layers",
    layers: [
      ...Array(4)
        .fill([{ layer: "dense", units: 9 }, { layer: "gelu" }])
        .flat(),
      { layer: "dense", units: 2 },
    ],
  };
  const { network } = specifiedArchitecture({ model, names }, before, { inputDimension: inputs.columns });
  expect(network.parameterCount).toBe(6 * 9 + 9 + 3 * 90 + 20);
  const message = (spec: unknown): string => {
    try {
      specifiedArchitecture(spec, before, { inputDimension: inputs.columns }).stateOf(before);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(message({ model, names })).toBe("");
  expect(message({ model: { name: "vgg" } })).toBe(
    'spec.model.name is "vgg"; expected one of "layers", "mlp", "lenet5", "residual", "decoder", "two-layer", "deep-linear"',
  );
  expect(message({ model: { ...model, depth: 3 }, names })).toMatch(/^spec\.model has no field "depth"/);
  expect(message({ model, name: names })).toMatch(/^spec has no field "name"; did you mean "names"\?/);
  expect(message({ model, names: { ...names, "9": "x" } })).toMatch(/^names\.9 is of no layer/);
  expect(message({ model, names, tensors: { "input.weight": [6, 9] } })).toMatch(
    /^spec\.tensors\["input\.weight"\] is 6 x 9; expected 9 x 6/,
  );
  expect(message({ model: { input: 6, layers: [] } })).toMatch(/^spec\.model\.layers/);
  expect(message({ model: { input: 6, layers: [{ layer: "dnse" }] } })).toMatch(/layers\[0\]\.layer is "dnse"/);
});
