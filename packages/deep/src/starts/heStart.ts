import type { DeepNetwork } from "../deepModel.js";
import { type StartOptions, scaledStart } from "./layerScales.js";

/**
 * Weights N(0, 2 / fan-in), tables N(0, 1), gains 1, biases and shifts 0.
 *
 * @param network whose parameters they are
 * @param options scales and the source of randomness
 * @throws RangeError for scales that are not > 0.
 * @see He et al. 2015
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { deepNetwork, heStart, mlp } from "@lazyrich/deep";
 * const network = deepNetwork(mlp({ inputDimension: 2, widths: [3], outputDimension: 1 }));
 * heStart(network, { random: randomGenerator(1) }).length; // 9
 */
export function heStart(network: DeepNetwork, options: StartOptions): Float64Array {
  const { random } = options;
  return scaledStart(network, options, ({ role, fanIn }) => {
    if (role === "gain") return () => 1;
    if (role === "bias" || role === "shift") return () => 0;
    const deviation = role === "embedding" ? 1 : Math.sqrt(2 / fanIn);
    return () => deviation * random.gaussian();
  });
}
