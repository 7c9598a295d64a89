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

/**
 * (cosh x - (y/x) sinh x - e^-y)/(x^2 - y^2) for |y| <= x <= 1/2, where both parts of the numerator are small: with the complete homogeneous polynomials
 * h_k = x^2k + x^(2k-2) y^2 + ... + y^2k it is the sum of h_k/(2k + 2)! - y h_k/(2k + 3)!.
 */
export function hyperbolicDifference(x: number, y: number): number {
  const [X, Y] = [x * x, y * y];
  const h1 = X + Y;
  const h2 = X * h1 + Y * Y;
  const Y3 = Y * Y * Y;
  const h3 = X * h2 + Y3;
  const h4 = X * h3 + Y3 * Y;
  const h5 = X * h4 + Y3 * Y * Y;
  const h6 = X * h5 + Y3 * Y3;
  const even = h6 * E6 + h5 * E5 + h4 * E4 + h3 * E3 + h2 * E2 + h1 * E1 + 1 / 2;
  const odd = h6 * O6 + h5 * O5 + h4 * O4 + h3 * O3 + h2 * O2 + h1 * O1 + 1 / 6;
  return even - y * odd;
}

/** 1/(2k + 2)! and 1/(2k + 3)!. */
const E1 = 1 / 24;
const E2 = 1 / 720;
const E3 = 1 / 40320;
const E4 = 1 / 3628800;
const E5 = 1 / 479001600;
const E6 = 1 / 87178291200;
const O1 = 1 / 120;
const O2 = 1 / 5040;
const O3 = 1 / 362880;
const O4 = 1 / 39916800;
const O5 = 1 / 6227020800;
const O6 = 1 / 1307674368000;
