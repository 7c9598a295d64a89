import type { DeepLayer, LayerDescription } from "@lazyrich/deep";
import type { Architecture } from "../architecture/architecture.js";
import { innerLayers, shortcutLayers } from "../architecture/namedLayers.js";
import { type Profile, profileOf } from "./learningSpeed.js";

/** What a scale of the layers at the start would make of the learning speeds there. */
export interface AlphaEffect {
  /** What the first layer is divided by and the last multiplied. */
  readonly alpha: number;
  /** Shares of the kernel's trace by layer. */
  readonly shares: Readonly<Record<string, number>>;
  /** What the profile of the layers would be. */
  readonly profile: Profile;
}

const ALPHAS = [0.1, 0.3, 1, 3, 10, 30];
const HOMOGENEOUS = ["dense", "convolution", "relu", "leaky", "max-pool", "mean-pool", "flatten", "residual"];

/**
 * The profile once the first layer's weights and all hidden biases are divided by alpha and the readout's weights multiplied by it.
 * With homogeneous layers the function stays as it is, and the slope of every output by a block only gains a factor: alpha of the
 * first layer and of hidden biases, 1/alpha of the readout. So no kernel is computed again.
 *
 * @param traces of the kernel of each block.
 * @returns nothing for other layers, where the function would change, or for a single layer.
 * @see Kunin et al. 2024, section 6
 */
export function alphaEffect(
  { description, network, layerNames }: Architecture,
  traces: readonly number[],
): AlphaEffect[] {
  if (!isHomogeneous(description.layers)) return [];
  const { layers } = network;
  const weights = layers.flatMap(({ role }, block) => (role === "weight" ? [block] : []));
  const [first, last] = [weights[0], weights.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  return ALPHAS.map((alpha) => {
    const scaled = traces.map((trace, block) => trace * alpha ** (2 * powerOf(layers, block, first, last)));
    const total = scaled.reduce((sum, each) => sum + each, 0);
    const shares: Record<string, number> = {};
    for (const [block, trace] of scaled.entries()) {
      shares[layerNames[block]!] = (shares[layerNames[block]!] ?? 0) + trace / total;
    }
    return { alpha, shares, profile: profileOf([...new Set(layerNames)].map((name) => shares[name]!)) };
  });
}

function powerOf(layers: readonly DeepLayer[], block: number, first: number, last: number): number {
  if (layers[block]!.role === "bias") return block > last ? 0 : 1;
  if (block === first) return 1;
  return block === last ? -1 : 0;
}

const isHomogeneous = (layers: readonly LayerDescription[]): boolean =>
  layers.every(
    (layer) =>
      HOMOGENEOUS.includes(layer.layer) &&
      isHomogeneous(innerLayers(layer) ?? []) &&
      isHomogeneous(shortcutLayers(layer) ?? []),
  );
