/** Numbers of about unit size, roughly normal, from a seed. */
export function randomVector(length: number, seed: number): Float64Array {
  let state = Math.imul(seed, 2654435761) >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  return Float64Array.from({ length }, () => 2 * (uniform() + uniform() + uniform() - 1.5));
}
