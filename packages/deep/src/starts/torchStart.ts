import type { DeepNetwork } from "../deepModel.js";
import { type StartOptions, scaledStart } from "./layerScales.js";

/**
 * PyTorch's defaults: weights and biases uniform within 1 / sqrt(fan-in), attention's joint projection within
 * sqrt(6 / (fan-in + fan-out)), tables N(0, 1), gains 1, shifts 0. Hidden biases are not 0, so alpha changes the function.
 *
 * @param network whose parameters they are
 * @param options scales and the source of randomness
 * @throws RangeError for scales that are not > 0.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { deepNetwork, mlp, torchStart } from "@lazyrich/deep";
 * const network = deepNetwork(mlp({ inputDimension: 4, widths: [100], outputDimension: 1 }));
 * const theta = torchStart(network, { random: randomGenerator(1) });
 * Math.max(...theta.subarray(0, 400)) < 0.5; // true: 1/sqrt(4)
 */
export function torchStart(network: DeepNetwork, options: StartOptions): Float64Array {
  const { random } = options;
  return scaledStart(network, options, ({ role, fanIn, fanOut }) => {
    if (role === "gain") return () => 1;
    if (role === "shift") return () => 0;
    if (role === "embedding") return () => random.gaussian();
    const bound = role === "projection" ? Math.sqrt(6 / (fanIn + fanOut)) : 1 / Math.sqrt(fanIn);
    return () => bound * (2 * random.uniform() - 1);
  });
}
