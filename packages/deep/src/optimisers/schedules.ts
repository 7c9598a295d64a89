/** The factor of the learning rate at step $t = 0$, 1, 2, ... (or epoch, as the caller counts). */
export type Schedule = (t: number) => number;

/**
 * 1.
 *
 * @example
 * import { constantSchedule } from "@lazyrich/deep";
 * constantSchedule(1000); // 1
 */
export const constantSchedule: Schedule = () => 1;

/**
 * From `from` at $t = 0$ linearly to 1 at t = `steps`, then 1.
 *
 * @example
 * import { warmUp } from "@lazyrich/deep";
 * [0, 5, 10, 20].map(warmUp({ steps: 10, from: 0.1 })); // [0.1, 0.55, 1, 1]
 */
export function warmUp({ steps, from }: { readonly steps: number; readonly from: number }): Schedule {
  requirePositive("steps", steps);
  return (t) => from + ((1 - from) * Math.min(t, steps)) / steps;
}

/**
 * From 1 at $t = 0$ linearly to `to` (0 by default) at t = `steps`, then that.
 *
 * @example
 * import { linearSchedule } from "@lazyrich/deep";
 * [0, 5, 20].map(linearSchedule({ steps: 10 })); // [1, 0.5, 0]
 */
export function linearSchedule({
  steps,
  to = 0,
}: {
  readonly steps: number;
  readonly to?: number | undefined;
}): Schedule {
  requirePositive("steps", steps);
  return (t) => 1 + ((to - 1) * Math.min(t, steps)) / steps;
}

/**
 * (1 + cos(pi t / steps)) / 2, which rises again after `steps`.
 *
 * @example
 * import { cosineSchedule } from "@lazyrich/deep";
 * [0, 5, 10].map(cosineSchedule({ steps: 10 })); // [1, 0.5, 0]
 */
export function cosineSchedule({ steps }: { readonly steps: number }): Schedule {
  requirePositive("steps", steps);
  return (t) => 0.5 * (1 + Math.cos((Math.PI * t) / steps));
}

/**
 * `factor` to the number of whole periods passed.
 *
 * @example
 * import { stepSchedule } from "@lazyrich/deep";
 * [0, 9, 10, 25].map(stepSchedule({ every: 10, factor: 0.1 })); // [1, 1, 0.1, 0.01]
 */
export function stepSchedule({ every, factor }: { readonly every: number; readonly factor: number }): Schedule {
  requirePositive("every", every);
  return (t) => factor ** Math.floor(t / every);
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} is ${value}; expected a finite number > 0`);
  }
}
