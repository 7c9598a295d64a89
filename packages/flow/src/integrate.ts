import { type IntegrationOptions, integration } from "./integration.js";
import type { Trajectory } from "./trajectory.js";
import type { VectorField } from "./vectorField.js";

/**
 * Integrates $dtheta/dt = F(t, theta)$, F being `field`, from `theta0` at time 0 through the checkpoints, and returns when done.
 *
 * @param field the right-hand side F(t, theta), written into what it is given
 * @param theta0 the start
 * @param options the method, the checkpoints, and what to do on the way
 * @throws RangeError or TypeError if an argument is out of its range.
 * @throws IntegrationError if the state stops being finite or the step shrinks to nothing.
 * @example
 * import { dormandPrince, integrate } from "@lazyrich/flow";
 * const decay = (t, theta, out) => {
 *   out[0] = -theta[0];
 * };
 * const { states, statistics } = integrate(decay, [1], { method: dormandPrince(), checkpoints: [1, 2] });
 * states.map(([theta]) => theta); // [0.36788, 0.13534]
 * statistics.stopReason; // "finished"
 */
export function integrate(field: VectorField, theta0: ArrayLike<number>, options: IntegrationOptions): Trajectory {
  const run = integration(field, theta0, options);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}
