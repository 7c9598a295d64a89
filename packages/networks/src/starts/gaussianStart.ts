import { type GaussianSource, requireLength, requirePositive } from "@lazyrich/linalg";
import { sizeOf } from "../layers.js";
import type { Layer, Model } from "../model.js";

export interface GaussianStartOptions {
  /** A scale for each layer of weights, the first layer first; 1, which keeps the mean square of what passes through, if not given. */
  readonly scales?: readonly number[] | undefined;
  readonly random: GaussianSource;
}

/** Biases, which take their name from b. */
const isBias = ({ name }: Layer): boolean => name.startsWith("b");

/**
 * Parameters of independent Gaussian entries: those of a layer of weights have the standard deviation scale/sqrt(fan-in), biases are 0.
 *
 * @param model whose layers they are
 * @param options scales and the source of randomness
 * @throws RangeError if there is not one scale above 0 for each layer of weights.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { gaussianStart, singleNeuronModel } from "@lazyrich/networks";
 * gaussianStart(singleNeuronModel({ inputDimension: 2 }), { random: randomGenerator(1) }); // [-0.53872, 1.2155, 1.4714]
 */
export function gaussianStart(
  { layers, inputDimension, parameterCount }: Model,
  { scales, random }: GaussianStartOptions,
): Float64Array {
  const weights = layers.filter((layer) => !isBias(layer));
  const given = scales ?? weights.map(() => 1);
  requireLength(
    "scales",
    given,
    weights.length,
    `one a layer of weights: ${weights.map(({ name }) => name).join(", ")}`,
  );
  const theta = new Float64Array(parameterCount);
  let fanIn = inputDimension;
  for (const [l, layer] of weights.entries()) {
    requirePositive(`scales[${l}]`, given[l]!);
    const deviation = given[l]! / Math.sqrt(fanIn);
    const size = sizeOf(layer);
    for (let k = 0; k < size; k++) theta[layer.offset + k] = deviation * random.gaussian();
    // what comes out of one layer goes into the next
    fanIn = size / fanIn;
  }
  return theta;
}
