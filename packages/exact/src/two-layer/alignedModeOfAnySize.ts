import {
  type Ball,
  type BallArithmetic,
  ballOf,
  isZero,
  negative,
  ONE,
  scaledBall,
} from "../any-size/ballArithmetic.js";
import { requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";
import type { AlignedModeProblem } from "./alignedModeProblem.js";

/** A mode in ball arithmetic. */
interface BallMode {
  readonly start: Ball;
  readonly target: Ball;
  readonly delta: Ball;
  /** etaA etaW. */
  readonly rates: Ball;
  /** s^2 = etaA etaW target^2 and omega. */
  readonly s2: Ball;
  readonly omega: Ball;
}

function ballMode(
  { start, target, delta, etaA = 1, etaW = 1 }: AlignedModeProblem,
  arithmetic: BallArithmetic,
): BallMode {
  const { sum, product, root } = arithmetic;
  const [to, half] = [ballOf(target), scaledBall(ballOf(delta), -1)];
  const rates = product(ballOf(etaA), ballOf(etaW));
  const s2 = product(rates, product(to, to));
  return {
    start: ballOf(start),
    target: to,
    delta: ballOf(delta),
    rates,
    s2,
    omega: root(sum(s2, product(half, half))),
  };
}

/** `alignedMode` at a time, with as many digits inside as it takes. */
export function alignedModeOfAnySize(problem: AlignedModeProblem, time: number): number {
  const [value] = resolved((arithmetic) => {
    const mode = ballMode(problem, arithmetic);
    return [
      problem.delta === 0 ? balanced(mode, ballOf(time), arithmetic) : imbalanced(mode, ballOf(time), arithmetic),
    ];
  });
  return value!;
}

/** x/(E + x m) from x > 0 and E x/(1 - x m) from below, E = e^(-2 s t) and m = (1 - E)/target. */
function balanced({ start, target, rates, omega }: BallMode, time: Ball, arithmetic: BallArithmetic): Ball {
  const { sum, product, quotient, root, exponential, exponentialMinusOne } = arithmetic;
  const exponent = negative(scaledBall(product(omega, time), 1));
  const kept = exponential(exponent);
  const gained = isZero(target)
    ? scaledBall(product(root(rates), time), 1)
    : quotient(negative(exponentialMinusOne(exponent)), target);
  if (start.mantissa >= 0n) return quotient(start, sum(kept, product(start, gained)));
  return quotient(product(kept, start), sum(ONE, negative(product(start, gained))));
}

/**
 * p q/G, with m for (1 - E)/(2 omega), the squares a^2 and w^2 of the weights at the start, and x and s in the problem's units, in which no root of a learning
 * rate is left: p q = (E + m mu)(E + m lambda) x + m target ((E + m mu) w^2 + (E + m lambda) a^2) + m^2 s^2 x.
 */
function imbalanced(
  { start, target, delta, rates, s2, omega }: BallMode,
  time: Ball,
  arithmetic: BallArithmetic,
): Ball {
  const { sum, product, quotient, root, exponential, exponentialMinusOne } = arithmetic;
  const isUpstream = delta.mantissa > 0n;
  const [size, x2] = [isUpstream ? delta : negative(delta), product(rates, product(start, start))];
  const larger = scaledBall(sum(root(sum(product(delta, delta), scaledBall(x2, 2))), size), -1);
  const smaller = quotient(x2, larger);
  const large = sum(omega, scaledBall(size, -1));
  const small = quotient(s2, large);
  const [a2, w2, lambda, mu] = isUpstream ? [larger, smaller, large, small] : [smaller, larger, small, large];

  const twoOmega = scaledBall(omega, 1);
  const exponent = negative(product(twoOmega, time));
  const kept = exponential(exponent);
  const gained = quotient(negative(exponentialMinusOne(exponent)), twoOmega);
  const [ofW, ofA] = [sum(kept, product(gained, mu)), sum(kept, product(gained, lambda))];
  const own = sum(product(ofW, ofA), product(product(gained, gained), s2));
  const pull = product(product(gained, target), sum(product(ofW, w2), product(ofA, a2)));

  // the squares of c+ and c- times the square of the length of the eigenvector, (s, lambda) upstream and (mu, s) downstream
  const mixed = scaledBall(product(large, product(product(rates, target), start)), 1);
  const [squareX, squareY] = [product(large, large), s2];
  const [ofLarger, ofSmaller] = [product(squareX, larger), product(squareY, smaller)];
  const [crossLarger, crossSmaller] = [product(squareY, larger), product(squareX, smaller)];
  const growing = sum(sum(ofLarger, ofSmaller), mixed);
  const shrinking = sum(sum(crossLarger, crossSmaller), negative(mixed));
  const both = quotient(sum(growing, product(shrinking, kept)), sum(squareX, squareY));
  return quotient(sum(product(own, start), pull), sum(kept, product(both, gained)));
}

/** When a mode between start and target passes a value, in ball arithmetic, with as many digits inside as it takes. */
export function alignedTimeOfAnySize(problem: AlignedModeProblem, value: number): number {
  const [time] = resolved((arithmetic) => {
    const { sum, difference, product, quotient, root, logarithm } = arithmetic;
    const { start, target, delta, rates, omega } = ballMode(problem, arithmetic);
    const to = ballOf(value);
    const size = (x: Ball): Ball => (x.mantissa < 0n ? negative(x) : x);
    const gaps = size(quotient(difference(target, start), difference(target, to)));
    if (problem.delta === 0 && problem.target === 0) {
      const rise = difference(quotient(ONE, size(to)), quotient(ONE, size(start)));
      return [quotient(rise, scaledBall(root(rates), 1))];
    }
    const twoOmega = scaledBall(omega, 1);
    if (problem.delta === 0) {
      const rise = logarithm(product(size(quotient(to, start)), gaps));
      return [quotient(value > 0 ? rise : negative(rise), twoOmega)];
    }
    const k2 = scaledBall(product(delta, delta), -2);
    const riseOf = (x: Ball): Ball =>
      sum(sum(product(product(rates, target), x), k2), product(omega, root(sum(product(rates, product(x, x)), k2))));
    return [quotient(logarithm(product(quotient(riseOf(to), riseOf(start)), gaps)), twoOmega)];
  });
  return requireRepresentable("the time", time!, "start, target, delta and learning rates");
}
