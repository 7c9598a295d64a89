/** ln Gamma(x) for x > 0 that is a whole number of halves, by the recurrence from Gamma(1/2) and Gamma(1). */
function logGammaOfHalves(x: number): number {
  let sum = Number.isInteger(x) ? 0 : Math.log(Math.PI) / 2;
  for (let k = Number.isInteger(x) ? 1 : 0.5; k < x; k++) sum += Math.log(k);
  return sum;
}

/** The density of the chi-square distribution of m degrees of freedom at v > 0. */
export function chiSquareDensity(m: number): (v: number) => number {
  const constant = (m / 2) * Math.LN2 + logGammaOfHalves(m / 2);
  return (v) => Math.exp((m / 2 - 1) * Math.log(v) - v / 2 - constant);
}

/** P(chi-square of m degrees of freedom <= v): a series below the mean and a continued fraction above it (Abramowitz and Stegun 6.5.29 and 6.5.31). */
export function chiSquareCumulative(m: number): (v: number) => number {
  const a = m / 2;
  const constant = logGammaOfHalves(a);
  return (v) => {
    const x = v / 2;
    if (x <= 0) return 0;
    const front = Math.exp(a * Math.log(x) - x - constant);
    if (x < a + 1) {
      let term = 1 / a;
      let sum = term;
      for (let k = 1; term > 1e-17 * sum; k++) {
        term *= x / (a + k);
        sum += term;
      }
      return front * sum;
    }
    // modified Lentz
    let b = x + 1 - a;
    let c = 1e300;
    let d = 1 / b;
    let fraction = d;
    for (let k = 1; k < 1000; k++) {
      const numerator = -k * (k - a);
      b += 2;
      d = 1 / (numerator * d + b);
      c = b + numerator / c;
      fraction *= c * d;
      if (Math.abs(c * d - 1) < 1e-16) break;
    }
    return 1 - front * fraction;
  };
}
