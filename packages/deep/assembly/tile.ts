import { SIZE } from "./lanes";
import { multiplyAdd } from "./multiplyAdd";

/** Rows of a tile: with two vectors a row, its eight sums fill half of the 16 registers of x64. */
export const TILE_ROWS: usize = 4;
/** Bytes of a row of a tile, two vectors. */
export const TILE_BYTES: usize = 32;

/**
 * One tile of C, four rows by two vectors: the sums over `depth` of four lanes of A, at `a0` to `a3` and `aBytes` further
 * at each depth, times two vectors of B, at `b` and `bBytes` further at each depth.
 *
 * Every sum runs over the depth in order from 0, and is added to what C holds where `proceed`: sums of parts lose less than
 * one long sum does.
 */
export function tile(
  depth: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aBytes: usize,
  b: usize,
  bBytes: usize,
  c: usize,
  rowBytes: usize,
  proceed: bool,
): void {
  const c1 = c + rowBytes;
  const c2 = c1 + rowBytes;
  const c3 = c2 + rowBytes;
  let s00 = v128.splat<Float>(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  // not unrolled: V8 keeps all sums in registers only while the body is this short
  const end = b + depth * bBytes;
  while (b < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load_splat<Float>(a0);
    s00 = multiplyAdd(x0, b0, s00);
    s01 = multiplyAdd(x0, b1, s01);
    const x1 = v128.load_splat<Float>(a1);
    s10 = multiplyAdd(x1, b0, s10);
    s11 = multiplyAdd(x1, b1, s11);
    const x2 = v128.load_splat<Float>(a2);
    s20 = multiplyAdd(x2, b0, s20);
    s21 = multiplyAdd(x2, b1, s21);
    const x3 = v128.load_splat<Float>(a3);
    s30 = multiplyAdd(x3, b0, s30);
    s31 = multiplyAdd(x3, b1, s31);
    a0 += aBytes;
    a1 += aBytes;
    a2 += aBytes;
    a3 += aBytes;
    b += bBytes;
  }
  if (proceed) {
    s00 = v128.add<Float>(v128.load(c), s00);
    s01 = v128.add<Float>(v128.load(c, 16), s01);
    s10 = v128.add<Float>(v128.load(c1), s10);
    s11 = v128.add<Float>(v128.load(c1, 16), s11);
    s20 = v128.add<Float>(v128.load(c2), s20);
    s21 = v128.add<Float>(v128.load(c2, 16), s21);
    s30 = v128.add<Float>(v128.load(c3), s30);
    s31 = v128.add<Float>(v128.load(c3, 16), s31);
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}
