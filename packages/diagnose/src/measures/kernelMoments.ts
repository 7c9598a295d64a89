/** Two kernels as sums over pairs of inputs, which rows are added to. */
export interface KernelMoments {
  /**
   * Adds the rows of the inputs `first` to `first + count - 1` of both kernels, count c x (first + count) c: from the first column up to
   * these inputs. What is beyond is in later rows, as both are symmetric.
   */
  add(k1: ArrayLike<number>, k2: ArrayLike<number>, first: number, count: number): void;
  /** S = 1 - <K1, K2>/(|K1| |K2|) of what was added; NaN if a kernel is zero. */
  distance(): number;
  /**
   * The standard error of S as a mean over inputs would have it, by the jackknife: from the distances on all inputs but one.
   * NaN for fewer than three inputs, or where a kernel is zero on some.
   *
   * @see Efron, Tibshirani 1993, chapter 11
   */
  standardError(): number;
  /** |K1| and |K2|. */
  norms(): readonly [number, number];
}

/**
 * S from sums in one pass. The definition loses digits where S is small; here K2 is split into a multiple f of K1 and a rest, and
 *
 *     S = sin^2/(1 + cos),   |K2|^2 sin^2 = |rest|^2 - <rest, K1>^2/|K1|^2,
 *
 * with f from the first rows, so that the second term is about as small as the first. Equal kernels have distance 0.
 *
 * @param n inputs, of c outputs each.
 * @see theory.md section 3
 */
export function kernelMoments(n: number, c: number): KernelMoments {
  // of each input, the terms with it in either place; those with it in both are counted once
  const ofInput = sums(n);
  const total = sums(1);
  // powers of two, so that squares stay in range
  const scales: [number, number] = [0, 0];
  let f: number | undefined;
  const begin = (k1: ArrayLike<number>, k2: ArrayLike<number>): void => {
    if (scales[0] === 0) scales[0] = scaleOf(k1);
    if (scales[1] === 0) scales[1] = scaleOf(k2);
    // where the first rows of K1 are zero, so is their part along it
    if (f === undefined && scales[0] > 0) f = multiple(k1, k2, scales);
  };
  const include = (of: Sums, k: number, times: number, terms: Terms): void => {
    of.square1[k]! += times * terms[0];
    of.square2[k]! += times * terms[1];
    of.rest[k]! += times * terms[2];
    of.along[k]! += times * terms[3];
  };
  return {
    add(k1, k2, first, count) {
      begin(k1, k2);
      const [scale1, scale2] = scales;
      const factor = f ?? 0;
      const columns = (first + count) * c;
      for (let i = first; i < first + count; i++) {
        for (let j = 0; j <= i; j++) {
          let [square1, square2, rest, along] = [0, 0, 0, 0];
          for (let a = 0; a < c; a++) {
            let at = ((i - first) * c + a) * columns + j * c;
            for (let b = 0; b < c; b++, at++) {
              const x = scale1 * k1[at]!;
              const y = scale2 * k2[at]!;
              const r = y - factor * x;
              square1 += x * x;
              square2 += y * y;
              rest += r * r;
              along += r * x;
            }
          }
          const terms: Terms = [square1, square2, rest, along];
          const times = j === i ? 1 : 2;
          include(total, 0, times, terms);
          include(ofInput, i, times, terms);
          if (j !== i) include(ofInput, j, times, terms);
        }
      }
    },
    distance: () => distanceOf(f ?? 0, total.square1[0]!, total.square2[0]!, total.rest[0]!, total.along[0]!),
    standardError() {
      if (n < 3) return Number.NaN;
      const without = Array.from({ length: n }, (_, i) =>
        distanceOf(
          f ?? 0,
          total.square1[0]! - ofInput.square1[i]!,
          total.square2[0]! - ofInput.square2[i]!,
          total.rest[0]! - ofInput.rest[i]!,
          total.along[0]! - ofInput.along[i]!,
        ),
      );
      const mean = without.reduce((sum, S) => sum + S, 0) / n;
      const squares = without.reduce((sum, S) => sum + (S - mean) ** 2, 0);
      return Math.sqrt(((n - 1) / n) * squares);
    },
    norms: () => [Math.sqrt(total.square1[0]!) / scales[0], Math.sqrt(total.square2[0]!) / scales[1]],
  };
}

/** |K1|^2, |K2|^2, |K2 - f K1|^2 and <K2 - f K1, K1>. */
interface Sums {
  readonly square1: Float64Array;
  readonly square2: Float64Array;
  readonly rest: Float64Array;
  readonly along: Float64Array;
}

/** The same of one pair of inputs. */
type Terms = readonly [number, number, number, number];

const sums = (length: number): Sums => ({
  square1: new Float64Array(length),
  square2: new Float64Array(length),
  rest: new Float64Array(length),
  along: new Float64Array(length),
});

function distanceOf(f: number, square1: number, square2: number, rest: number, along: number): number {
  if (!(square1 > 0 && square2 > 0)) return Number.NaN;
  const cosine = (along + f * square1) / Math.sqrt(square1) / Math.sqrt(square2);
  if (cosine < 0) return Math.min(1 - cosine, 2);
  return Math.max(0, rest - along ** 2 / square1) / square2 / (1 + cosine);
}

/** A power of two that brings the largest entry to about 1; 0 of zeros. */
function scaleOf(k: ArrayLike<number>): number {
  let largest = 0;
  for (let at = 0; at < k.length; at++) largest = Math.max(largest, Math.abs(k[at]!));
  return largest === 0 ? 0 : 2 ** -Math.max(-1022, Math.min(1022, Math.floor(Math.log2(largest))));
}

/** f of K2 = f K1 by least squares, both scaled. */
function multiple(k1: ArrayLike<number>, k2: ArrayLike<number>, [scale1, scale2]: readonly [number, number]): number {
  let [square, product] = [0, 0];
  for (let at = 0; at < k1.length; at++) {
    const x = scale1 * k1[at]!;
    square += x * x;
    product += x * scale2 * k2[at]!;
  }
  return product / square;
}
