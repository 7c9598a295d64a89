import type { Activation } from "./activation.js";
import { complementaryErrorFunction } from "./errorFunction.js";

const ROOT_2_PI = Math.sqrt(2 * Math.PI);

/** The share of standard normal numbers below z, without cancellation on either side. */
const normalShare = (z: number): number => complementaryErrorFunction(-z * Math.SQRT1_2) / 2;

/**
 * GELU in its exact form, z Phi(z), with Phi the distribution function of the normal distribution (not its approximation by tanh).
 *
 * @see Hendrycks and Gimpel 2016.
 * @example
 * import { gelu } from "@lazyrich/networks";
 * gelu.value(1); // 0.84134
 */
export const gelu: Activation = {
  name: "gelu",
  summary: "z times the normal distribution function of z",
  // far below 0 the share is 0, also at -infinity
  value: (z) => (z === Number.NEGATIVE_INFINITY ? 0 : z * normalShare(z)),
  slope: (z) => (Number.isFinite(z) ? normalShare(z) + (z * Math.exp((-z * z) / 2)) / ROOT_2_PI : normalShare(z)),
  isHomogeneous: false,
  hasKink: false,
};
