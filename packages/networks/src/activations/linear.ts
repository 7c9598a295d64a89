import type { Activation } from "./activation.js";

/**
 * The identity, z.
 *
 * @example
 * import { linear } from "@lazyrich/networks";
 * linear.value(-3); // -3
 */
export const linear: Activation = {
  name: "linear",
  summary: "z",
  value: (z) => z,
  slope: () => 1,
  isHomogeneous: true,
  hasKink: false,
};
