import { type IntegrationOptions, integration } from "./integration.js";
import { millisecondsInTask, nextTask } from "./nextTask.js";
import { SLICE_MILLISECONDS } from "./sliceClock.js";
import type { Trajectory } from "./trajectory.js";
import type { VectorField } from "./vectorField.js";

/**
 * `integrate` that hands control back to the event loop every few milliseconds, so that the AbortSignal, Ctrl-C and
 * a page's interface act during a long integration, or a row of short ones. The result is the same to the last bit.
 *
 * @param field the right-hand side F(t, theta), written into what it is given
 * @param theta0 the start
 * @param options the method, the checkpoints, and what to do on the way
 * @throws (rejects with) the errors of `integrate`.
 * @example
 * import { dormandPrince, integrateAsync } from "@lazyrich/flow";
 * const decay = (t, theta, out) => {
 *   out[0] = -theta[0];
 * };
 * const { finalState } = await integrateAsync(decay, [1], { method: dormandPrince(), checkpoints: [1] });
 * finalState; // [0.36788]
 */
export async function integrateAsync(
  field: VectorField,
  theta0: ArrayLike<number>,
  options: IntegrationOptions,
): Promise<Trajectory> {
  // a row of integrations shorter than a slice must not hold the event loop either
  if (millisecondsInTask() > SLICE_MILLISECONDS) await nextTask();
  const run = integration(field, theta0, options);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
    await nextTask();
  }
}
