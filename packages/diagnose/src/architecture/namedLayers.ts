import type { DeepDescription, LayerDescription } from "@lazyrich/deep";

/** A description in which every layer has the name that it would have by its place. */
export function namedLayers(description: DeepDescription): DeepDescription {
  return { ...description, layers: named(description.layers, "") };
}

const named = (layers: readonly LayerDescription[], prefix: string): LayerDescription[] =>
  layers.map((layer, i) => {
    const name = layer.name ?? `${prefix}${i}`;
    const inner = innerLayers(layer);
    return inner === undefined ? { ...layer, name } : { ...layer, name, layers: named(inner, `${name}.`) };
  });

/** The layers inside of a residual sum. */
export const innerLayers = ({ layers }: LayerDescription): readonly LayerDescription[] | undefined =>
  Array.isArray(layers) ? (layers as readonly LayerDescription[]) : undefined;
