import type { Matrix } from "@lazyrich/linalg";
import { type LayersWithFunction, layersWithModes, modesOf } from "./layersWithModes.js";

export interface BalancedLayersOptions extends LayersWithFunction {
  /** Widths of the hidden layers, from the input on. */
  readonly hiddenWidths: readonly number[];
}

/**
 * Balanced layers with a given function: every conserved matrix $eta_l W_(l+1)^T W_(l+1) - eta_(l+1) W_l W_l^T$ is 0, so each mode of beta0 has
 * the same share in every layer. The directions inside the network are random.
 *
 * @throws RangeError if a hidden layer is narrower than the rank of beta0, a number is not finite, a width not a whole number above 0, or a
 * learning rate not above 0.
 * @see Saxe et al. 2014; theory.md section 6.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { balancedLayers } from "@lazyrich/networks";
 * const beta0 = { rows: 2, columns: 1, data: Float64Array.of(0, 8) };
 * const layers = balancedLayers({ beta0, hiddenWidths: [1, 1], random: randomGenerator(1) });
 * layers.map(({ data }) => Math.hypot(...data)); // [2, 2, 2]: the cube root of 8
 */
export function balancedLayers({ hiddenWidths, ...options }: BalancedLayersOptions): Matrix[] {
  const modes = modesOf(options.beta0);
  const narrowest = Math.min(...hiddenWidths);
  if (modes.values.length > narrowest) {
    throw new RangeError(`hiddenWidths has ${narrowest}; expected at least ${modes.values.length}, the rank of beta0`);
  }
  return layersWithModes(
    options,
    hiddenWidths,
    hiddenWidths.map(() => 0),
    modes,
    modes.values.length,
  );
}
