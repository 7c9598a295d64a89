import type { Activation } from "./activation.js";

/**
 * $log(1 + e^z)$, a smooth ReLU.
 *
 * @example
 * import { softplus } from "@lazyrich/networks";
 * softplus.value(0); // 0.69315: log 2
 * softplus.slope(0); // 0.5
 */
export const softplus: Activation = {
  name: "softplus",
  summary: "log(1 + e^z)",
  value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  slope: (z) => 1 / (1 + Math.exp(-z)),
  isHomogeneous: false,
  hasKink: false,
};
