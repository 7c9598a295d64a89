import type { Activation } from "./activation.js";

/** Whether a neuron with a kink is active: at the kink it is, which is where the derivative of ReLU at 0 is 1. NaN is carried on. */
export const isActive = (z: number): boolean => !(z < 0);

/**
 * Leaky ReLU, max(z, gamma z).
 *
 * @param gamma the slope below 0, at most 1; 0.01 if not given.
 * @throws RangeError if gamma is not a finite number of at most 1.
 * @example
 * import { leaky } from "@lazyrich/networks";
 * [-1, 2].map(leaky(0.1).value); // [-0.1, 2]
 */
export function leaky(gamma = 0.01): Activation {
  if (!(gamma <= 1 && gamma > Number.NEGATIVE_INFINITY)) {
    throw new RangeError(`gamma is ${gamma}; expected a finite number of at most 1, the slope above 0`);
  }
  return {
    name: "leaky",
    summary: "max(z, gamma z)",
    value: (z) => (isActive(z) ? z : gamma * z),
    slope: (z) => (isActive(z) ? 1 : gamma),
    isHomogeneous: true,
    hasKink: gamma !== 1,
    slopeBelow: gamma,
  };
}
