import { type Ball, type BallArithmetic, ballOf, isZero, ZERO } from "../any-size/ballArithmetic.js";
import { bisectedNumber } from "../any-size/bisectedNumber.js";
import { resolved, resolvedSign } from "../any-size/resolved.js";
import { solvedMargin } from "../bias/biasOfAnySize.js";
import { exactSolutions } from "../bias/exactSolutions.js";
import type { DeepImplicitBiasProblem } from "./deepImplicitBiasProblem.js";

/** |beta0|, its parts in the null space of X and outside it, and |beta_mn|. */
export type NullLengths = Readonly<Record<"norm" | "nullNorm" | "rest" | "least", number>>;

/** Why there is no answer for a start in the null space. */
export const IN_NULL_SPACE =
  "beta0 lies in the null space of X; expected a part outside it at infinite depth, where beta keeps its angle to the null space";

/** `deepImplicitBias` of any size. */
export interface DeepBiasOfAnySize {
  readonly minimumNorm: Float64Array;
  readonly betaInfinity: Float64Array;
  readonly hasNullPart: boolean;
  readonly isSolved: boolean;
}

/** The squares of those lengths. */
interface NullSquares {
  readonly whole: Ball;
  readonly inNull: Ball;
  readonly inRows: Ball;
  readonly least: Ball;
}

export function deepBiasOfAnySize(
  problem: DeepImplicitBiasProblem,
  guess: (depth: number, lengths: NullLengths) => number,
): DeepBiasOfAnySize {
  const { depth, X, y, beta0 } = problem;
  const solutions = exactSolutions(X, y, beta0);
  const squares = (arithmetic: BallArithmetic): NullSquares => ({
    whole: squareOf(Array.from(beta0, ballOf), arithmetic),
    inNull: squareOf(solutions.nullPart(arithmetic), arithmetic),
    inRows: squareOf(solutions.rowPart(arithmetic), arithmetic),
    least: squareOf(solutions.minimumNorm(arithmetic), arithmetic),
  });
  let hasNullPart = false;
  const minimumNorm = resolved((arithmetic) => {
    hasNullPart = !solutions.nullPart(arithmetic).every(isZero);
    return solutions.minimumNorm(arithmetic);
  });
  const isSolved =
    resolvedSign((arithmetic) => solvedMargin({ X, y }, solutions.minimumNorm(arithmetic), arithmetic)) >= 0;
  const guessed = (): number => {
    const [norm, nullNorm, rest, least] = resolved((arithmetic) => {
      const { whole, inNull, inRows, least } = squares(arithmetic);
      return [whole, inNull, inRows, least].map((square) => arithmetic.root(square));
    }) as [number, number, number, number];
    return guess(depth, { norm, nullNorm, rest, least });
  };
  const isInNull = resolvedSign((arithmetic) => squares(arithmetic).inRows) === 0;
  if (hasNullPart && isInNull && depth === Number.POSITIVE_INFINITY) throw new RangeError(IN_NULL_SPACE);
  const alpha = hasNullPart ? nullSizeOfAnySize(depth, squares, guessed) : undefined;
  const betaInfinity = resolved((arithmetic) => {
    const { sum, product, quotient, root } = arithmetic;
    const ends = solutions.minimumNorm(arithmetic);
    if (alpha === undefined) return ends;
    const ratio = quotient(alpha(arithmetic), root(squares(arithmetic).inNull));
    return solutions.nullPart(arithmetic).map((entry, i) => sum(ends[i]!, product(entry, ratio)));
  });
  return {
    minimumNorm: Float64Array.from(minimumNorm),
    betaInfinity: Float64Array.from(betaInfinity),
    hasNullPart,
    isSolved,
  };
}

type Alpha = (arithmetic: BallArithmetic) => Ball;

/** The alpha of `deepImplicitBias`, at which alpha^(2 L) |beta0|^(2 L - 2) = |n|^(2 L) (c^2 + alpha^2)^(L - 1) for the part n of beta0 in the null space. */
function nullSizeOfAnySize(
  depth: number,
  squares: (arithmetic: BallArithmetic) => NullSquares,
  guess: () => number,
): Alpha {
  if (depth === 1 || depth === Number.POSITIVE_INFINITY) {
    return (arithmetic) => {
      const { inNull, inRows, least } = squares(arithmetic);
      const { product, quotient, root } = arithmetic;
      return root(depth === 1 ? inNull : quotient(product(least, inNull), inRows));
    };
  }
  const isAtLeast = (value: number): boolean =>
    resolvedSign((arithmetic) => {
      const { sum, difference, product, logarithm } = arithmetic;
      const { whole, inNull, least } = squares(arithmetic);
      const square = product(ballOf(value), ballOf(value));
      const times = (factor: number, x: Ball): Ball => product(ballOf(factor), logarithm(x));
      const left = sum(times(depth, square), times(depth - 1, whole));
      return difference(sum(times(depth, inNull), times(depth - 1, sum(least, square))), left);
    }) >= 0;
  const alpha = bisectedNumber(isAtLeast, [0, Number.MAX_VALUE], guess());
  return () => ballOf(alpha);
}

function squareOf(x: readonly Ball[], { sum, product }: BallArithmetic): Ball {
  return x.map((each) => product(each, each)).reduce(sum, ZERO);
}
