/**
 * A standard normal number k + x with its sign, from uniform numbers in [0, 1) by comparisons alone: the whole part k
 * is proposed with probability proportional to e^(-k/2), the fraction x is uniform, and the pair is accepted with
 * probability e^(-k(k-1)/2 - x(2k+x)/2). It takes about 17 uniform numbers a draw.
 *
 * @see Karney 2016, Sampling exactly from the normal distribution, algorithm N.
 */
export function standardNormal(uniform: () => number): number {
  for (;;) {
    const k = wholePart(uniform);
    if (k < 0) continue;
    const x = uniform();
    let trials = k + 1;
    while (trials > 0 && fractionTrial(uniform, k, x)) trials--;
    if (trials === 0) return uniform() < 0.5 ? k + x : -(k + x);
  }
}

/** k >= 0 with probability proportional to e^(-k^2/2); -1 where the proposal is refused. */
function wholePart(uniform: () => number): number {
  let k = 0;
  while (halfTrial(uniform)) k++;
  for (let trials = k * (k - 1); trials > 0; trials--) if (!halfTrial(uniform)) return -1;
  return k;
}

/** True with probability e^(-1/2): a falling run of uniform numbers that starts below 1/2 has an even length (von Neumann). */
function halfTrial(uniform: () => number): boolean {
  let last = 0.5;
  for (let isEven = true; ; isEven = !isEven) {
    const next = uniform();
    if (next >= last) return isEven;
    last = next;
  }
}

/** True with probability e^(-x(2k+x)/(2k+2)): a falling run from x on, each step of which also passes a trial of (2k+x)/(2k+2). */
function fractionTrial(uniform: () => number, k: number, x: number): boolean {
  let last = x;
  for (let isEven = true; ; isEven = !isEven) {
    const next = uniform();
    if (next >= last || uniform() * (2 * k + 2) >= 2 * k + x) return isEven;
    last = next;
  }
}
