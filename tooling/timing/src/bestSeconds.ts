/** Calls are timed together until so long has passed, well above the resolution of the clock. */
const TOGETHER_MILLISECONDS = 0.3;

/**
 * Seconds of one call of a function: the best of many within the given time, since other work on the machine disturbs
 * each of them.
 */
export function bestSeconds(run: () => unknown, milliseconds: number): number {
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const start = performance.now();
    let count = 0;
    do {
      run();
      count++;
    } while (performance.now() - start < TOGETHER_MILLISECONDS);
    best = Math.min(best, (performance.now() - start) / count / 1000);
  }
  return best;
}
