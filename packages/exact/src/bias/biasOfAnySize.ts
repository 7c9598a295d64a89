import { type Ball, type BallArithmetic, ballOf, isZero, negative, ONE, ZERO } from "../any-size/ballArithmetic.js";
import { ballSquares } from "../any-size/ballVectors.js";
import { resolved, resolvedSign } from "../any-size/resolved.js";
import { type ExactSolutions, exactSolutions } from "./exactSolutions.js";
import type { ImplicitBiasProblem } from "./implicitBiasProblem.js";

/** What of a start decides whether its readout keeps its sign: in the row space of X alone it is a neuron like any. */
export interface RowStart {
  readonly a0: number;
  /** The weights in the row space, and their direction. */
  readonly rowWeights: Float64Array;
  readonly rowDirection: Float64Array;
  /** Whether D >= 0. */
  readonly isUpstream: boolean;
}

/** What theorem 3.1 says of a problem of any size. */
export interface BiasOfAnySize {
  readonly minimumNorm: Float64Array;
  readonly betaInfinity: Float64Array;
  readonly throughZero: Float64Array;
  readonly start: RowStart;
  /** Whether X beta = y, up to a relative error of 1e-9. */
  readonly isSolved: boolean;
}

export function biasOfAnySize(problem: ImplicitBiasProblem): BiasOfAnySize {
  const { X, y, beta0 } = problem;
  const solutions = exactSolutions(X, y, beta0);
  const numbers = (evaluate: (arithmetic: BallArithmetic) => readonly Ball[]): Float64Array =>
    Float64Array.from(resolved(evaluate));
  const end = (sign: 1 | -1) =>
    numbers((arithmetic) => {
      const { sum, product } = arithmetic;
      const part = solutions.nullPart(arithmetic);
      const least = solutions.minimumNorm(arithmetic);
      if (part.every(isZero)) return least;
      const ratio = nullRatio(problem, solutions, arithmetic);
      return least.map((entry, i) => sum(entry, product(sign > 0 ? ratio : negative(ratio), part[i]!)));
    });
  return {
    minimumNorm: numbers((arithmetic) => solutions.minimumNorm(arithmetic)),
    betaInfinity: end(1),
    throughZero: end(-1),
    start: rowStart(problem, solutions),
    isSolved: resolvedSign((arithmetic) => solvedMargin(problem, solutions.minimumNorm(arithmetic), arithmetic)) >= 0,
  };
}

/** 1e-18 |y|^2 - |X beta - y|^2. */
export function solvedMargin(
  { X, y }: Pick<ImplicitBiasProblem, "X" | "y">,
  beta: readonly Ball[],
  arithmetic: BallArithmetic,
): Ball {
  const { sum, difference, product } = arithmetic;
  let margin: Ball = ZERO;
  for (let i = 0; i < X.rows; i++) {
    const target = ballOf(y[i]!);
    const row = Array.from(X.data.subarray(i * X.columns, (i + 1) * X.columns), ballOf);
    const residual = difference(row.map((entry, j) => product(entry, beta[j]!)).reduce(sum), target);
    const allowed = product(ballOf(1e-18), product(target, target));
    margin = sum(margin, difference(allowed, product(residual, residual)));
  }
  return margin;
}

function rowStart(problem: ImplicitBiasProblem, solutions: ExactSolutions): RowStart {
  const { delta, etaA = 1, etaW = 1 } = problem;
  const rowDirection = Float64Array.from(
    resolved((arithmetic) => {
      const { quotient, root } = arithmetic;
      const length = root(squareOf(Array.from(problem.beta0, ballOf), arithmetic));
      return solutions.rowPart(arithmetic).map((entry) => quotient(entry, length));
    }),
  );
  if (!Number.isFinite(delta)) return { a0: 0, rowWeights: rowDirection, rowDirection, isUpstream: delta > 0 };
  const [a0, ...rowWeights] = resolved((arithmetic) => {
    const { product, quotient, root } = arithmetic;
    const { weights, readouts, size2 } = layersOf(problem, solutions, arithmetic);
    const scale = root(quotient(weights, product(ballOf(etaA), size2)));
    return [
      root(quotient(readouts, ballOf(etaW))),
      ...solutions.rowPart(arithmetic).map((entry) => product(entry, scale)),
    ];
  });
  const isUpstream = resolvedSign((arithmetic) => layersOf(problem, solutions, arithmetic).D) >= 0;
  return { a0: a0!, rowWeights: Float64Array.from(rowWeights), rowDirection, isUpstream };
}

/** a_inf |w0|/|beta0|: how much of the null-space part of beta0 is in the end. */
function nullRatio(problem: ImplicitBiasProblem, solutions: ExactSolutions, arithmetic: BallArithmetic): Ball {
  const { product, quotient, root } = arithmetic;
  const least = squareOf(solutions.minimumNorm(arithmetic), arithmetic);
  if (problem.delta === Number.POSITIVE_INFINITY) return ONE;
  if (problem.delta === Number.NEGATIVE_INFINITY)
    return root(quotient(least, squareOf(solutions.rowPart(arithmetic), arithmetic)));
  const { D, weights, rates, size2 } = layersOf(problem, solutions, arithmetic);
  const { first: readouts } = ballSquares(D, product(rates, least), arithmetic);
  return root(quotient(product(readouts, weights), product(rates, size2)));
}

/** etaA |w0|^2, etaA etaW, |beta0|^2 and D = delta + etaA |w_null|^2. */
function layersOf(
  { beta0, delta, etaA = 1, etaW = 1 }: ImplicitBiasProblem,
  solutions: ExactSolutions,
  arithmetic: BallArithmetic,
) {
  const { sum, product, quotient } = arithmetic;
  const [rates, size2] = [product(ballOf(etaA), ballOf(etaW)), squareOf(Array.from(beta0, ballOf), arithmetic)];
  const { first: readouts, second: weights } = ballSquares(ballOf(delta), product(rates, size2), arithmetic);
  const share = quotient(squareOf(solutions.nullPart(arithmetic), arithmetic), size2);
  return { rates, size2, readouts, weights, D: sum(ballOf(delta), product(weights, share)) };
}

function squareOf(x: readonly Ball[], { sum, product }: BallArithmetic): Ball {
  return x.map((each) => product(each, each)).reduce(sum, ZERO);
}
