/** Standard normal numbers from a seed, by sums of uniform ones: good enough for a test, and without another package. */
export function gaussianNumbers(seed: number): { gaussian(): number } {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    gaussian: () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += uniform();
      return sum;
    },
  };
}
