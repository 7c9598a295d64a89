import { type DeepDescription, deepNetwork, type Precision } from "@lazyrich/deep";
import type { Matrix } from "@lazyrich/linalg";
import type { NetworkState } from "../architecture/architecture.js";

/**
 * What the first layers of a network give, n x units.
 *
 * @param part layers that a network begins with, in its order, so that their parameters begin theta.
 */
export function features(
  part: DeepDescription,
  { theta, statistics }: NetworkState,
  inputs: Matrix,
  precision: Precision,
): Matrix {
  if (part.layers.length === 0) return inputs;
  const network = deepNetwork(part);
  const [rows, columns] = [inputs.rows, network.outputDimension];
  const data = new Float64Array(rows * columns);
  network.value(theta.subarray(0, network.parameterCount), inputs, data, {
    precision,
    statistics: statistics.subarray(0, network.startStatistics().length),
  });
  return { rows, columns, data };
}
