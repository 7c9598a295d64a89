import { type DeepDescription, deepNetwork } from "@lazyrich/deep";
import {
  activationParts,
  decoderPart,
  deepLinearPart,
  layersPart,
  lenet5Part,
  type ModelContext,
  type ModelPart,
  mlpPart,
  residualPart,
  twoLayerPart,
} from "@lazyrich/runs";
import { completePart, expandPart, findPart, type PartLists, parseSpec, SpecError } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import { type Architecture, architecture } from "./architecture.js";
import type { ArchitectureSpec } from "./architectureSpec.js";
import { namedLayers } from "./namedLayers.js";
import { savedAs } from "./savedAs.js";

const size = z.int().check(z.gte(1));
const axes = z.enum(["out,in", "in,out"]);
const outer = z.strictObject({
  model: z.union([z.string(), z.looseObject({ name: z.optional(z.string()) })]),
  outputs: z.optional(size),
  names: z.optional(z.record(z.string(), z.string())),
  axes: z.optional(z.union([axes, z.record(z.string(), axes)])),
  ignore: z.optional(z.array(z.string())),
  tensors: z.optional(z.record(z.string(), z.array(z.int().check(z.gte(0))))),
});

/** The models that a run knows, and the activations that one of them names. */
const lists = {
  models: [layersPart, mlpPart, lenet5Part, residualPart, decoderPart, twoLayerPart, deepLinearPart],
  activations: activationParts,
} as unknown as PartLists;

/** What the inputs are. */
export interface InputsOfSpec {
  /** d, the length of a row. */
  readonly inputDimension: number;
  /** [channels, height, width], where the file says that rows are pictures. */
  readonly image?: readonly [number, number, number] | undefined;
}

/**
 * The architecture that a spec describes: `model` is that of a run, `{"name": "layers", "input": ..., "layers": [...]}` (whose name may be left
 * out), mlp, lenet5, residual, decoder, two-layer or deep-linear with the fields that they have there; `names` maps its parameters or layers to
 * those of the checkpoint, `ignore` lists tensors that take no part (* stands for anything), `axes` says how weights with two axes lie. Of the spec of a
 * run, and of its result, the model is taken.
 *
 * @param spec of the network
 * @param found the checkpoint
 * @param inputs how long they are
 * @throws SpecError that names the field, or RangeError of the layer at fault.
 * @example
 * import { checkpoint, specifiedArchitecture } from "@lazyrich/diagnose";
 * const array = (...shape) => ({ shape, data: new Float64Array(shape.reduce((size, side) => size * side, 1)) });
 * const start = checkpoint({ "up.weight": array(8, 2), "down.weight": array(1, 8) }, "start");
 * const layers = [{ layer: "dense", units: 8, bias: false }, { layer: "tanh" }, { layer: "dense", units: 1, bias: false }];
 * const spec = { model: { input: 2, layers }, names: { 0: "up", 2: "down" } };
 * specifiedArchitecture(spec, start, { inputDimension: 2 }).tensors; // ["up.weight", "down.weight"]
 */
export function specifiedArchitecture(spec: unknown, found: Checkpoint, inputs: InputsOfSpec): Architecture {
  const given: ArchitectureSpec = parseSpec(outer, networkOf(spec));
  const { name, describe } = modelOf(given.model, inputs);
  const read = { ...savedAs(name, describe(1), found), ...given };
  for (const [name, shape] of Object.entries(read.tensors ?? {})) {
    const actual = found.arrays.get(name)?.shape;
    if (actual?.join() === shape.join()) continue;
    const held = actual === undefined ? "none" : actual.join(" x ");
    throw new SpecError(["tensors", name], `is ${shape.join(" x ")}; expected ${held}, as in ${found.name}`);
  }
  return architecture(describe(read.outputs ?? outputsOf(describe(1), read, found)), {
    names: read.names,
    axes: read.axes,
    ignore: read.ignore ?? [],
    source: name === "layers" ? "a list of layers by a spec" : `${name} by a spec`,
  });
}

/** What says how a network is: of a run's spec, or of the spec in its result, the model. */
function networkOf(spec: unknown): unknown {
  if (typeof spec !== "object" || spec === null) return spec;
  if ("rows" in spec && "spec" in spec) return networkOf(spec.spec);
  return "task" in spec || "dynamics" in spec ? { model: (spec as { readonly model?: unknown }).model } : spec;
}

interface SpecifiedModel {
  readonly name: string;
  describe(outputDimension: number): DeepDescription;
}

/** A model of a run, completed and checked as there. */
function modelOf(given: ArchitectureSpec["model"], { inputDimension, image }: InputsOfSpec): SpecifiedModel {
  const value = typeof given === "string" || given.name !== undefined ? given : { ...given, name: "layers" };
  const cells = expandPart(lists, "models", completePart(lists, "models", value, ["model"]), ["model"]);
  if (cells.length !== 1) throw new SpecError(["model"], `has ${cells.length} values of its fields; expected one each`);
  const [fields] = cells as [{ readonly name: string }];
  const part = findPart(lists, "models", fields.name, ["model", "name"]) as unknown as ModelPart;
  const activation: ModelContext["activation"] = ({ name }) => {
    throw new SpecError(["model", "activation"], `is ${name}; expected one of a list of layers`);
  };
  return {
    name: part.name,
    describe: (outputDimension) =>
      part.describe!(fields as never, { inputDimension, outputDimension, image, activation }),
  };
}

/** The outputs of a network whose last weights are known by name: as many as rows in the checkpoint. */
function outputsOf(description: DeepDescription, { names = {} }: ArchitectureSpec, { arrays }: Checkpoint): number {
  const weights = deepNetwork(namedLayers(description)).layers.filter(({ role }) => role === "weight");
  const block = weights.at(-1)?.name ?? "";
  const layer = block.replace(/\.[^.]*$/, "");
  const tensor = names[block] ?? `${names[layer] ?? layer}${block.slice(layer.length)}`;
  return Math.min(...(arrays.get(tensor)?.shape ?? [1]));
}
