/** Terms beyond this share of the sum are below rounding. */
const NEGLIGIBLE = 1e-18;

/**
 * The integral of dy/(y^p |1 - y|) between two points on the same side of 1, for 0 <= p <= 2: the time of u' = u^p (1 - u), without its sign. Points
 * are given by x = log(y/|1 - y|), so that y may be as close to 0 or to 1 as any number.
 *
 * In x it is the integral of (1 +- e^-x)^(p - 1), which is summed in powers of y, 1/y or e^-x, whichever is at most 1/2.
 */
export function logisticTime(p: number, side: "below" | "above", from: number, to: number): number {
  if (side === "above") {
    return between(
      from,
      to,
      Math.LN2,
      (a, b) => farAbove(p, a, b),
      (a, b) => decayingTail(p - 1, -1, a, b),
    );
  }
  return between(
    from,
    to,
    0,
    (a, b) => nearZero(p, a, b),
    (a, b) => nearTarget(p, a, b),
  );
}

/** log(y/|1 - y|) back to y. */
export function fromLogit(side: "below" | "above", x: number): number {
  return side === "below" ? 1 / (1 + Math.exp(-x)) : -1 / Math.expm1(-x);
}

type Part = (a: number, b: number) => number;

/** The integral over [from, to], cut at a point where its series change. */
function between(from: number, to: number, cut: number, lower: Part, upper: Part): number {
  if (to <= cut) return lower(from, to);
  if (from >= cut) return upper(from, to);
  return lower(from, cut) + upper(cut, to);
}

/** y <= 1/2: the sum of y^(k - p) over k >= 0, integrated. */
function nearZero(p: number, a: number, b: number): number {
  const [logA, logB] = [-softplus(-a), -softplus(-b)];
  return sumTerms((k) => powerIntegral(k + 1 - p, logA, logB));
}

/** y >= 1/2 with z = 1 - y: the integral of dz/(z (1 - z)^p). */
function nearTarget(p: number, a: number, b: number): number {
  const [logA, logB] = [-softplus(a), -softplus(b)];
  let coefficient = 1;
  return sumTerms((k) => {
    if (k > 0) coefficient *= (p + k - 1) / k;
    return coefficient * powerIntegral(k, logB, logA);
  });
}

/** y >= 2 with v = 1/y: the integral of v^(p - 1) dv/(1 - v). */
function farAbove(p: number, a: number, b: number): number {
  const [logA, logB] = [Math.log(-Math.expm1(-a)), Math.log(-Math.expm1(-b))];
  return sumTerms((k) => powerIntegral(p + k, logA, logB));
}

/** x >= log 2: the binomial series of (1 + sign e^-x)^m, integrated. */
function decayingTail(m: number, sign: number, a: number, b: number): number {
  let coefficient = 1;
  return sumTerms((k) => {
    if (k > 0) coefficient *= (sign * (m - k + 1)) / k;
    return coefficient * powerIntegral(k, -b, -a);
  });
}

/** log(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** The integral of v^(n - 1) dv between e^a and e^b, a <= b, from the end where v^n is the larger. */
function powerIntegral(n: number, a: number, b: number): number {
  if (n === 0) return b - a;
  return n > 0 ? (-Math.exp(n * b) * Math.expm1(n * (a - b))) / n : (Math.exp(n * a) * Math.expm1(n * (b - a))) / n;
}

function sumTerms(term: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < 200; k++) {
    const next = term(k);
    sum += next;
    if (k > 2 && Math.abs(next) <= NEGLIGIBLE * Math.abs(sum)) break;
  }
  return sum;
}
