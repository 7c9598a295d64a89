import { type Matrix, requireFinite, requireLength } from "@lazyrich/linalg";
import type { BalancedLayersOptions } from "./balancedLayers.js";
import { layersWithModes, modesOf } from "./layersWithModes.js";

export interface LambdaBalancedLayersOptions extends BalancedLayersOptions {
  /** The conserved quantity of each hidden layer: `deltas[l - 1]` times the identity in layer l. */
  readonly deltas: readonly number[];
}

/**
 * Lambda-balanced (isotropic) layers with a given function: $Delta_l = delta_l I$ in each hidden layer, all of one width h. The directions inside
 * the network are random.
 *
 * A direction of a hidden layer that carries no mode of beta0 is 0 in the layer with the smallest share; the others hold the imbalance, which
 * needs $h <= d$ where the first layer is one of them, and $h <= c$ where the last is: with one hidden layer, $delta > 0$ needs $h <= c$, $delta < 0$ needs
 * $h <= d$.
 *
 * @throws RangeError if the sizes do not allow it, a number is not finite, or a learning rate not above 0.
 * @see Domine et al. 2025; Kunin et al. 2024, section 4; theory.md section 5.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { deepLinearModel, lambdaBalancedLayers, thetaFromMatrices } from "@lazyrich/networks";
 * const beta0 = { rows: 2, columns: 1, data: Float64Array.of(0, 1) };
 * const layers = lambdaBalancedLayers({ beta0, hiddenWidths: [1], deltas: [3], random: randomGenerator(1) });
 * deepLinearModel({ widths: [2, 1, 1] }).conservedQuantities(thetaFromMatrices(layers))[0].values; // [3]
 */
export function lambdaBalancedLayers({ hiddenWidths, deltas, ...options }: LambdaBalancedLayersOptions): Matrix[] {
  requireLength("deltas", deltas, hiddenWidths.length, "one a hidden layer");
  for (const [l, delta] of deltas.entries()) requireFinite(`deltas[${l}]`, delta);
  const h = hiddenWidths[0];
  const other = hiddenWidths.find((width) => width !== h);
  if (h === undefined || other !== undefined) {
    throw new RangeError(
      `hiddenWidths is ${hiddenWidths.join(", ")}; expected one width, or several that are the same`,
    );
  }
  const modes = modesOf(options.beta0);
  if (modes.values.length > h) {
    throw new RangeError(`hiddenWidths has ${h}; expected at least ${modes.values.length}, the rank of beta0`);
  }
  return layersWithModes(options, hiddenWidths, deltas, modes, h);
}
