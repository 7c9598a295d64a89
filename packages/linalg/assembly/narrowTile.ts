import { multiplyAdd } from "./multiplyAdd";

/**
 * One 8 x 2 tile of C, from two left panels one after the other and the first two columns of a right panel. It keeps
 * the processor as busy as a 4 x 4 tile does, where C has only one or two columns left; otherwise the same.
 */
export function narrowTile(depth: usize, left: usize, right: usize, c: usize, rowBytes: usize, proceed: bool): void {
  const c1 = c + rowBytes;
  const c2 = c1 + rowBytes;
  const c3 = c2 + rowBytes;
  const c4 = c3 + rowBytes;
  const c5 = c4 + rowBytes;
  const c6 = c5 + rowBytes;
  const c7 = c6 + rowBytes;
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  let s6 = f64x2.splat(0);
  let s7 = f64x2.splat(0);
  if (proceed) {
    s0 = v128.load(c);
    s1 = v128.load(c1);
    s2 = v128.load(c2);
    s3 = v128.load(c3);
    s4 = v128.load(c4);
    s5 = v128.load(c5);
    s6 = v128.load(c6);
    s7 = v128.load(c7);
  }
  let below = left + depth * 32;
  const end = below;
  while (left < end) {
    const b = v128.load(right);
    s0 = multiplyAdd(v128.load_splat<f64>(left), b, s0);
    s1 = multiplyAdd(v128.load_splat<f64>(left, 8), b, s1);
    s2 = multiplyAdd(v128.load_splat<f64>(left, 16), b, s2);
    s3 = multiplyAdd(v128.load_splat<f64>(left, 24), b, s3);
    s4 = multiplyAdd(v128.load_splat<f64>(below), b, s4);
    s5 = multiplyAdd(v128.load_splat<f64>(below, 8), b, s5);
    s6 = multiplyAdd(v128.load_splat<f64>(below, 16), b, s6);
    s7 = multiplyAdd(v128.load_splat<f64>(below, 24), b, s7);
    left += 32;
    below += 32;
    right += 32;
  }
  v128.store(c, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
  v128.store(c4, s4);
  v128.store(c5, s5);
  v128.store(c6, s6);
  v128.store(c7, s7);
}
