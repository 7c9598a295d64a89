/** meanDecay(x) = (1 - e^-x)/x, accurate at every x; meanDecay(0) = 1. The mean of e^-t over [0, x]. */
export function meanDecay(x: number): number {
  return x === 0 ? 1 : -Math.expm1(-x) / x;
}
