import type { Matrix } from "@lazyrich/linalg";
import { type LayersWithFunction, layersWithModes, modesOf } from "./layersWithModes.js";

export interface BalancedLayersOptions extends LayersWithFunction {
  /** Widths of the hidden layers, from the input on. */
  readonly hiddenWidths: readonly number[];
}

/**
 * Balanced layers with a given function: every conserved matrix eta_l W_(l+1)^T W_(l+1) - eta_(l+1) W_l W_l^T is 0, so each mode of beta0 has
 * the same share in every layer. The directions inside the network are random.
 *
 * @throws RangeError if a hidden layer is narrower than the rank of beta0, a number is not finite, a width not a whole number above 0, or a
 * learning rate not above 0.
 * @see Saxe et al. 2014; theory.md section 6.
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
