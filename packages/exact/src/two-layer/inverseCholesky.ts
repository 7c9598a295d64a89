import type { Matrix, Workspace } from "@lazyrich/linalg";

/** Up to this size plain loops are faster than products; beyond, the matrix is cut into blocks of it, which the products' tiles fill. */
const BLOCK = 16;

type BlockName = "gram" | "factor" | "inverse" | "blockProduct" | "blockSum";

/** The matrices that `inverseCholesky` needs in a workspace, for a matrix of size n. */
export function inverseCholeskyShapes(n: number): Record<BlockName, readonly [number, number]> {
  const { count, size } = blocksOf(n);
  const all = [count * count * size, size] as const;
  return { gram: all, factor: all, inverse: all, blockProduct: [size, size], blockSum: [size, size] };
}

/**
 * A function that writes L^-1 (n x n, row-major, lower triangular) of the Cholesky factorisation G = L L^T of a symmetric positive definite G
 * (n x n) into `out`. Only the lower triangle of G is read. The work beyond the diagonal blocks is done in matrix products.
 *
 * It returns whether G is positive definite to working precision; if not, `out` is not written.
 */
export function inverseCholesky(space: Workspace<BlockName>, n: number): (g: Matrix, out: Matrix) => boolean {
  const { count, size } = blocksOf(n);
  const { blockProduct, blockSum } = space.matrices;
  // made once: so small products cost as little as their views
  const blocks = (of: Matrix): Matrix[] =>
    Array.from({ length: count * count }, (_, k) => ({
      rows: size,
      columns: size,
      data: of.data.subarray(k * size * size, (k + 1) * size * size),
    }));
  const gram = blocks(space.matrices.gram);
  const factor = blocks(space.matrices.factor);
  const inverse = blocks(space.matrices.inverse);

  return (g, out) => {
    for (let i = 0; i < count; i++) for (let j = 0; j <= i; j++) readBlock(g, i, j, gram[i * count + j]!);
    for (let j = 0; j < count; j++) {
      const diagonal = gram[j * count + j]!;
      for (let k = 0; k < j; k++) {
        const left = factor[j * count + k]!;
        subtract(diagonal, space.productTransposed(left, left, blockProduct));
      }
      if (!invertLeaf(diagonal.data, inverse[j * count + j]!.data, size)) return false;
      for (let i = j + 1; i < count; i++) {
        const below = gram[i * count + j]!;
        for (let k = 0; k < j; k++) {
          subtract(below, space.productTransposed(factor[i * count + k]!, factor[j * count + k]!, blockProduct));
        }
        space.productTransposed(below, inverse[j * count + j]!, factor[i * count + j]!);
      }
    }
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        blockSum.data.fill(0);
        for (let k = j; k < i; k++) {
          subtract(blockSum, space.product(factor[i * count + k]!, inverse[k * count + j]!, blockProduct));
        }
        space.product(inverse[i * count + i]!, blockSum, inverse[i * count + j]!);
      }
    }
    out.data.fill(0);
    for (let i = 0; i < count; i++) for (let j = 0; j <= i; j++) writeBlock(inverse[i * count + j]!, i, j, out);
    return true;
  };
}

function blocksOf(n: number): { readonly count: number; readonly size: number } {
  return n <= BLOCK ? { count: 1, size: n } : { count: Math.ceil(n / BLOCK), size: BLOCK };
}

/** Copies block (i, j) of a matrix; beyond its edge lies the identity. */
function readBlock({ rows: n, data }: Matrix, i: number, j: number, { rows: size, data: block }: Matrix): void {
  const rows = Math.min(size, n - i * size);
  const columns = Math.min(size, n - j * size);
  if (rows < size || columns < size) {
    block.fill(0);
    for (let p = rows; i === j && p < size; p++) block[p * size + p] = 1;
  }
  for (let p = 0; p < rows; p++) {
    for (let q = 0, to = p * size, from = (i * size + p) * n + j * size; q < columns; q++)
      block[to + q] = data[from + q]!;
  }
}

function writeBlock({ rows: size, data: block }: Matrix, i: number, j: number, { rows: n, data }: Matrix): void {
  const rows = Math.min(size, n - i * size);
  const columns = Math.min(size, n - j * size);
  for (let p = 0; p < rows; p++) {
    for (let q = 0, from = p * size, to = (i * size + p) * n + j * size; q < columns; q++)
      data[to + q] = block[from + q]!;
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
