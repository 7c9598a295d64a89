import { erf } from "./erf";
import { SIZE } from "./lanes";

// leaky runs over four vectors at a time: a buffer ends with room for as many.

/** y = x where x >= 0, else gamma x. */
export function leaky(n: usize, gamma: Float, x: usize, y: usize): void {
  const end = y + n * SIZE;
  const zero = v128.splat<Float>(0);
  if (gamma == 0) {
    // not 0 x: that of an infinity is not 0
    for (; y < end; y += 64) {
      v128.store(y, v128.max<Float>(v128.load(x), zero));
      v128.store(y, v128.max<Float>(v128.load(x, 16), zero), 16);
      v128.store(y, v128.max<Float>(v128.load(x, 32), zero), 32);
      v128.store(y, v128.max<Float>(v128.load(x, 48), zero), 48);
      x += 64;
    }
    return;
  }
  const slope = v128.splat<Float>(gamma);
  for (; y < end; y += 16) {
    const z = v128.load(x);
    v128.store(y, v128.bitselect(z, v128.mul<Float>(slope, z), v128.ge<Float>(z, zero)));
    x += 16;
  }
}

/** dx = dy where x >= 0, else gamma dy. */
export function leakyBackward(n: usize, gamma: Float, x: usize, dy: usize, dx: usize): void {
  const end = dx + n * SIZE;
  const zero = v128.splat<Float>(0);
  if (gamma == 0) {
    for (; dx < end; dx += 64) {
      v128.store(dx, v128.and(v128.load(dy), v128.ge<Float>(v128.load(x), zero)));
      v128.store(dx, v128.and(v128.load(dy, 16), v128.ge<Float>(v128.load(x, 16), zero)), 16);
      v128.store(dx, v128.and(v128.load(dy, 32), v128.ge<Float>(v128.load(x, 32), zero)), 32);
      v128.store(dx, v128.and(v128.load(dy, 48), v128.ge<Float>(v128.load(x, 48), zero)), 48);
      x += 64;
      dy += 64;
    }
    return;
  }
  const slope = v128.splat<Float>(gamma);
  for (; dx < end; dx += 16) {
    const d = v128.load(dy);
    v128.store(dx, v128.bitselect(d, v128.mul<Float>(slope, d), v128.ge<Float>(v128.load(x), zero)));
    x += 16;
    dy += 16;
  }
}

export function tanh(n: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < n; i++) store<Float>(y + i * SIZE, <Float>Math.tanh(<f64>load<Float>(x + i * SIZE)));
}

/** dx = (1 - y^2) dy. */
export function tanhBackward(n: usize, y: usize, dy: usize, dx: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const value = load<Float>(y + i * SIZE);
    store<Float>(dx + i * SIZE, (1 - value * value) * load<Float>(dy + i * SIZE));
  }
}

/** y = x Phi(x), Phi the distribution function of the normal law. */
export function gelu(n: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const z = <f64>load<Float>(x + i * SIZE);
    store<Float>(y + i * SIZE, <Float>(0.5 * z * (1 + erf(z * Math.SQRT1_2))));
  }
}

/** y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))). */
export function geluByTanh(n: usize, x: usize, y: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const z = <f64>load<Float>(x + i * SIZE);
    const inner = 0.7978845608028654 * (z + 0.044715 * z * z * z);
    store<Float>(y + i * SIZE, <Float>(0.5 * z * (1 + Math.tanh(inner))));
  }
}

export function geluByTanhBackward(n: usize, x: usize, dy: usize, dx: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const z = <f64>load<Float>(x + i * SIZE);
    const t = Math.tanh(0.7978845608028654 * (z + 0.044715 * z * z * z));
    const slope = 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * 0.7978845608028654 * (1 + 0.134145 * z * z);
    store<Float>(dx + i * SIZE, <Float>(slope * <f64>load<Float>(dy + i * SIZE)));
  }
}

/** dx = (Phi(x) + x phi(x)) dy. */
export function geluBackward(n: usize, x: usize, dy: usize, dx: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const z = <f64>load<Float>(x + i * SIZE);
    const slope = 0.5 * (1 + erf(z * Math.SQRT1_2)) + z * 0.3989422804014327 * Math.exp(-0.5 * z * z);
    store<Float>(dx + i * SIZE, <Float>(slope * <f64>load<Float>(dy + i * SIZE)));
  }
}
