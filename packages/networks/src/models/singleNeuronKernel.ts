import { type Matrix, matrix, productTransposed } from "@lazyrich/linalg";
import { requireSquare } from "../requireData.js";

/** w.x for row i of inputs. */
export function preActivation(theta: ArrayLike<number>, { columns: d, data }: Matrix, i: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += data[i * d + j]! * theta[j]!;
  return sum;
}

/** etaW a^2 X X^T + etaA (X w)(X w)^T, exactly symmetric. */
export function singleNeuronKernel(
  theta: ArrayLike<number>,
  inputs: Matrix,
  gram: Matrix,
  [etaW, etaA]: readonly number[],
  out: Matrix = matrix(inputs.rows, inputs.rows),
): Matrix {
  const { rows: n, columns: d } = inputs;
  requireSquare(out, n);
  const square = etaW! * theta[d]! ** 2;
  const values = Float64Array.from({ length: n }, (_, i) => preActivation(theta, inputs, i));
  for (let i = 0; i < n; i++) {
    const factor = etaA! * values[i]!;
    for (let j = 0; j <= i; j++) {
      const value = square * gram.data[i * n + j]! + factor * values[j]!;
      out.data[i * n + j] = value;
      out.data[j * n + i] = value;
    }
  }
  return out;
}

/** X X^T, exactly symmetric. */
export const gramMatrix = (X: Matrix): Matrix => productTransposed(X, X);
