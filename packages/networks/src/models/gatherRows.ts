import { type Matrix, matrix } from "@lazyrich/linalg";

/**
 * The rows of a matrix at the given places, in `out` or a new matrix.
 *
 * @throws RangeError if a place is not one of the rows.
 */
export function gatherRows(
  { rows: count, columns, data }: Matrix,
  rows: ArrayLike<number>,
  out: Matrix = matrix(rows.length, columns),
): Matrix {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!(Number.isInteger(row) && row >= 0 && row < count)) {
      throw new RangeError(`rows[${i}] is ${row}; expected a whole number below ${count}, the number of inputs`);
    }
    for (let j = 0; j < columns; j++) out.data[i * columns + j] = data[row * columns + j]!;
  }
  return out;
}
