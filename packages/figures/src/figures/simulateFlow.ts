import { dormandPrince, integrateAsync, type VectorField } from "@lazyrich/flow";
import type { SimulationSpec } from "./figureFields.js";

/**
 * The states of a flow at given times, by the Dormand-Prince method.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function simulateFlow(
  field: VectorField,
  start: ArrayLike<number>,
  times: Float64Array,
  simulation: SimulationSpec,
  signal?: AbortSignal,
): Promise<readonly Float64Array[]> {
  const { states } = await integrateAsync(field, start, {
    method: dormandPrince(simulation),
    checkpoints: times,
    signal,
  });
  signal?.throwIfAborted();
  return states;
}
