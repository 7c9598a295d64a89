/** A dense matrix as plain data: entry (i, j) is `data[i * columns + j]`. */
export interface Matrix {
  /** How many rows. */
  readonly rows: number;
  /** How many columns. */
  readonly columns: number;
  /** Row-major, length rows x columns. */
  readonly data: Float64Array;
}

/**
 * A rows x columns matrix over the given row-major entries (not copied), or of zeros.
 *
 * @param rows at least 0
 * @param columns at least 0
 * @param data its entries, row after row; zeros if not given
 * @throws RangeError if a size is not a whole number $>= 0$, or `data` does not have rows x columns entries.
 * @example
 * import { matrix } from "@lazyrich/linalg";
 * matrix(2, 2).data; // [0, 0, 0, 0]
 * matrix(1, 2, Float64Array.of(3, 4)); // { rows: 1, columns: 2, data: [3, 4] }
 */
export function matrix(rows: number, columns: number, data?: Float64Array): Matrix {
  requireSize("rows", rows);
  requireSize("columns", columns);
  if (data && data.length !== rows * columns) {
    throw new RangeError(`data has ${data.length} entries; expected ${rows} x ${columns} = ${rows * columns}`);
  }
  return { rows, columns, data: data ?? new Float64Array(rows * columns) };
}

function requireSize(name: string, size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${name} is ${size}; expected a whole number >= 0`);
}

/**
 * The matrix with the given rows.
 *
 * @param rows of one length
 * @throws RangeError if the rows differ in length.
 * @example
 * import { matrixFromRows } from "@lazyrich/linalg";
 * matrixFromRows([[1, 2], [3, 4]]).data; // [1, 2, 3, 4]
 */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const result = matrix(rows.length, columns);
  for (const [i, row] of rows.entries()) {
    if (row.length !== columns)
      throw new RangeError(`row ${i} has length ${row.length}, but row 0 has length ${columns}`);
    result.data.set(Array.from(row), i * columns);
  }
  return result;
}

/**
 * The rows of a matrix as nested arrays, for JSON and for reading.
 *
 * @example
 * import { matrix, rowsOf } from "@lazyrich/linalg";
 * rowsOf(matrix(2, 2, Float64Array.of(1, 2, 3, 4))); // [[1, 2], [3, 4]]
 */
export function rowsOf({ rows, columns, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
}

/**
 * The $n x n$ identity.
 *
 * @param n its rows and columns
 * @example
 * import { identityMatrix } from "@lazyrich/linalg";
 * identityMatrix(2).data; // [1, 0, 0, 1]
 */
export function identityMatrix(n: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1;
  return result;
}

/**
 * The transpose, as a new matrix.
 *
 * @example
 * import { matrixFromRows, rowsOf, transpose } from "@lazyrich/linalg";
 * rowsOf(transpose(matrixFromRows([[1, 2], [3, 4]]))); // [[1, 3], [2, 4]]
 */
export function transpose({ rows, columns, data }: Matrix): Matrix {
  const result = matrix(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result.data[j * rows + i] = data[i * columns + j]!;
  }
  return result;
}

/**
 * Throws a RangeError that names the first entry that is not a finite number.
 *
 * @param name of the argument
 * @example
 * import { matrix, requireFiniteMatrix } from "@lazyrich/linalg";
 * requireFiniteMatrix("W", matrix(1, 2, Float64Array.of(1, NaN))); // RangeError: W[0][1] is NaN; expected a finite number
 */
export function requireFiniteMatrix(name: string, { rows, columns, data }: Matrix): void {
  if (data.length !== rows * columns) {
    throw new RangeError(`${name} has ${data.length} entries; expected ${rows} x ${columns} = ${rows * columns}`);
  }
  for (let k = 0; k < data.length; k++) {
    if (!Number.isFinite(data[k]!)) {
      throw new RangeError(
        `${name}[${Math.floor(k / columns)}][${k % columns}] is ${data[k]}; expected a finite number`,
      );
    }
  }
}
