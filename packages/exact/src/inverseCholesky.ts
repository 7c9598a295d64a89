import type { Matrix, Workspace } from "@lazyrich/linalg";

/** Up to this size plain loops are faster than products; beyond, the matrix is cut into blocks of it. */
const BLOCK = 24;

type BlockName = "gram" | "factor" | "inverse" | "blockProduct" | "blockSum";

/** The matrices that `inverseCholesky` needs in a workspace, for a matrix of size n. */
export function inverseCholeskyShapes(n: number): Record<BlockName, readonly [number, number]> {
  const { count, size } = blocksOf(n);
  const all = [count * count * size, size] as const;
  return { gram: all, factor: all, inverse: all, blockProduct: [size, size], blockSum: [size, size] };
}

/**
 * Writes L^-1 (n x n, row-major, lower triangular) of the Cholesky factorisation G = L L^T of a symmetric positive definite G (n x n) into
 * `out`. The work beyond the diagonal blocks is done in matrix products.
 *
 * @returns whether G is positive definite to working precision; if not, `out` is not written.
 */
export function inverseCholesky(space: Workspace<BlockName>, g: Matrix, out: Matrix): boolean {
  const n = g.rows;
  const { count, size } = blocksOf(n);
  const { gram, factor, inverse, blockProduct, blockSum } = space.matrices;
  const block = (of: Matrix, i: number, j: number): Matrix => {
    const start = (i * count + j) * size * size;
    return { rows: size, columns: size, data: of.data.subarray(start, start + size * size) };
  };
  for (let i = 0; i < count; i++) for (let j = 0; j <= i; j++) readBlock(g, i, j, block(gram, i, j));

  for (let j = 0; j < count; j++) {
    const diagonal = block(gram, j, j);
    for (let k = 0; k < j; k++) {
      subtract(diagonal, space.productTransposed(block(factor, j, k), block(factor, j, k), blockProduct));
    }
    if (!invertLeaf(diagonal.data, block(inverse, j, j).data, size)) return false;
    for (let i = j + 1; i < count; i++) {
      const below = block(gram, i, j);
      for (let k = 0; k < j; k++) {
        subtract(below, space.productTransposed(block(factor, i, k), block(factor, j, k), blockProduct));
      }
      space.productTransposed(below, block(inverse, j, j), block(factor, i, j));
    }
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      blockSum.data.fill(0);
      for (let k = j; k < i; k++) {
        subtract(blockSum, space.product(block(factor, i, k), block(inverse, k, j), blockProduct));
      }
      space.product(block(inverse, i, i), blockSum, block(inverse, i, j));
    }
  }
  for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) writeBlock(block(inverse, i, j), i, j, out);
  return true;
}

function blocksOf(n: number): { readonly count: number; readonly size: number } {
  const count = Math.max(1, Math.ceil(n / BLOCK));
  return { count, size: Math.ceil(n / count) };
}

/** Copies block (i, j) of a matrix; beyond its edge lies the identity. */
function readBlock({ rows: n, data }: Matrix, i: number, j: number, block: Matrix): void {
  const size = block.rows;
  for (let p = 0; p < size; p++) {
    for (let q = 0; q < size; q++) {
      const [row, column] = [i * size + p, j * size + q];
      block.data[p * size + q] = row < n && column < n ? data[row * n + column]! : row === column ? 1 : 0;
    }
  }
}

function writeBlock(block: Matrix, i: number, j: number, { rows: n, data }: Matrix): void {
  const size = block.rows;
  for (let p = 0, row = i * size; p < size && row < n; p++, row++) {
    for (let q = 0, column = j * size; q < size && column < n; q++, column++) {
      data[row * n + column] = j <= i ? block.data[p * size + q]! : 0;
    }
  }
}

function subtract({ data }: Matrix, { data: other }: Matrix): void {
  for (let k = 0; k < data.length; k++) data[k] = data[k]! - other[k]!;
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
