import { type Ball, type BallArithmetic, ballOf, negative } from "../any-size/ballArithmetic.js";
import { bisectedNumber } from "../any-size/bisectedNumber.js";
import { resolved, resolvedSign } from "../any-size/resolved.js";
import { type DeepBallMode, deepRateOfAnySize, deepTimeOfAnySize } from "./deepTimeOfAnySize.js";

/** What a mode of any size has reached at a time; the guess may be anything. */
export function deepModeOfAnySize(mode: DeepBallMode, time: number, guess: number): number {
  const elapsed = (arithmetic: BallArithmetic): Ball =>
    arithmetic.product(deepRateOfAnySize(mode, arithmetic), ballOf(time));
  if (mode.depth <= 2) return resolved((arithmetic) => [inClosedForm(mode, elapsed(arithmetic), arithmetic)])[0]!;
  return reachedNumber(mode, elapsed, guess);
}

/** start e^-t + target (1 - e^-t) at depth 1, and u0/(e^-X + u0 (1 - e^-X)/s), X = s t, at depth 2. */
function inClosedForm({ depth, start, target }: DeepBallMode, time: Ball, arithmetic: BallArithmetic): Ball {
  const { sum, product, quotient, exponential, exponentialMinusOne } = arithmetic;
  const [from, to] = [ballOf(start), ballOf(target)];
  const exponent = negative(depth === 1 ? time : product(to, time));
  const [kept, gained] = [exponential(exponent), negative(exponentialMinusOne(exponent))];
  if (depth === 1) return sum(product(from, kept), product(to, gained));
  return quotient(from, sum(kept, product(from, target === 0 ? time : quotient(gained, to))));
}

/** The number next to the value of a mode, by bisection between start and target in the time at which numbers are reached. */
function reachedNumber(mode: DeepBallMode, elapsed: (arithmetic: BallArithmetic) => Ball, guess: number): number {
  const { start, target } = mode;
  const isRising = start < target;
  const isAtLeast = (value: number): boolean => {
    const since = resolvedSign((arithmetic) =>
      arithmetic.difference(elapsed(arithmetic), deepTimeOfAnySize(mode, value, arithmetic)),
    );
    return isRising ? since >= 0 : since < 0;
  };
  return bisectedNumber(isAtLeast, [Math.min(start, target), Math.max(start, target)], guess);
}
