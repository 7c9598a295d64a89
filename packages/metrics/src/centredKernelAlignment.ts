import { requireEntries } from "./requireEntries.js";

/**
 * Centred kernel alignment (CKA) of two kernels on the same n inputs, $<H K1 H, H K2 H>/(|H K1 H| |H K2 H|)$ with $H = I - 1 1^T/n$, in [0, 1] for
 * positive kernels: their cosine once what is the same for all inputs is taken off.
 *
 * @param k1 $n x n$, row-major
 * @param k2 likewise
 * @returns NaN if a kernel is zero once centred, as it has no direction then.
 * @throws RangeError if a kernel is not $n x n$ or they differ in size, TypeError if one is not an array.
 * @see Cortes, Mohri, Rostamizadeh 2012; Kornblith et al. 2019.
 * @example
 * import { centredKernelAlignment } from "@lazyrich/metrics";
 * centredKernelAlignment([2, 0, 0, 1], [1, 0, 0, 2]); // 1
 * centredKernelAlignment([3, 1, 1, 1, 3, 1, 1, 1, 3], [9, 0, 0, 0, 1, 0, 0, 0, 1]); // 0.80874
 */
export function centredKernelAlignment(k1: ArrayLike<number>, k2: ArrayLike<number>): number {
  requireEntries("k1", k1);
  requireEntries("k2", k2);
  const n = Math.round(Math.sqrt(k1.length));
  if (n * n !== k1.length) throw new RangeError(`k1 has ${k1.length} entries; expected n x n`);
  if (k2.length !== k1.length) throw new RangeError(`k2 has ${k2.length} entries, but k1 has ${k1.length}`);
  const [centred1, centred2] = [centred(k1, n), centred(k2, n)];
  let [square1, square2, product] = [0, 0, 0];
  for (let at = 0; at < n * n; at++) {
    square1 += centred1[at]! * centred1[at]!;
    square2 += centred2[at]! * centred2[at]!;
    product += centred1[at]! * centred2[at]!;
  }
  // rounding leaves [-1, 1] by a last digit
  return Math.min(1, Math.max(-1, product / (Math.sqrt(square1) * Math.sqrt(square2))));
}

/** H K H, with entries of at most about unit size. */
function centred(kernel: ArrayLike<number>, n: number): Float64Array {
  let largest = 0;
  for (let at = 0; at < n * n; at++) largest = Math.max(largest, Math.abs(kernel[at]!));
  const result = Float64Array.from({ length: n * n }, (_, at) => kernel[at]! / largest);
  for (const [rows, columns] of [
    [n, 1],
    [1, n],
  ] as const) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += result[i * rows + j * columns]!;
      // not a sum of n-th parts, whose roundings would give a kernel of equal entries a direction
      const mean = sum / n;
      for (let j = 0; j < n; j++) result[i * rows + j * columns] = result[i * rows + j * columns]! - mean;
    }
  }
  return result;
}
