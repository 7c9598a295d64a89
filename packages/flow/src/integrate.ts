import { type IntegrationOptions, integration } from "./integration.js";
import type { Trajectory } from "./trajectory.js";
import type { VectorField } from "./vectorField.js";

/**
 * Integrates d theta / dt = `field`(t, theta) from `theta0` at time 0 through the checkpoints, and returns when done.
 *
 * @throws RangeError or TypeError if an argument is out of its range.
 * @throws IntegrationError if the state stops being finite or the step shrinks to nothing.
 */
export function integrate(field: VectorField, theta0: ArrayLike<number>, options: IntegrationOptions): Trajectory {
  const run = integration(field, theta0, options);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}
