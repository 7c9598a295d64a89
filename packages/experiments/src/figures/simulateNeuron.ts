import { dormandPrince, integrateAsync, type VectorField } from "@lazyrich/flow";
import type { NeuronState } from "@lazyrich/networks";
import type { SimulationSpec } from "./figureFields.js";

/**
 * The states [a, w] of a neuron's gradient flow at given times, by the Dormand-Prince method.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function simulateNeuron(
  network: { field: VectorField },
  start: NeuronState,
  times: Float64Array,
  simulation: SimulationSpec,
  signal?: AbortSignal,
): Promise<readonly Float64Array[]> {
  const { states } = await integrateAsync((theta, out) => network.field(theta, out), [start.a, ...start.w], {
    method: dormandPrince(simulation),
    checkpoints: times,
    ...(signal === undefined ? {} : { signal }),
  });
  signal?.throwIfAborted();
  return states;
}
