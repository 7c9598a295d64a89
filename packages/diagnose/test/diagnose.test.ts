import { expect, test } from "vitest";
import { type Checkpoint, checkpoint, diagnose, diagnosisFigure, inferredChain } from "../src/index.js";
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

test("the loss is named, and what was assumed is said until one's own outputs confirm it", () => {
  const [before, after] = ["diagnose-before.npz", "diagnose-after.npz"].map(checkpointOf) as [Checkpoint, Checkpoint];
  const architecture = inferredChain(before, { inputDimension: inputs.columns });
  const found = diagnose({ architecture, before, after, inputs, labels });
  expect(found.lossName).toBe("cross-entropy");
  expect(found.architecture).toMatch(/relu assumed between them; --activation names another/);
  expect(diagnose({ architecture, before, after, inputs, outputsBefore }).architecture).not.toContain("assumed");
});

test("rows of zeros at the start have no direction, so that nothing is split", () => {
  const [before, after] = ["diagnose-before.npz", "diagnose-after.npz"].map(checkpointOf) as [Checkpoint, Checkpoint];
  const arrays = Object.entries(Object.fromEntries(before.arrays)).map(([name, { shape, data }]) => {
    return [name, { shape, data: name.startsWith("4.") ? new Float64Array(data.length) : data }] as const;
  });
  const start = checkpoint(Object.fromEntries(arrays), "start");
  const architecture = inferredChain(start, { inputDimension: inputs.columns });
  const found = diagnose({ architecture, before: start, after, inputs });
  expect(found.mixtures).toMatchObject({ turned: null, resized: null });
  expect(found.verdict).toMatchObject({ regime: "rich", by: undefined });
  expect(found.verdict.text).toMatch(/^Rich \(S.* since 4\.weight began with rows of zeros/);
});

test("of many rows the figure has those with the largest share, in order, and counts the others", () => {
  const [before, after] = ["diagnose-before.npz", "diagnose-after.npz"].map(checkpointOf) as [Checkpoint, Checkpoint];
  const architecture = inferredChain(before, { inputDimension: inputs.columns });
  const diagnosis = diagnose({ architecture, before, after, inputs });
  const names = Array.from({ length: 30 }, (_, k) => `block${k}`);
  // the last hold most of the kernel
  const share = (k: number): number => (k < 27 ? 0.002 : 0.946 / 3);
  const figure = diagnosisFigure({
    ...diagnosis,
    kernelDistanceByParameter: Object.fromEntries(names.map((name) => [name, 0.1])),
    kernelShareBefore: Object.fromEntries(names.map((name, k) => [name, share(k)])),
  });
  for (const shown of ["block0", "block19", "block27", "block29", "and 7 more, with 1.4% of the kernel"])
    expect(figure).toContain(`>${shown}<`);
  expect(figure).not.toContain(">block20<");
  expect(figure.indexOf(">block0<")).toBeLessThan(figure.indexOf(">block29<"));
  for (const shown of ["bar: ± 2 standard errors", "Kernel distance", "Hidden layers"])
    expect(figure).toContain(`>${shown}<`);
});
