import { type Ball, type BallArithmetic, ballArithmetic, numberOf, signOf, UnresolvedError } from "./ballArithmetic.js";

const FEWEST_BITS = 256;
/** Products of three of the largest and smallest numbers lie within so many. */
const MOST_BITS = 16384;
/** A result has this many bits, */
const RESULT_BITS = 60;
/** or is known up to this exponent, far below the smallest number. */
const FARTHEST_EXPONENT = -1140;

/**
 * The numbers that an evaluation gives, with as many bits inside as it takes to know each of them, or to know it up to 2^least. What cannot be told from
 * 0 with bits for any sum of products of the inputs is 0.
 */
export function resolved(
  evaluate: (arithmetic: BallArithmetic) => readonly Ball[],
  least: number = FARTHEST_EXPONENT,
): number[] {
  return resolvedBalls(evaluate, least).map((ball) => (signOf(ball) === 0 ? 0 : numberOf(ball)));
}

/** The sign of what an evaluation gives, however small. */
export function resolvedSign(evaluate: (arithmetic: BallArithmetic) => Ball): 1 | -1 | 0 {
  return signOf(resolvedBalls((arithmetic) => [evaluate(arithmetic)], Number.NEGATIVE_INFINITY)[0]!);
}

function resolvedBalls(evaluate: (arithmetic: BallArithmetic) => readonly Ball[], least: number): readonly Ball[] {
  for (let bits = FEWEST_BITS; ; bits *= 2) {
    try {
      const balls = evaluate(ballArithmetic(bits));
      if (bits >= MOST_BITS || balls.every((ball) => isKnown(ball, least))) return balls;
    } catch (error) {
      if (!(error instanceof UnresolvedError) || bits >= MOST_BITS) throw error;
    }
  }
}

function isKnown({ error, top }: Ball, least: number): boolean {
  return error <= Math.max(top - RESULT_BITS, least);
}
