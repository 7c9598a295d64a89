import { type Ball, type BallArithmetic, ballOf, isZero, negative, ONE } from "../any-size/ballArithmetic.js";
import { areParallel, ballDot, ballsOf } from "../any-size/ballVectors.js";
import { requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";
import type { LazyLimitProblem } from "./lazyLimitProblem.js";

/** `upstreamLimit` at a time, beta0 e^-x + beta* (1 - e^-x), with as many digits inside as it takes. */
export function upstreamOfAnySize(
  { beta0, betaStar, delta, inputScale = 1 }: LazyLimitProblem,
  time: number,
): number[] {
  return resolved(({ sum, product, exponential, exponentialMinusOne }) => {
    const exponent = negative(product(ballOf(inputScale), product(ballOf(delta), ballOf(time))));
    const [kept, gained] = [exponential(exponent), negative(exponentialMinusOne(exponent))];
    return ballsOf(beta0).map((x, i) => sum(product(kept, x), product(gained, ballOf(betaStar[i]!))));
  });
}

/**
 * `downstreamLimit` at a time. With D = A + e^(-slow t) R of the parts of beta0 along beta* and across it, the best multiple of the direction is
 * (D.beta*) D/|D|^2 with D.beta* = beta0.beta*, and beta exceeds it by (|beta0| - beta0.beta* / |beta0|) e^(-fast t).
 */
export function downstreamOfAnySize(problem: LazyLimitProblem, time: number): number[] {
  const values = resolved((arithmetic) => {
    const { sum, difference, product, quotient, root } = arithmetic;
    const [start, target] = [ballsOf(problem.beta0), ballsOf(problem.betaStar)];
    const [square, along] = [ballDot(arithmetic, start, start), ballDot(arithmetic, start, target)];
    const direction = directionOf(problem, time, arithmetic);
    const length = ballDot(arithmetic, direction, direction);
    const fast = decayOf([problem.inputScale ?? 1, -problem.delta, time], arithmetic);
    const excess = product(quotient(difference(square, along), root(product(square, length))), fast);
    const factor = sum(quotient(along, length), excess);
    return direction.map((x) => product(factor, x));
  });
  for (const [i, value] of values.entries()) requireRepresentable(`beta[${i}]`, value, "a start and a target");
  return values;
}

function directionOf(
  { beta0, betaStar, delta, etaA = 1, etaW = 1, inputScale = 1 }: LazyLimitProblem,
  time: number,
  arithmetic: BallArithmetic,
): Ball[] {
  const { sum, difference, product, quotient, exponential } = arithmetic;
  const [start, target] = [ballsOf(beta0), ballsOf(betaStar)];
  const [along, square] = [ballDot(arithmetic, start, target), ballDot(arithmetic, target, target)];
  if (isZero(along) || areParallel(arithmetic, start, target)) return start;
  const rate = [inputScale, etaA, etaW, time].map(ballOf).reduce(product, square);
  const kept = exponential(quotient(rate, ballOf(delta)));
  return start.map((x, i) => {
    const part = product(quotient(along, square), target[i]!);
    return sum(part, product(kept, difference(x, part)));
  });
}

/** e^-(the product of the factors). */
function decayOf(factors: readonly number[], { product, exponential }: BallArithmetic): Ball {
  return exponential(negative(factors.map(ballOf).reduce(product, ONE)));
}
