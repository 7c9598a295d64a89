/** The exponent of the power of two at or below |x|, up to one; -Infinity for 0. */
export function exponentOf(x: number): number {
  return Math.floor(Math.log2(Math.abs(x)));
}

/** x 2^k for any whole k, although the power alone may be beyond the numbers; rounded once, where the result is subnormal. */
export function timesPowerOfTwo(x: number, k: number): number {
  if (x === 0 || k === 0) return x;
  if (k > 0) return k <= 1000 ? x * 2 ** k : timesPowerOfTwo(x * 2 ** 1000, Math.min(k, 3200) - 1000);
  // down to the scale of 1 first, so that only the last step rounds
  const first = Math.max(k, -1000, Math.min(0, -exponentOf(x)));
  const scaled = x * 2 ** first;
  const rest = Math.max(k - first, -2200);
  return rest < -1000 ? scaled * 2 ** -1000 * 2 ** (rest + 1000) : scaled * 2 ** rest;
}

/** The largest |x_i|; 0 for an empty vector. */
export function largestEntry(x: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  return largest;
}
