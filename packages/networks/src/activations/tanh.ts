import type { Activation } from "./activation.js";

/**
 * The hyperbolic tangent.
 *
 * @example
 * import { tanh } from "@lazyrich/networks";
 * tanh.value(1); // 0.76159
 * tanh.slope(0); // 1
 */
export const tanh: Activation = {
  name: "tanh",
  summary: "the hyperbolic tangent",
  value: Math.tanh,
  // 1 - tanh^2 cancels where tanh is near 1
  slope: (z) => 1 / Math.cosh(z) ** 2,
  isHomogeneous: false,
  hasKink: false,
};
