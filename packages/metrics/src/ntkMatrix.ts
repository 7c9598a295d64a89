import { type Matrix, matrix, productTransposed } from "@lazyrich/linalg";

/**
 * Neural tangent kernel on n inputs from the Jacobian J of the outputs: $K = J diag(eta) J^T$, exactly symmetric ($n x n$).
 * It has the same bytes on every machine.
 *
 * @param jacobian $n x p$: row i is the gradient of $f(x_i)$ with respect to the p parameters (or any features of $x_i$).
 * @param learningRates eta, length p, each $>= 0$; all 1 if not given.
 * @param out where K is written, $n x n$; a new matrix if not given.
 * @throws RangeError if a size does not fit or a learning rate is negative or not finite.
 * @see theory.md section 1.
 * @example
 * import { ntkMatrix } from "@lazyrich/metrics";
 * // f(x) = a w·x at a = 2, w = (1, 0), on the inputs (1, 0) and (0, 1): a row is the gradient with respect to w and a
 * const jacobian = { rows: 2, columns: 3, data: Float64Array.of(2, 0, 1, 0, 2, 0) };
 * ntkMatrix(jacobian).data; // [5, 0, 0, 4]
 * ntkMatrix(jacobian, [1, 1, 0.1]).data; // [4.1, 0, 0, 4]
 */
export function ntkMatrix(
  jacobian: Matrix,
  learningRates?: ArrayLike<number>,
  out: Matrix = matrix(jacobian.rows, jacobian.rows),
): Matrix {
  const { rows: n, columns: p, data } = jacobian;
  if (out.rows !== n || out.columns !== n) {
    throw new RangeError(`out is ${out.rows} x ${out.columns}, but jacobian has ${n} rows; expected ${n} x ${n}`);
  }
  if (learningRates) requireRates(learningRates, p);
  const scaled = learningRates
    ? matrix(
        n,
        p,
        data.map((entry, at) => entry * learningRates[at % p]!),
      )
    : jacobian;
  productTransposed(scaled, jacobian, out);
  // eta stands on one side of each product, so its rounding differs above and below the diagonal
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) out.data[j * n + i] = out.data[i * n + j]!;
  return out;
}

function requireRates(rates: ArrayLike<number>, p: number): void {
  if (rates.length !== p) {
    throw new RangeError(`learningRates has length ${rates.length}, but jacobian has ${p} columns`);
  }
  for (let k = 0; k < p; k++) {
    if (!(rates[k]! >= 0 && rates[k]! < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`learningRates[${k}] is ${rates[k]}; expected a finite number >= 0`);
    }
  }
}
