import type { ConservedQuantities } from "@lazyrich/networks";
import type { LayerForm } from "./layerKind.js";
import { type Outline, sizeOf } from "./outline.js";

/**
 * What gradient flow conserves between neighbouring dense or convolutional layers with only homogeneous layers between
 * them: for each neuron or channel k,
 *
 * $eta_in |outgoing weights of k|^2 - eta_out (|incoming weights of k|^2 + eta_in/eta_bias bias_k^2)$.
 */
export function conservedQuantities(
  network: Outline,
  theta: ArrayLike<number>,
  learningRates?: readonly number[],
): ConservedQuantities[] {
  const found: ConservedQuantities[] = [];
  let incoming: LayerForm | undefined;
  for (const form of network.forms) {
    if (form.kind === "dense" || form.kind === "convolution") {
      if (incoming) found.push(between(network, theta, incoming, form, learningRates));
      incoming = form;
    } else if (!form.isHomogeneous) incoming = undefined;
  }
  return found;
}

function between(
  network: Outline,
  theta: ArrayLike<number>,
  incoming: LayerForm,
  outgoing: LayerForm,
  learningRates?: readonly number[],
): ConservedQuantities {
  const [inBlock, biasBlock] = network.blocksOf.get(incoming)! as [number, number?];
  const [outBlock] = network.blocksOf.get(outgoing)! as [number];
  const rate = (block: number): number => learningRates?.[block] ?? 1;
  const [into, out] = [network.layers[inBlock]!, network.layers[outBlock]!];
  const units = into.shape[0]!;
  const values = new Float64Array(units);
  const perUnit = sizeOf(into.shape) / units;
  for (let k = 0; k < units; k++) {
    let sum = 0;
    for (let j = 0; j < perUnit; j++) sum += theta[into.offset + k * perUnit + j]! ** 2;
    if (biasBlock !== undefined) {
      sum += (rate(inBlock) / rate(biasBlock)) * theta[network.layers[biasBlock]!.offset + k]! ** 2;
    }
    values[k] = -rate(outBlock) * sum;
  }
  // the weights that a unit feeds lie together in each row: one column, a window, or the pixels of a flattened channel
  const [rows, perRow] = [out.shape[0]!, sizeOf(out.shape) / out.shape[0]!];
  const together = perRow / units;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < perRow; j++) {
      values[Math.floor(j / together)]! += rate(inBlock) * theta[out.offset + i * perRow + j]! ** 2;
    }
  }
  return { layers: [inBlock, outBlock], values };
}
