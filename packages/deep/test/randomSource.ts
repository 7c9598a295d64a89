import type { RandomSource } from "../src/index.js";

/** Numbers for tests: sums of twelve uniform ones are near enough to normal. */
export function randomSource(seed: number): RandomSource {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const gaussian = (): number => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6);
  return { uniform, gaussian };
}
