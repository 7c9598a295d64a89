/** Calls are timed together until so long has passed, well above the resolution of the clock. */
const TOGETHER_MICROSECONDS = 1000;

/**
 * Seconds of the processor in one call of a function, the best of many within the given time: what other processes take of a
 * shared core does not count.
 */
export function bestProcessorSeconds(run: () => unknown, milliseconds: number): number {
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const start = microseconds();
    let count = 0;
    let passed = 0;
    do {
      run();
      count++;
      passed = microseconds() - start;
    } while (passed < TOGETHER_MICROSECONDS);
    best = Math.min(best, passed / count / 1e6);
  }
  return best;
}

/** Of the process: that of a thread is counted in ticks. */
function microseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
