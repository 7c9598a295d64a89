import type { DeepDescription, LayerDescription } from "@lazyrich/deep";
import type { Matrix } from "@lazyrich/linalg";
import type { Architecture, NetworkState } from "./architecture/architecture.js";
import { architecture } from "./architecture/architecture.js";
import { innerLayers } from "./architecture/namedLayers.js";

const TOLERANCE = 1e-4;
/** What a shape does not tell. */
const UNTOLD = ["relu", "leaky", "tanh", "gelu"];

/**
 * Compares the outputs of the rebuilt network with one's own.
 *
 * @throws RangeError if they differ by more than 1e-4 of the largest: it names the first layer that could be another, and an
 *   activation with which they agree if there is one.
 */
export function requireOwnOutputs(found: Architecture, state: NetworkState, inputs: Matrix, own: Matrix): void {
  const { network, description } = found;
  const c = network.outputDimension;
  if (own.rows !== inputs.rows || own.columns !== c) {
    throw new RangeError(`the outputs before are ${own.rows} x ${own.columns}; expected ${inputs.rows} x ${c}`);
  }
  const difference = differenceOf(found, state, inputs, own);
  if (difference <= TOLERANCE) return;
  const agreeing = UNTOLD.find((activation) => {
    const other = architecture(withActivation(description, activation), { source: "" });
    return differenceOf(other, state, inputs, own) <= TOLERANCE;
  });
  const first = firstUntold(description.layers);
  const where =
    first === undefined ? "no layer but dense ones is in it: the order or the axes" : `${first.layer} (${first.name})`;
  const hint = agreeing === undefined ? "" : `; with ${agreeing} they agree`;
  throw new RangeError(
    `the rebuilt network gives outputs that differ from one's own by ${difference.toPrecision(2)} of the largest; expected at most ${TOLERANCE}: the first layer that could be another is ${where}${hint}`,
  );
}

function differenceOf(
  { network }: Architecture,
  { theta, statistics }: NetworkState,
  inputs: Matrix,
  own: Matrix,
): number {
  const outputs = new Float64Array(own.data.length);
  network.value(theta, inputs, outputs, { statistics });
  let [largest, difference] = [0, 0];
  for (const [k, output] of outputs.entries()) {
    largest = Math.max(largest, Math.abs(own.data[k]!));
    difference = Math.max(difference, Math.abs(output - own.data[k]!));
  }
  return difference === 0 ? 0 : difference / largest;
}

const withActivation = ({ input, layers }: DeepDescription, activation: string): DeepDescription => {
  const replaced = (list: readonly LayerDescription[]): LayerDescription[] =>
    list.map((layer) => {
      const inner = innerLayers(layer);
      if (inner) return { ...layer, layers: replaced(inner) };
      return UNTOLD.includes(layer.layer) ? { layer: activation, name: layer.name } : layer;
    });
  return { input, layers: replaced(layers) };
};

function firstUntold(layers: readonly LayerDescription[]): LayerDescription | undefined {
  for (const layer of layers) {
    const found = innerLayers(layer) ? firstUntold(innerLayers(layer)!) : layer.layer === "dense" ? undefined : layer;
    if (found) return found;
  }
  return undefined;
}
