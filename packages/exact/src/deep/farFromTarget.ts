/**
 * A mode u' = u^p (s - u) that is far from its target s, in units of its start u0: w grows from 1 as u/u0 below the target and as u0/u above it, and
 * time is counted in 1/(s u0^(p-1)) or 1/u0^p. The ratio, u0/s or s/u0, may be as small as any number, or 0; the series are for ratio w <= 1/2, and
 * have every digit there.
 */

/** Beyond this growth only the time near the start counts, for any p from 4/3 on. */
const FAR = 1e60;

/** When the mode has grown by w >= 1, which may be Infinity, from far below its target: the sum over k of ratio^k (w^(k+1-p) - 1)/(k + 1 - p). For p > 1. */
export function growthTime(p: number, ratio: number, w: number): number {
  if (w > FAR) return 1 / (p - 1);
  return seriesTime(1 - p, ratio, w);
}

/** When the mode has shrunk by w >= 1 from far above its target: the sum over k of ratio^k (w^(p+k) - 1)/(p + k). */
export function decayTime(p: number, ratio: number, w: number): number {
  return seriesTime(p, ratio, w);
}

/** By how much the mode has grown at a time; undefined if it has come near the target. For p > 1. */
export function growthAfter(p: number, ratio: number, time: number): number | undefined {
  const left = 1 - (p - 1) * time;
  return left > 0 ? inverse(1 - p, ratio, time, left ** (-1 / (p - 1))) : undefined;
}

/** By how much the mode has shrunk at a time; undefined if it has come near the target. */
export function decayAfter(p: number, ratio: number, time: number): number | undefined {
  return inverse(p, ratio, time, (1 + p * time) ** (1 / p));
}

/** Newton's iteration from above on the time, which is that of `ratio` 0 at the first guess. */
function inverse(n: number, ratio: number, time: number, guess: number): number | undefined {
  if (!(ratio * guess <= 0.5)) return undefined;
  if (ratio === 0 || time === 0) return guess;
  let w = guess;
  for (let iteration = 0; iteration < 60; iteration++) {
    const step = (seriesTime(n, ratio, w) - time) * (1 - ratio * w) * w ** (1 - n);
    const next = Math.max(1, w - step);
    if (Math.abs(next - w) <= 2e-16 * w) return next;
    w = next;
  }
  return w;
}

function seriesTime(n: number, ratio: number, w: number): number {
  const log = Math.log(w);
  const first = w ** n;
  // ratio^k and (ratio w)^k
  let [start, end] = [1, 1];
  let sum = 0;
  for (let k = 0; k < 80; k++) {
    const exponent = (n + k) * log;
    const isNear = Math.abs(exponent) < 1;
    const rise = isNear
      ? start * (exponent === 0 ? log : Math.expm1(exponent) / (n + k))
      : (first * end - start) / (n + k);
    sum += rise;
    if (k > 0 && Math.abs(rise) <= 1e-18 * Math.abs(sum)) break;
    start *= ratio;
    end *= ratio * w;
  }
  return sum;
}
