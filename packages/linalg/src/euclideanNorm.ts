/**
 * $|x|$, without overflow or underflow on the way, of a vector of any length; NaN or infinity if an entry is.
 *
 * @param x a vector
 * @example
 * import { euclideanNorm } from "@lazyrich/linalg";
 * euclideanNorm([3e200, 4e200]); // 5e+200: nothing overflows
 */
export function euclideanNorm(x: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}
