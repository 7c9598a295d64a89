/**
 * The w for which 1 + (T_m(w0 - w q) - T_m(w0)) / (w T_m'(w0)), the share of a decay q that m = `count` Chebyshev stages leave, is e^-q.
 *
 * Newton's method from the w of order two, below which the root lies: towards it the function is concave, so that the iterates fall.
 *
 * @param count m
 * @param w0 where the derivatives are taken, > 1
 * @param ofOrderTwo T_m'(w0) / T_m''(w0)
 * @param decay q, between 0 and 1
 * @see Liniger, Willoughby 1970 on methods that are right on a given exponential.
 */
export function fittedScale(count: number, w0: number, ofOrderTwo: number, decay: number): number {
  const [start, slope] = chebyshev(count, w0);
  const share = -Math.expm1(-decay) * slope;
  let w = ofOrderTwo;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const [value, derivative] = chebyshev(count, w0 - w * decay);
    const change = (start - value - w * share) / (decay * derivative - share);
    w -= change;
    if (Math.abs(change) <= ROUNDING * w) break;
  }
  return w;
}

const MOST_ITERATIONS = 20;
/** After a change this small the next is below rounding. */
const ROUNDING = 1e-9;

/** T_m(x) and T_m'(x). */
function chebyshev(m: number, x: number): [value: number, derivative: number] {
  if (x > 1) {
    const angle = Math.acosh(x);
    return [Math.cosh(m * angle), (m * Math.sinh(m * angle)) / Math.sinh(angle)];
  }
  const angle = Math.acos(x);
  return [Math.cos(m * angle), angle === 0 ? m * m : (m * Math.sin(m * angle)) / Math.sin(angle)];
}
