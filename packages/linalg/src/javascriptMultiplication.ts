import type { Multiplication } from "./multiplication.js";

/** Rows and columns of a tile: nine sums in locals are the fastest in V8. */
const LANES = 3;
/** Packing costs more than it saves in products of fewer multiply-adds, and by a matrix of few rows or columns. */
const WORTH_PACKING = { multiplyAdds: 2000, lanes: 6 };

/**
 * The multiplication in plain JavaScript. Each entry of C is summed over the depth in order, as by three plain loops, so
 * it has their bytes. Both operands are packed into panels of three lanes, padded with zeros, in buffers that are kept.
 */
export function javascriptMultiplication(): Multiplication {
  let left: Float64Array = new Float64Array(0);
  let right: Float64Array = new Float64Array(0);
  return (m, depth, n, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c) => {
    if (m * depth * n < WORTH_PACKING.multiplyAdds || Math.min(m, n) < WORTH_PACKING.lanes) {
      multiplyInPlace(m, depth, n, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c);
      return;
    }
    left = packed(left, a, m, aRowStride, depth, aColumnStride);
    right = packed(right, b, n, bColumnStride, depth, bRowStride);
    for (let i = 0; i < m; i += LANES) {
      for (let j = 0; j < n; j += LANES) {
        tile(depth, left, i * depth, right, j * depth);
        const columns = Math.min(LANES, n - j);
        const rows = Math.min(LANES, m - i);
        for (let p = 0; p < rows; p++) {
          for (let q = 0; q < columns; q++) c[(i + p) * n + j + q] = sums[p * LANES + q]!;
        }
      }
    }
  };
}

const multiplyInPlace: Multiplication = (
  m,
  depth,
  n,
  a,
  aRowStride,
  aColumnStride,
  b,
  bRowStride,
  bColumnStride,
  c,
) => {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < depth; k++) {
        sum += a[i * aRowStride + k * aColumnStride]! * b[k * bRowStride + j * bColumnStride]!;
      }
      c[i * n + j] = sum;
    }
  }
};

/** The lanes of a matrix as panels [depth][3], one after the other, in `buffer` or in a larger one. */
function packed(
  buffer: Float64Array,
  source: Float64Array,
  lanes: number,
  laneStride: number,
  depth: number,
  depthStride: number,
): Float64Array {
  const size = Math.ceil(lanes / LANES) * LANES * depth;
  const panels = buffer.length >= size ? buffer : new Float64Array(size);
  for (let first = 0; first < lanes; first += LANES) {
    for (let lane = first; lane < first + LANES; lane++) {
      const start = first * depth + lane - first;
      for (let k = 0; k < depth; k++) {
        panels[start + k * LANES] = lane < lanes ? source[lane * laneStride + k * depthStride]! : 0;
      }
    }
  }
  return panels;
}

const sums = new Float64Array(LANES * LANES);

/** The nine sums of a tile, into `sums`. */
function tile(depth: number, left: Float64Array, leftStart: number, right: Float64Array, rightStart: number): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  const end = leftStart + depth * LANES;
  for (let p = leftStart, q = rightStart; p < end; p += LANES, q += LANES) {
    const a0 = left[p]!;
    const a1 = left[p + 1]!;
    const a2 = left[p + 2]!;
    const b0 = right[q]!;
    const b1 = right[q + 1]!;
    const b2 = right[q + 2]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s10;
  sums[4] = s11;
  sums[5] = s12;
  sums[6] = s20;
  sums[7] = s21;
  sums[8] = s22;
}
