import { requireEntries } from "./requireEntries.js";

const SPLITTER = 134217729; // 2^27 + 1
/** So many terms are summed before their sum joins the others: at worst BLOCK + N / BLOCK roundings gather, not N. */
const BLOCK = 1024;

/**
 * Kernel distance $S = 1 - <K1, K2>/(|K1| |K2|)$ between two kernel matrices (flat, of one layout), in [0, 2].
 *
 * Neither the definition nor half the squared distance of the normalised kernels holds up where S is tiny: they carry
 * roundings of 1e-16 absolute and of $1e-16/sqrt(S)$ relative. Here $S = sin^2/(1 + cos)$, where $|K2|^2 sin^2$ is the
 * square of what the projection on K1 leaves of K2. Each entry of that rest is formed from an exact product, so the
 * result is the S of the entries as given to about 1e-15 of itself, down to $S = 1e-35$ and at any scale of the kernels;
 * equal kernels have distance 0. Time is linear in the number of entries, and nothing is allocated.
 *
 * @param k1 a kernel, all its entries in one array
 * @param k2 another on the same inputs
 * @returns NaN if a kernel is zero, as it has no direction then.
 * @throws RangeError if the kernels differ in size or an entry is not finite, TypeError if one is not an array (a matrix is not: its `data` is).
 * @see Fort et al. 2020; Kunin et al. 2024, notation; theory.md section 3. Dekker 1971 for the exact product.
 * @example
 * import { kernelDistance } from "@lazyrich/metrics";
 * kernelDistance([2, 0, 0, 1], [1, 0, 0, 2]); // 0.2
 * kernelDistance([2, 0, 0, 1], [4, 0, 0, 2]); // 0: the scale does not count
 */
export function kernelDistance(k1: ArrayLike<number>, k2: ArrayLike<number>): number {
  requireEntries("k1", k1);
  requireEntries("k2", k2);
  if (k2.length !== k1.length) throw new RangeError(`k2 has ${k2.length} entries, but k1 has ${k1.length}`);
  let [scale1, scale2] = [1, 1];
  let sums = productSums(k1, 1, k2, 1);
  if (!(isSafe(sums[0]) && isSafe(sums[2]))) {
    [scale1, scale2] = [scaleOf("k1", k1), scaleOf("k2", k2)];
    sums = productSums(k1, scale1, k2, scale2);
  }
  const [square1, product, square2] = sums;
  const cosine = product / (Math.sqrt(square1) * Math.sqrt(square2));
  if (cosine < 0) return Math.min(1 - cosine, 2);
  const factor = product / square1;
  const [along, square] = restSums(k1, scale1, k2, scale2, factor, 0);
  // what the rounding of the factor has left of the projection
  const correction = along / square1;
  const left = correction * along;
  const rest = left < SMALL_SHARE * square ? square - left : restSums(k1, scale1, k2, scale2, factor, correction)[1];
  return rest / square2 / (1 + cosine);
}

/** Of a rest whose square is to be lessened by less than this share the digits stay. */
const SMALL_SHARE = 2 ** -7;

/** Is a sum of squares so far from overflow and underflow that the entries need no scale? */
function isSafe(square: number): boolean {
  return square > 2 ** -700 && square < 2 ** 700;
}

/** <x, x>, <x, y> and <y, y> of the scaled kernels x and y. */
function productSums(
  k1: ArrayLike<number>,
  scale1: number,
  k2: ArrayLike<number>,
  scale2: number,
): [xx: number, xy: number, yy: number] {
  let [xx, xy, yy] = [0, 0, 0];
  for (let start = 0; start < k1.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, k1.length);
    let [blockXX, blockXY, blockYY] = [0, 0, 0];
    for (let i = start; i < end; i++) {
      const x = scale1 * k1[i]!;
      const y = scale2 * k2[i]!;
      blockXX += x * x;
      blockXY += x * y;
      blockYY += y * y;
    }
    xx += blockXX;
    xy += blockXY;
    yy += blockYY;
  }
  return [xx, xy, yy];
}

/**
 * <x, r> and <r, r> of the scaled kernels x and y and of the rest r = y - factor x - correction x. Each y - factor x is right to a few
 * roundings: where the difference from the rounded product is small it is exact (Sterbenz), and the product's own
 * rounding is then taken off exactly.
 */
function restSums(
  k1: ArrayLike<number>,
  scale1: number,
  k2: ArrayLike<number>,
  scale2: number,
  factor: number,
  correction: number,
): [xr: number, rr: number] {
  const high = highHalf(factor);
  const low = factor - high;
  let [xr, rr] = [0, 0];
  for (let start = 0; start < k1.length; start += BLOCK) {
    const end = Math.min(start + BLOCK, k1.length);
    let [blockXR, blockRR] = [0, 0];
    for (let i = start; i < end; i++) {
      const x = scale1 * k1[i]!;
      const product = factor * x;
      const xHigh = highHalf(x);
      const xLow = x - xHigh;
      const error = low * xLow - (product - high * xHigh - low * xHigh - high * xLow);
      const r = scale2 * k2[i]! - product - error - correction * x;
      blockXR += x * r;
      blockRR += r * r;
    }
    xr += blockXR;
    rr += blockRR;
  }
  return [xr, rr];
}

/** The first 26 bits of a number. */
function highHalf(x: number): number {
  const split = SPLITTER * x;
  return split - (split - x);
}

/** A power of two, so that scaling is exact, which keeps the squares in range. */
function scaleOf(name: string, kernel: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < kernel.length; i++) {
    const size = Math.abs(kernel[i]!);
    if (!(size < Infinity)) throw new RangeError(`${name}[${i}] is ${kernel[i]}; expected a finite number`);
    if (size > largest) largest = size;
  }
  if (largest > 2 ** 400) return 2 ** -700;
  return largest < 2 ** -400 ? 2 ** 700 : 1;
}
