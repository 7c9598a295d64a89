import { readFileSync } from "node:fs";
import { parseNpz } from "@lazyrich/tables";
import { expect, test } from "vitest";
import { diagnose, specifiedArchitecture } from "../src/index.js";
import { difference } from "./difference.js";
import { bytesOf, checkpointOf, jsonOf } from "./references.js";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A spec of `architectures`, with other sizes in the place of its own: field by field, old by new. */
function narrowed(name: string, sizes: Readonly<Record<string, Readonly<Record<string, number>>>>): unknown {
  const text = readFileSync(new URL(`../architectures/${name}.json`, import.meta.url), "utf8");
  const inside = (value: Json, field: string): Json => {
    if (typeof value === "number") return sizes[field]?.[value] ?? value;
    if (Array.isArray(value)) return value.map((each) => inside(each, field));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inside(each, key)]));
  };
  return inside(JSON.parse(text), "");
}

/** Names of blocks beyond the first two are left out, as their layers are. */
function ofTwoBlocks(spec: unknown): unknown {
  const { model, names } = spec as { model: { layers: { layers?: { name?: string }[] }[] }; names: object };
  const isBeyond = (name: string): boolean => /^blocks\.([2-9]|\d\d)\./.test(name);
  const layers = model.layers.filter((layer) => !layer.layers?.some(({ name }) => isBeyond(name ?? "")));
  const kept = Object.entries(names).filter(([name]) => !isBeyond(name));
  return { model: { ...model, layers }, names: Object.fromEntries(kept) };
}

const specs: Readonly<Record<string, unknown>> = {
  resnet18: narrowed("torchvision-resnet18", {
    input: { 224: 32 },
    channels: { 64: 4, 128: 5, 256: 6, 512: 7 },
    units: { 1000: 3 },
  }),
  vit: ofTwoBlocks(
    narrowed("timm-vit-tiny", {
      input: { 224: 8 },
      channels: { 192: 6 },
      units: { 192: 6, 768: 24, 1000: 3 },
      ...{ kernel: { 16: 4 }, stride: { 16: 4 }, heads: { 3: 2 } },
    }),
  ),
  gpt2: narrowed("hugging-face-gpt2-first-blocks", {
    units: { 768: 6, 3072: 24 },
    ...{ vocabulary: { 50257: 11 }, positions: { 16: 5 }, rows: { 1024: 7 }, heads: { 12: 2 } },
  }),
};

test.for(Object.entries(specs))("%s, with the names of its library, as PyTorch has it", ([name, spec]) => {
  const { X, outputsBefore } = parseNpz(bytesOf(`${name}-data.npz`), "data");
  const [rows, columns] = [X!.shape[0]!, X!.data.length / X!.shape[0]!];
  const [before, after] = [checkpointOf(`${name}-before.npz`), checkpointOf(`${name}-after.npz`)];
  const architecture = specifiedArchitecture(spec, before, { inputDimension: columns });
  const found = diagnose({
    ...{ architecture, before, after, inputs: { rows, columns, data: X!.data } },
    outputsBefore: { rows, columns: outputsBefore!.shape[1]!, data: outputsBefore!.data },
  });
  const { kernelShareBefore, kernelShareAfter, ...expected } = jsonOf(`${name}-expected.json`);
  expect(difference(found, expected)).toBeLessThan(1e-10);
  expect(
    difference([found.kernelShareBefore, found.kernelShareAfter], [kernelShareBefore, kernelShareAfter], true),
  ).toBeLessThan(1e-12);
});
