import { multiplyAdd } from "./multiplyAdd";

/** Rows of a left panel and columns of a right panel: a tile's 16 sums fill half of the 16 registers of x64. */
export const LANES: usize = 4;

/**
 * One 4 x 4 tile of C: the sums over `depth` of a left panel times a right panel, both packed as [depth][4].
 *
 * Every sum runs over the depth in order. It starts at 0, or at what C holds where `proceed`, so that a product that is
 * cut along the depth has the same bytes as one that is not.
 */
export function tile(depth: usize, left: usize, right: usize, c: usize, rowBytes: usize, proceed: bool): void {
  const c1 = c + rowBytes;
  const c2 = c1 + rowBytes;
  const c3 = c2 + rowBytes;
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  if (proceed) {
    s00 = v128.load(c);
    s01 = v128.load(c, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s20 = v128.load(c2);
    s21 = v128.load(c2, 16);
    s30 = v128.load(c3);
    s31 = v128.load(c3, 16);
  }
  // not unrolled: V8 keeps all sums in registers only while the body is this short
  const end = right + depth * 32;
  while (right < end) {
    const b0 = v128.load(right);
    const b1 = v128.load(right, 16);
    const a0 = v128.load_splat<f64>(left);
    s00 = multiplyAdd(a0, b0, s00);
    s01 = multiplyAdd(a0, b1, s01);
    const a1 = v128.load_splat<f64>(left, 8);
    s10 = multiplyAdd(a1, b0, s10);
    s11 = multiplyAdd(a1, b1, s11);
    const a2 = v128.load_splat<f64>(left, 16);
    s20 = multiplyAdd(a2, b0, s20);
    s21 = multiplyAdd(a2, b1, s21);
    const a3 = v128.load_splat<f64>(left, 24);
    s30 = multiplyAdd(a3, b0, s30);
    s31 = multiplyAdd(a3, b1, s31);
    left += 32;
    right += 32;
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
