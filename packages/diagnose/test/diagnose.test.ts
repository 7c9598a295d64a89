import { expect, test } from "vitest";
import { diagnose, inferredChain } from "../src/index.js";
import { difference } from "./difference.js";
import { checkpointOf, jsonOf, tableOf } from "./references.js";

const inputs = tableOf("diagnose-X.npy");
const labels = tableOf("diagnose-labels.npy");
const outputsBefore = tableOf("diagnose-outputs-before.npy");

// PyTorch 1.13 in float64, from the float32 values of a trained Sequential of Linear and ReLU
const expected = jsonOf("diagnose-expected.json");

test.for([
  ["diagnose-before.safetensors", "diagnose-after.safetensors"],
  ["diagnose-before.npz", "diagnose-after.npz"],
] as const)("%s against %s as PyTorch has it", ([from, to]) => {
  const [before, after] = [checkpointOf(from), checkpointOf(to)];
  const architecture = inferredChain(before, { inputDimension: inputs.columns });
  const found = diagnose({ architecture, before, after, inputs, labels, outputsBefore });
  const { conserved, ...rest } = expected;
  expect(difference(found, rest)).toBeLessThan(1e-10);
  expect(difference(found.conserved, conserved, true)).toBeLessThan(1e-12);
  expect(Object.keys(found.kernelDistanceByParameter)).toEqual(Object.keys(expected.kernelDistanceByParameter));
});
