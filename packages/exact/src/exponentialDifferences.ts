/**
 * 1 - (1 - e^-x)/x for x >= 0: by how much the mean of e^-y over [0, x] falls short of 1. Relative accuracy is a few
 * ulps everywhere; at small x the closed form would cancel, so the Taylor series is summed there.
 */
export function meanDecayDeficit(x: number): number {
  if (x > 0.7) return 1 + Math.expm1(-x) / x;
  let term = x / 2;
  let sum = term;
  for (let k = 3; Math.abs(term) > 1e-17 * sum; k++) {
    term *= -x / k;
    sum += term;
  }
  return sum;
}

/** (1 - e^-x)/x - e^-x for x >= 0: by how much the mean of e^-y over [0, x] exceeds its last value. */
export function meanDecayExcess(x: number): number {
  if (x > 0.7) return -Math.expm1(-x) / x - Math.exp(-x);
  let power = 1;
  let sum = 0;
  // sum over k >= 1 of (-1)^(k+1) x^k k/(k+1)!, the difference of the two series term by term
  for (let k = 1; k < 30; k++) {
    power *= (k === 1 ? x : -x) / (k + 1);
    const term = power * k;
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum)) break;
  }
  return sum;
}
