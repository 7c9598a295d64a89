import type { Activation } from "./activation.js";
import { errorFunction } from "./errorFunction.js";

const TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

/**
 * The error function, $2/sqrt(pi)$ times the integral of $e^(-s^2)$ from 0 to z.
 *
 * @example
 * import { erf } from "@lazyrich/networks";
 * erf.value(1); // 0.8427
 */
export const erf: Activation = {
  name: "erf",
  summary: "the error function",
  value: errorFunction,
  slope: (z) => TWO_OVER_ROOT_PI * Math.exp(-z * z),
  isHomogeneous: false,
  hasKink: false,
};
