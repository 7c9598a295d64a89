/** Two kernels as sums over pairs of inputs. */
export interface InputPairs {
  /**
   * The standard error of S as a mean over inputs would have it, by the jackknife: from the distances on all inputs but one.
   * NaN for fewer than three inputs, or where a kernel is zero on some.
   *
   * @see Efron, Tibshirani 1993, chapter 11
   */
  standardError(): number;
}

/** @param k1 nc x nc, the outputs of one input side by side, and `k2` likewise. */
export function inputPairs(k1: Float64Array, k2: Float64Array, n: number, c: number): InputPairs {
  // of the terms of |K1|^2, |K2|^2 and <K1, K2>, the sum of those with input i in either place; those with it in both are counted once
  const of = [0, 1, 2].map(() => new Float64Array(n)) as [Float64Array, Float64Array, Float64Array];
  const total: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const sums: [number, number, number] = [0, 0, 0];
      for (let a = 0; a < c; a++) {
        const row = (i * c + a) * n * c + j * c;
        for (let b = 0; b < c; b++) {
          const [x, y] = [k1[row + b]!, k2[row + b]!];
          sums[0] += x * x;
          sums[1] += y * y;
          sums[2] += x * y;
        }
      }
      for (let k = 0; k < 3; k++) {
        total[k]! += sums[k]!;
        of[k]![i]! += sums[k]!;
        if (j !== i) of[k]![j]! += sums[k]!;
      }
    }
  }
  return {
    standardError() {
      if (n < 3) return Number.NaN;
      const without = Array.from({ length: n }, (_, i) => {
        const [square1, square2, product] = total.map((sum, k) => sum - of[k]![i]!) as [number, number, number];
        return 1 - product / Math.sqrt(square1 * square2);
      });
      const mean = without.reduce((sum, S) => sum + S, 0) / n;
      const squares = without.reduce((sum, S) => sum + (S - mean) ** 2, 0);
      return Math.sqrt(((n - 1) / n) * squares);
    },
  };
}
