import type { LayerDescription } from "@lazyrich/deep";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import type { ArchitectureSkeleton } from "./architectureSpec.js";
import { naturalOrder } from "./naturalOrder.js";
import { isOfAttention } from "./tensorName.js";

/**
 * A spec to complete: a layer for each layer of the checkpoint by the shapes of its tensors, in natural order, with every name and
 * shape beside. Activations, pooling, strides, attention and what is no chain are for the reader to put in.
 */
export function skeleton({ arrays }: Checkpoint, inputDimension: number, activation: string): ArchitectureSkeleton {
  const names = [...arrays.keys()].sort(naturalOrder);
  const layers = [...new Set(names.map(layerOf))]
    .map((layer) => layerFrom(layer, arrays))
    .filter((each) => each !== undefined);
  const first = arrays.get(names.find((name) => arrays.get(name)!.shape.length >= 2) ?? "")?.shape ?? [];
  const side = Math.sqrt(inputDimension / (first[1] ?? 1));
  const isImage = first.length === 4 && Number.isInteger(side);
  return {
    model: {
      input: isImage ? [first[1]!, side, side] : inputDimension,
      layers: layers.flatMap((each, i) => [...between(layers[i - 1], each, activation), each]),
    },
    names: {},
    tensors: Object.fromEntries(names.map((name) => [name, arrays.get(name)!.shape])),
  };
}

function between(
  before: LayerDescription | undefined,
  layer: LayerDescription,
  activation: string,
): LayerDescription[] {
  if (before === undefined || before.layer === "embedding" || layer.layer.endsWith("-norm")) return [];
  const flattens = layer.layer === "dense" && before.layer !== "dense" && before.layer !== "layer-norm";
  return flattens ? [{ layer: activation }, { layer: "flatten" }] : [{ layer: activation }];
}

/** A tensor's name without its last part. */
export const layerOf = (name: string): string => name.replace(/[._/][^._/]*$/, "").replace(/[._/]running$/, "");

function layerFrom(layer: string, arrays: Checkpoint["arrays"]): LayerDescription | undefined {
  const tensor = (last: string) => arrays.get(`${layer}.${last}`);
  const shape = (tensor("weight") ?? tensor("kernel"))?.shape;
  // a list of dense layers would pass for what an attention is not
  if (shape === undefined || isOfAttention(layer)) return undefined;
  const bias = tensor("bias") !== undefined;
  if (/embed|wte|wpe/i.test(layer)) return { layer: "embedding", name: layer, units: shape[1] };
  if (shape.length === 4)
    return {
      layer: "convolution",
      name: layer,
      channels: shape[0],
      kernel: shape.slice(2),
      stride: 1,
      padding: 0,
      bias,
    };
  if (shape.length === 2) return { layer: "dense", name: layer, units: shape[0], bias };
  if (shape.length === 1) return { layer: tensor("running_mean") ? "batch-norm" : "layer-norm", name: layer };
  return undefined;
}
