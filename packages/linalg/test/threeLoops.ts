import { type Matrix, matrix } from "../src/index.js";

/** A B by the definition, each entry summed in order: what every build is held against. */
export function threeLoops(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      let sum = 0;
      for (let k = 0; k < a.columns; k++) sum += a.data[i * a.columns + k]! * b.data[k * b.columns + j]!;
      result.data[i * b.columns + j] = sum;
    }
  }
  return result;
}

/** The largest difference of two matrices of the same shape; NaN if there is one. */
export function largestDifference(x: Matrix, y: Matrix): number {
  if (x.rows !== y.rows || x.columns !== y.columns) return Number.NaN;
  return x.data.reduce((largest, entry, i) => Math.max(largest, Math.abs(entry - y.data[i]!)), 0);
}

/** How far the columns are from orthonormal: the largest entry of |Q^T Q - 1|. */
export function departureFromOrthonormal(q: Matrix): number {
  let largest = 0;
  for (let i = 0; i < q.columns; i++) {
    for (let j = 0; j < q.columns; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < q.rows; k++) sum += q.data[k * q.columns + i]! * q.data[k * q.columns + j]!;
      largest = Math.max(largest, Math.abs(sum));
    }
  }
  return largest;
}
