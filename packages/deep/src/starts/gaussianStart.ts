import type { DeepNetwork } from "../deepModel.js";
import { type StartOptions, scaledStart } from "./layerScales.js";

/**
 * Weights and tables N(0, 1), gains 1, biases and shifts 0: the start of the "ntk" and "mean-field" parameterizations, whose
 * forward pass divides.
 *
 * @throws RangeError for scales that are not > 0.
 * @see Jacot, Gabriel and Hongler 2018
 */
export function gaussianStart(network: DeepNetwork, options: StartOptions): Float64Array {
  const { random } = options;
  return scaledStart(network, options, ({ role }) => {
    if (role === "gain") return () => 1;
    return role === "bias" || role === "shift" ? () => 0 : () => random.gaussian();
  });
}
