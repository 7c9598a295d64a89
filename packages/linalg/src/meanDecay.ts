/**
 * $(1 - e^-x)/x$, accurate at every x; 1 at 0. The mean of $e^-t$ over [0, x].
 *
 * @param x any number
 * @example
 * import { meanDecay } from "@lazyrich/linalg";
 * meanDecay(1); // 0.63212
 * meanDecay(1e-20); // 1: where 1 - e^-x is 0
 */
export function meanDecay(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x;
}
