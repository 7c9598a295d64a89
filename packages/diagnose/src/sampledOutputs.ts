import { type DeepNetwork, deepNetwork } from "@lazyrich/deep";
import type { Architecture, NetworkState } from "./architecture/architecture.js";

/** A network with some of its outputs alone, and its state from that of the whole. */
export interface SampledOutputs {
  readonly network: DeepNetwork;
  stateOf(whole: NetworkState): NetworkState;
}

/**
 * The network that has some of the outputs of another: rows of its last layer.
 *
 * @throws RangeError if the last layer is not dense.
 */
export function sampledOutputs(
  { description, network: whole }: Architecture,
  outputs: readonly number[],
): SampledOutputs {
  const last = description.layers.at(-1)!;
  if (last.layer !== "dense")
    throw new RangeError(`the last layer is ${last.layer}; expected a dense one, to sample its outputs`);
  const network = deepNetwork({
    ...description,
    layers: [...description.layers.slice(0, -1), { ...last, units: outputs.length }],
  });
  return {
    network,
    stateOf({ theta, statistics }) {
      const part = new Float64Array(network.parameterCount);
      for (const [block, { offset, shape, name }] of network.layers.entries()) {
        const from = whole.layers[block]!;
        const isLast = name.startsWith(`${last.name}.`);
        const perRow = shape.slice(1).reduce((product, size) => product * size, 1);
        for (let row = 0; row < shape[0]!; row++) {
          const start = from.offset + (isLast ? outputs[row]! : row) * perRow;
          part.set(theta.subarray(start, start + perRow), offset + row * perRow);
        }
      }
      return { theta: part, statistics };
    },
  };
}
