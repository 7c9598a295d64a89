import type { DeepDescription, LayerDescription } from "@lazyrich/deep";

/** A description in which every layer has the name that it would have by its place. */
export function namedLayers(description: DeepDescription): DeepDescription {
  return { ...description, layers: named(description.layers, "") };
}

const named = (layers: readonly LayerDescription[], prefix: string): LayerDescription[] =>
  layers.map((layer, i) => {
    const name = layer.name ?? `${prefix}${i}`;
    const [inner, shortcut] = [innerLayers(layer), shortcutLayers(layer)];
    return {
      ...layer,
      name,
      ...(inner && { layers: named(inner, `${name}.`) }),
      ...(shortcut && { shortcut: named(shortcut, `${name}.shortcut.`) }),
    };
  });

/** The layers beside those of a residual sum, where x does not pass as it is. */
export const shortcutLayers = ({ shortcut }: LayerDescription): readonly LayerDescription[] | undefined =>
  Array.isArray(shortcut) ? (shortcut as readonly LayerDescription[]) : undefined;

/** The layers inside of a residual sum. */
export const innerLayers = ({ layers }: LayerDescription): readonly LayerDescription[] | undefined =>
  Array.isArray(layers) ? (layers as readonly LayerDescription[]) : undefined;
