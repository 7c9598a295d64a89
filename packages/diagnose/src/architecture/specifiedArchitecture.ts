import { type DeepDescription, decoder, leNet5, mlp, residualNetwork } from "@lazyrich/deep";
import { parseSpec, SpecError } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import { type Architecture, architecture } from "./architecture.js";
import type { ArchitectureSpec } from "./architectureSpec.js";

const size = z.int().check(z.gte(1));
const sizes = z.array(size);
const image = z.tuple([size, size, size]);
const activation = z.optional(z.enum(["relu", "leaky", "tanh", "gelu"]));
const flag = z.optional(z.boolean());
const scale = z.optional(z.number());

/** Named models with the fields of their functions of `@lazyrich/deep`. */
const models = {
  mlp: z.strictObject({
    name: z.literal("mlp"),
    inputDimension: z.optional(size),
    widths: sizes,
    outputDimension: size,
    parameterization: z.optional(z.enum(["standard", "ntk", "mean-field"])),
    activation,
    bias: flag,
  }),
  leNet5: z.strictObject({
    name: z.literal("leNet5"),
    input: z.optional(image),
    outputDimension: z.optional(size),
    bias: flag,
    activation,
  }),
  residual: z.strictObject({
    name: z.literal("residual"),
    input: image,
    outputDimension: size,
    filters: size,
    filterSize: size,
    stride: z.optional(size),
    padding: z.optional(z.int().check(z.gte(0))),
    widths: sizes,
    pool: z.optional(size),
    residualConvolutions: z.optional(z.int().check(z.gte(0))),
    normalization: z.optional(z.enum(["batch", "none"])),
    globalPool: z.optional(z.enum(["max", "mean"])),
    outputScale: scale,
  }),
  decoder: z.strictObject({
    name: z.literal("decoder"),
    vocabulary: size,
    positions: size,
    width: size,
    heads: size,
    depth: z.optional(size),
    feedForwardWidth: z.optional(size),
    activation,
    outputScale: scale,
  }),
} as const;

const layers = z.strictObject({
  input: z.union([size, image, z.strictObject({ vocabulary: size, positions: size })]),
  layers: z.array(z.looseObject({ layer: z.string(), name: z.optional(z.string()) })).check(z.minLength(1)),
});

const outer = z.strictObject({
  model: z.looseObject({ name: z.optional(z.string()) }),
  names: z.optional(z.record(z.string(), z.string())),
  axes: z.optional(z.enum(["out,in", "in,out"])),
  ignore: z.optional(z.array(z.string())),
  tensors: z.optional(z.record(z.string(), z.array(z.int().check(z.gte(0))))),
});

/**
 * The architecture that a spec describes: `model` is `{"input": ..., "layers": [...]}` in the language of `deepNetwork`, or names
 * mlp, leNet5, residual or decoder with the fields of those functions of `@lazyrich/deep`; `names` maps its parameters or layers to
 * those of the checkpoint, `ignore` lists tensors that take no part, `axes` says how weights with two axes lie.
 *
 * @param inputDimension d of the inputs, for an mlp that does not say it.
 * @throws SpecError that names the field, or RangeError of the layer at fault.
 */
export function specifiedArchitecture(spec: unknown, found: Checkpoint, inputDimension: number): Architecture {
  const read: ArchitectureSpec = parseSpec(outer, spec);
  for (const [name, shape] of Object.entries(read.tensors ?? {})) {
    const actual = found.arrays.get(name)?.shape;
    if (actual?.join() === shape.join()) continue;
    const held = actual === undefined ? "none" : actual.join(" x ");
    throw new SpecError(["tensors", name], `is ${shape.join(" x ")}; expected ${held}, as in ${found.name}`);
  }
  return architecture(descriptionOf(read.model, inputDimension), {
    names: read.names,
    axes: read.axes,
    ignore: read.ignore,
    source: read.model.name === undefined ? "a list of layers by a spec" : `${read.model.name} by a spec`,
  });
}

function descriptionOf(model: ArchitectureSpec["model"], inputDimension: number): DeepDescription {
  const path = ["model"];
  switch (model.name) {
    case undefined:
      return parseSpec(layers, model, path) as DeepDescription;
    case "mlp": {
      const { inputDimension: d = inputDimension, ...fields } = withoutName(parseSpec(models.mlp, model, path));
      return mlp({ inputDimension: d, ...fields });
    }
    case "leNet5":
      return leNet5(withoutName(parseSpec(models.leNet5, model, path)));
    case "residual":
      return residualNetwork(withoutName(parseSpec(models.residual, model, path)));
    case "decoder":
      return decoder(withoutName(parseSpec(models.decoder, model, path)));
    default:
      throw new SpecError(
        [...path, "name"],
        `is ${JSON.stringify(model.name)}; expected ${Object.keys(models).join(", ")}, or input and layers in its place`,
      );
  }
}

function withoutName<Fields extends { readonly name: string }>({ name: _, ...fields }: Fields): Omit<Fields, "name"> {
  return fields;
}
