import type { DeepNetwork } from "../deepModel.js";
import type { DeepLayer } from "../outline.js";

/** Random numbers, such as `randomGenerator(seed)` of @lazyrich/data. */
export interface RandomSource {
  /** A number in [0, 1). */
  uniform(): number;
  /** A standard normal number. */
  gaussian(): number;
}

export interface StartOptions {
  /** Where its numbers come from. */
  readonly random: RandomSource;
  /**
   * Relative scale, 1 by default: the first layer is divided by alpha and the last multiplied, only the first where a
   * normalisation stands in between. The first layer is one with its bias, or the tables of tokens and positions. Above 1
   * the start is upstream. Without normalisation, with homogeneous activations and with hidden biases of 0, the function
   * does not change.
   */
  readonly alpha?: number | undefined;
  /** Overall scale, 1 by default: every weight and table is multiplied by tau. */
  readonly tau?: number | undefined;
}

/** A start whose entries `draw` gives, block after block, then scaled. @throws RangeError for scales that are not > 0. */
export function scaledStart(
  network: DeepNetwork,
  { alpha = 1, tau = 1 }: StartOptions,
  draw: (layer: DeepLayer) => () => number,
): Float64Array {
  for (const [name, scale] of Object.entries({ alpha, tau })) {
    if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name} is ${scale}; expected a finite number > 0`);
    }
  }
  const theta = new Float64Array(network.parameterCount);
  const factors = layerScales(network, alpha, tau);
  for (const [block, layer] of network.layers.entries()) {
    const entry = draw(layer);
    const end = layer.offset + layer.shape.reduce((product, side) => product * side, 1);
    for (let k = layer.offset; k < end; k++) theta[k] = factors[block]! * entry();
  }
  return theta;
}

function layerScales({ layers, isNormalized }: DeepNetwork, alpha: number, tau: number): number[] {
  const isWeight = ({ role }: DeepLayer): boolean => role === "weight" || role === "projection";
  const hasTables = layers.some(({ role }) => role === "embedding");
  const first = layers.findIndex(isWeight);
  const last = layers.findLastIndex(isWeight);
  return layers.map((layer, block) => {
    const isFirst = hasTables
      ? layer.role === "embedding"
      : block === first || (block === first + 1 && layer.role === "bias");
    let factor = isWeight(layer) || layer.role === "embedding" ? tau : 1;
    if (isFirst) factor /= alpha;
    if (block === last && !isNormalized) factor *= alpha;
    return factor;
  });
}
