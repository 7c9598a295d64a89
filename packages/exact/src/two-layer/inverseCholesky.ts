import { type Matrix, matrix, type Workspace } from "@lazyrich/linalg";

/** Up to this size plain loops are faster than products; beyond, the rows are taken so many at a time. */
const BLOCK = 16;

type RowsName = "given" | "factor" | "below";
type DiagonalName = "diagonal" | "explained" | "inverse";

/** The matrices that `inverseCholesky` needs in a workspace, for a matrix of size n. */
export function inverseCholeskyShapes(n: number): Record<RowsName | DiagonalName, readonly [number, number]> {
  const size = Math.min(n, BLOCK);
  const [rows, square] = [[size, n] as const, [size, size] as const];
  return { given: rows, factor: rows, below: rows, diagonal: square, explained: square, inverse: square };
}

/**
 * A function that writes L^-1 (n x n, row-major, lower triangular) of the Cholesky factorisation G = L L^T of a symmetric positive definite G
 * (n x n) into `out`, a matrix of the workspace. Only the lower triangle of G is read.
 *
 * Rows are taken in blocks. With N = L^-1 of the rows before, those of a block are [L_i, L_ii] with L_i = G_i N^T and
 * L_ii L_ii^T = G_ii - L_i L_i^T, and those of the inverse [-L_ii^-1 L_i N, L_ii^-1]: beyond the diagonal blocks all of it is matrix products.
 *
 * It returns whether G is positive definite to working precision; if not, `out` is not complete.
 */
export function inverseCholesky(space: Workspace<RowsName | DiagonalName>, out: Matrix): (g: Matrix) => boolean {
  const n = out.rows;
  const blocks = Array.from({ length: Math.ceil(n / BLOCK) }, (_, k) =>
    rowBlock(space, out, { from: k * BLOCK, count: Math.min(BLOCK, n - k * BLOCK) }),
  );
  return ({ data: g }) => {
    out.data.fill(0);
    for (const { from, count, before, rows, given, factor, below, diagonal, explained, inverse } of blocks) {
      for (let p = 0; p < count; p++) {
        const row = (from + p) * n + from;
        for (let q = 0; q <= p; q++) diagonal.data[p * count + q] = g[row + q]!;
      }
      if (from > 0) {
        given.data.fill(0);
        for (let p = 0; p < count; p++) {
          for (let q = 0, k = (from + p) * n; q < from; q++, k++) given.data[p * n + q] = g[k]!;
        }
        space.productTransposed(given, before, factor);
        space.productTransposed(factor, factor, explained);
        for (let k = 0; k < count * count; k++) diagonal.data[k] = diagonal.data[k]! - explained.data[k]!;
        space.product(factor, before, below);
      }
      if (!invertLeaf(diagonal.data, inverse.data, count)) return false;
      if (from > 0) {
        space.product(inverse, below, rows);
        for (let p = 0; p < count; p++) {
          for (let q = 0, k = p * n; q < from; q++, k++) rows.data[k] = -rows.data[k]!;
        }
      }
      for (let p = 0; p < count; p++) {
        for (let q = 0; q <= p; q++) rows.data[p * n + from + q] = inverse.data[p * count + q]!;
      }
    }
    return true;
  };
}

/**
 * The rows of one block: `rows` and those `before` are those of the inverse, and in the workspace `given` those of G before the diagonal block, `factor`
 * those of L, and `below` those times L^-1.
 */
function rowBlock(
  { matrices }: Workspace<RowsName | DiagonalName>,
  { rows: n, data }: Matrix,
  { from, count }: { readonly from: number; readonly count: number },
) {
  const part = (name: RowsName | DiagonalName, columns: number): Matrix =>
    matrix(count, columns, matrices[name].data.subarray(0, count * columns));
  return {
    ...{ from, count },
    before: matrix(from, n, data.subarray(0, from * n)),
    rows: matrix(count, n, data.subarray(from * n, (from + count) * n)),
    given: part("given", n),
    factor: part("factor", from),
    below: part("below", n),
    diagonal: part("diagonal", count),
    explained: part("explained", count),
    inverse: part("inverse", count),
  };
}

/** Cholesky factor of `a` (size x size, overwritten below and on the diagonal) and its inverse, by plain loops. */
function invertLeaf(a: Float64Array, inverse: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * size + k]! * a[j * size + k]!;
      if (j < i) a[i * size + j] = sum * inverse[j * size + j]!;
      else {
        if (!(sum > 0 && sum < Number.POSITIVE_INFINITY)) return false;
        a[i * size + i] = Math.sqrt(sum);
        inverse[i * size + i] = 1 / a[i * size + i]!;
      }
    }
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= a[i * size + k]! * inverse[k * size + j]!;
      inverse[i * size + j] = sum * inverse[i * size + i]!;
    }
    for (let j = i + 1; j < size; j++) inverse[i * size + j] = 0;
  }
  return true;
}
