import { productError } from "./productError.js";

/**
 * Dot product as if computed in twice the working precision (Ogita, Rump, Oishi 2005, Dot2), so that its sign is right
 * even where the two vectors are orthogonal up to rounding, which decides the basin of a start beside the saddle.
 *
 * @param x a vector
 * @param y another of the same length
 * @throws RangeError if the lengths differ.
 * @example
 * import { compensatedDot } from "@lazyrich/linalg";
 * compensatedDot([1e16, 1, -1e16], [1, 1, 1]); // 1: the plain sum is 0
 */
export function compensatedDot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`x has length ${x.length}, but y has length ${y.length}`);
  let sum = 0;
  let error = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i]!;
    const b = y[i]!;
    const product = a * b;
    const next = sum + product;
    const shift = next - sum;
    error += sum - (next - shift) + (product - shift) + productError(a, b, product);
    sum = next;
  }
  const total = sum + error;
  return Number.isFinite(total) ? total : sum;
}
