import { type Matrix, matrix } from "./matrix.js";

/**
 * C = A B for row-major C (m x n), in one of the builds. Entry (i, k) of A is `a[i * aRowStride + k * aColumnStride]`,
 * entry (k, j) of B is `b[k * bRowStride + j * bColumnStride]`; one stride of each is 1, so a transpose is a swap.
 */
export type Multiplication = (
  m: number,
  depth: number,
  n: number,
  a: Float64Array,
  aRowStride: number,
  aColumnStride: number,
  b: Float64Array,
  bRowStride: number,
  bColumnStride: number,
  c: Float64Array,
) => void;

/** The three products, over one multiplication. */
export interface CheckedProducts {
  /** $A B (m x n)$ of $A (m x k)$ and $B (k x n)$. */
  readonly product: (a: Matrix, b: Matrix, out?: Matrix) => Matrix;
  /** $A^T B (m x n)$ of $A (k x m)$ and $B (k x n)$. */
  readonly transposedProduct: (a: Matrix, b: Matrix, out?: Matrix) => Matrix;
  /** $A B^T (m x n)$ of $A (m x k)$ and $B (n x k)$. */
  readonly productTransposed: (a: Matrix, b: Matrix, out?: Matrix) => Matrix;
}

/** The products with their shapes checked, by the given multiplication. */
export function checkedProducts(multiply: Multiplication): CheckedProducts {
  return {
    product(a, b, out = matrix(a.rows, b.columns)) {
      requireFit("A B", a, b, a.columns === b.rows);
      requireOut(out, a.rows, b.columns, a, b);
      multiply(a.rows, a.columns, b.columns, a.data, a.columns, 1, b.data, b.columns, 1, out.data);
      return out;
    },
    transposedProduct(a, b, out = matrix(a.columns, b.columns)) {
      requireFit("A^T B", a, b, a.rows === b.rows);
      requireOut(out, a.columns, b.columns, a, b);
      multiply(a.columns, a.rows, b.columns, a.data, 1, a.columns, b.data, b.columns, 1, out.data);
      return out;
    },
    productTransposed(a, b, out = matrix(a.rows, b.rows)) {
      requireFit("A B^T", a, b, a.columns === b.columns);
      requireOut(out, a.rows, b.rows, a, b);
      multiply(a.rows, a.columns, b.rows, a.data, a.columns, 1, b.data, 1, b.columns, out.data);
      return out;
    },
  };
}

function requireFit(formula: string, a: Matrix, b: Matrix, fits: boolean): void {
  requireEntries("a", a);
  requireEntries("b", b);
  if (!fits) {
    throw new RangeError(`a is ${a.rows} x ${a.columns} and b is ${b.rows} x ${b.columns}; ${formula} does not exist`);
  }
}

function requireOut(out: Matrix, rows: number, columns: number, a: Matrix, b: Matrix): void {
  requireEntries("out", out);
  if (out.rows !== rows || out.columns !== columns) {
    throw new RangeError(`out is ${out.rows} x ${out.columns}; expected ${rows} x ${columns}`);
  }
  if (overlap(out.data, a.data)) throw new RangeError("out shares entries with a; expected a matrix of its own");
  if (overlap(out.data, b.data)) throw new RangeError("out shares entries with b; expected a matrix of its own");
}

function requireEntries(name: string, { rows, columns, data }: Matrix): void {
  if (data.length !== rows * columns) {
    throw new RangeError(`${name} has ${data.length} entries; expected ${rows} x ${columns} = ${rows * columns}`);
  }
}

function overlap(x: Float64Array, y: Float64Array): boolean {
  return (
    x.buffer === y.buffer &&
    x.byteOffset < y.byteOffset + y.byteLength &&
    y.byteOffset < x.byteOffset + x.byteLength &&
    x.length > 0 &&
    y.length > 0
  );
}
