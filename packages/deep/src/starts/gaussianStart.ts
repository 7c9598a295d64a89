import type { DeepNetwork } from "../deepModel.js";
import { type StartOptions, scaledStart } from "./layerScales.js";

/**
 * Weights and tables N(0, 1), gains 1, biases and shifts 0: the start of the "ntk" and "mean-field" parameterizations, whose
 * forward pass divides.
 *
 * @param network whose parameters they are
 * @param options scales and the source of randomness
 * @throws RangeError for scales that are not > 0.
 * @see Jacot, Gabriel and Hongler 2018
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { deepNetwork, mlp, standardNormalStart } from "@lazyrich/deep";
 * const network = deepNetwork(mlp({ inputDimension: 2, widths: [3], outputDimension: 1, parameterization: "ntk" }));
 * const theta = standardNormalStart(network, { random: randomGenerator(1) });
 * standardNormalStart(network, { random: randomGenerator(1), alpha: 2 })[0] / theta[0]; // 0.5: the first layer is divided by alpha
 */
export function gaussianStart(network: DeepNetwork, options: StartOptions): Float64Array {
  const { random } = options;
  return scaledStart(network, options, ({ role }) => {
    if (role === "gain") return () => 1;
    return role === "bias" || role === "shift" ? () => 0 : () => random.gaussian();
  });
}
