import type { LayerDescription } from "@lazyrich/deep";
import type { Checkpoint } from "../checkpoint/checkpoint.js";
import type { ArchitectureSkeleton } from "./architectureSpec.js";
import { gatedLayers } from "./gatedLayers.js";
import { naturalOrder } from "./naturalOrder.js";
import { isOfAttention, isOfBranch } from "./tensorName.js";

/**
 * A spec to complete: a layer for each layer of the checkpoint by the shapes of its tensors, each behind one that gives what it takes
 * where there is one and in natural order else, with every name and shape beside. Activations, pooling, strides, attention, gates and what is no chain are for the reader to put in.
 */
export function skeleton({ arrays }: Checkpoint, inputDimension: number, activation: string): ArchitectureSkeleton {
  const names = [...arrays.keys()].sort(naturalOrder);
  const all = [...new Set(names.map(layerOf))];
  const gated = gatedLayers(all.map((name) => ({ name, shape: arrays.get(`${name}.weight`)?.shape ?? [] })));
  const found = all
    .filter((layer) => !gated.includes(layer))
    .map((layer) => layerFrom(layer, arrays))
    .filter((each) => each !== undefined);
  const first = arrays.get(names.find((name) => arrays.get(name)!.shape.length >= 2) ?? "")?.shape ?? [];
  const side = Math.sqrt(inputDimension / (first[1] ?? 1));
  const isImage = first.length === 4 && Number.isInteger(side);
  const layers = arranged(found, isImage ? first[1]! : inputDimension);
  return {
    model: {
      input: isImage ? [first[1]!, side, side] : inputDimension,
      layers: layers.flatMap(({ layer }, i) => [
        ...between(layers[i - 1]?.layer, layer, activation, isImageBefore(layers, i)),
        layer,
      ]),
    },
    names: {},
    tensors: Object.fromEntries(names.map((name) => [name, arrays.get(name)!.shape])),
  };
}

function between(
  before: LayerDescription | undefined,
  layer: LayerDescription,
  activation: string,
  isOfImage: boolean,
): LayerDescription[] {
  if (before === undefined || before.layer === "embedding" || layer.layer.endsWith("-norm")) return [];
  const flattens = layer.layer === "dense" && isOfImage;
  return flattens ? [{ layer: activation }, { layer: "flatten" }] : [{ layer: activation }];
}

/** A tensor's name without its last part. */
export const layerOf = (name: string): string => name.replace(/[._/][^._/]*$/, "").replace(/[._/]running$/, "");

/** Whether the last layer of weights before a place is a convolution. */
const isImageBefore = (layers: readonly FoundLayer[], place: number): boolean =>
  layers.slice(0, place).findLast(({ layer }) => !layer.layer.endsWith("-norm"))?.layer.layer === "convolution";

/** A layer, and how wide what it takes and gives is: units, or channels. */
interface FoundLayer {
  readonly layer: LayerDescription;
  readonly takes: number;
  readonly gives: number;
}

/** Layers each behind one that gives what it takes, if there is one: a normalisation as soon as it fits. */
function arranged(found: readonly FoundLayer[], width: number): FoundLayer[] {
  const rest = [...found];
  const order: FoundLayer[] = [];
  let now = width;
  const fits = ({ takes, layer }: FoundLayer): boolean =>
    takes === now || (layer.layer === "dense" && takes % now === 0);
  const isNorm = ({ layer }: FoundLayer): boolean => layer.layer.endsWith("-norm");
  while (rest.length > 0) {
    const exact = rest.filter(({ takes }) => takes === now);
    const next = (order.length > 0 && exact.find(isNorm)) || exact[0] || rest.find(fits) || rest[0]!;
    order.push(next);
    rest.splice(rest.indexOf(next), 1);
    now = next.gives;
  }
  return order;
}

function layerFrom(layer: string, arrays: Checkpoint["arrays"]): FoundLayer | undefined {
  const tensor = (last: string) => arrays.get(`${layer}.${last}`);
  const shape = (tensor("weight") ?? tensor("kernel"))?.shape;
  // a list of dense layers would pass for what an attention, a branch or a gate is not
  if (shape === undefined || isOfAttention(layer) || (shape.length === 2 && isOfBranch(layer))) return undefined;
  const bias = tensor("bias") !== undefined;
  const [units, takes] = shape as [number, number | undefined];
  const found = ({ layer: kind, ...fields }: LayerDescription, of = units): FoundLayer => ({
    layer: { layer: kind, name: layer, ...fields },
    takes: of,
    gives: units,
  });
  if (/embed|wte|wpe/i.test(layer)) return { ...found({ layer: "embedding", units: takes }), gives: takes ?? 1 };
  if (shape.length === 4) {
    const windows = { kernel: shape.slice(2), stride: 1, padding: 0 };
    return found({ layer: "convolution", channels: units, ...windows, bias }, takes);
  }
  if (shape.length === 2) return found({ layer: "dense", units, bias }, takes);
  if (shape.length === 1) return found({ layer: tensor("running_mean") ? "batch-norm" : "layer-norm" });
  return undefined;
}
