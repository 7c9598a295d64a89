import { type Matrix, matrix } from "@lazyrich/linalg";

/**
 * Neural tangent kernel on n inputs from the Jacobian J of the outputs: K = J diag(eta) J^T, exactly symmetric (n x n).
 *
 * @param jacobian n x p: row i is the gradient of f(x_i) with respect to the p parameters (or any features of x_i).
 * @param learningRates eta, length p, each >= 0; all 1 if not given.
 * @param out where K is written, n x n; a new matrix if not given.
 * @throws RangeError if a size does not fit or a learning rate is negative or not finite.
 * @see theory.md section 1.
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
  const scaled = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    const row = i * p;
    for (let k = 0; k < p; k++) scaled[k] = learningRates ? learningRates[k]! * data[row + k]! : data[row + k]!;
    for (let j = 0; j <= i; j++) {
      const value = dot(scaled, data, j * p);
      out.data[i * n + j] = value;
      out.data[j * n + i] = value;
    }
  }
  return out;
}

/** Four sums side by side: an adder waits for its last result, and four need not wait for each other. */
function dot(x: Float64Array, data: Float64Array, offset: number): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  const whole = x.length - (x.length % 4);
  let k = 0;
  for (; k < whole; k += 4) {
    sum0 += x[k]! * data[offset + k]!;
    sum1 += x[k + 1]! * data[offset + k + 1]!;
    sum2 += x[k + 2]! * data[offset + k + 2]!;
    sum3 += x[k + 3]! * data[offset + k + 3]!;
  }
  for (; k < x.length; k++) sum0 += x[k]! * data[offset + k]!;
  return sum0 + sum1 + (sum2 + sum3);
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
