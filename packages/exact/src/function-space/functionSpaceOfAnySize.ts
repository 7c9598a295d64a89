import type { Matrix } from "@lazyrich/linalg";
import { type Ball, type BallArithmetic, ballOf, isZero, negative, ZERO } from "../any-size/ballArithmetic.js";
import { ballDot, ballSquares, ballsOf } from "../any-size/ballVectors.js";
import { areOrdinary, isOrdinary, requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";
import type { Balance } from "./balance.js";

/** Entries beyond this may make products beyond the numbers. */
const LARGEST = 1e36;

/** Whether double precision serves a balance and a function, whose small entries beside larger ones do no harm. */
export function servesFunction(beta: ArrayLike<number>, { delta, etaA = 1, etaW = 1 }: Balance): boolean {
  let largest = 0;
  for (let i = 0; i < beta.length; i++) largest = Math.max(largest, Math.abs(beta[i]!));
  return isOrdinary(largest) && isOrdinary(delta) && isOrdinary(etaA) && isOrdinary(etaW);
}

/** Whether it serves every entry by itself. */
export function servesEntries(beta: ArrayLike<number>, balance: Balance): boolean {
  return areOrdinary(beta) && servesFunction(beta, balance);
}

/** Training sets up to this size have their digits whatever is in them; in larger ones entries that are nothing beside others are nothing. */
const FEW = 256;

/** Whether double precision serves inputs or targets. */
export function servesSamples(x: ArrayLike<number>): boolean {
  return x.length <= FEW ? areOrdinary(x) : areBounded(x);
}

function areBounded(x: ArrayLike<number>): boolean {
  for (let i = 0; i < x.length; i++) if (!(Math.abs(x[i]!) < LARGEST)) return false;
  return true;
}

/** etaW a^2, etaA |w|^2, etaA etaW and |beta|^2 of a function. */
interface BallLayers {
  readonly beta: readonly Ball[];
  readonly readout: Ball;
  readonly weights: Ball;
  readonly rates: Ball;
  readonly square: Ball;
}

function layersOf(
  beta: ArrayLike<number>,
  { delta, etaA = 1, etaW = 1 }: Balance,
  arithmetic: BallArithmetic,
): BallLayers {
  const { product } = arithmetic;
  const balls = ballsOf(beta);
  const rates = product(ballOf(etaA), ballOf(etaW));
  const square = ballDot(arithmetic, balls, balls);
  const { first, second } = ballSquares(ballOf(delta), product(rates, square), arithmetic);
  return { beta: balls, readout: first, weights: second, rates, square };
}

/** etaA |w|^2/|beta|^2, 0 for no function. */
function weightsShare({ weights, square }: BallLayers, { quotient }: BallArithmetic): Ball {
  return isZero(square) ? ZERO : quotient(weights, square);
}

function numbersOf(name: string, evaluate: (arithmetic: BallArithmetic) => readonly Ball[]): Float64Array {
  const numbers = Float64Array.from(resolved(evaluate));
  for (const [i, number] of numbers.entries()) {
    requireRepresentable(numbers.length === 1 ? name : `${name}[${i}]`, number, "arguments");
  }
  return numbers;
}

export function kappaOfAnySize(beta: ArrayLike<number>, balance: Balance): number {
  return numbersOf("kappa", (arithmetic) => {
    const { readout, weights } = layersOf(beta, balance, arithmetic);
    return [arithmetic.sum(readout, weights)];
  })[0]!;
}

/** The entries of `preconditioner`. */
export function preconditionerOfAnySize(beta: ArrayLike<number>, balance: Balance): Float64Array {
  return numbersOf("M", (arithmetic) => {
    const { sum, product } = arithmetic;
    const layers = layersOf(beta, balance, arithmetic);
    const share = weightsShare(layers, arithmetic);
    return layers.beta.flatMap((x, i) =>
      layers.beta.map((y, j) => sum(product(share, product(x, y)), i === j ? layers.readout : ZERO)),
    );
  });
}

/** The entries of `neuralTangentKernel`. */
export function kernelOfAnySize(X: Matrix, beta: ArrayLike<number>, balance: Balance): Float64Array {
  return numbersOf("K", (arithmetic) => {
    const { sum, product } = arithmetic;
    const layers = layersOf(beta, balance, arithmetic);
    const share = weightsShare(layers, arithmetic);
    const rows = rowsOf(X);
    const outputs = rows.map((row) => ballDot(arithmetic, row, layers.beta));
    return rows.flatMap((x, i) =>
      rows.map((y, j) =>
        sum(product(layers.readout, ballDot(arithmetic, x, y)), product(share, product(outputs[i]!, outputs[j]!))),
      ),
    );
  });
}

/** The velocity -M X^T (X beta - y). */
export function velocityOfAnySize(
  X: Matrix,
  y: ArrayLike<number>,
  beta: ArrayLike<number>,
  balance: Balance,
): Float64Array {
  return numbersOf("the velocity", (arithmetic) => {
    const { sum, product } = arithmetic;
    const layers = layersOf(beta, balance, arithmetic);
    const gradient = gradientOf(X, y, layers.beta, arithmetic);
    const along = product(weightsShare(layers, arithmetic), ballDot(arithmetic, layers.beta, gradient));
    return layers.beta.map((x, i) => negative(sum(product(layers.readout, gradient[i]!), product(along, x))));
  });
}

/** The entries of `kernelVelocity`. */
export function kernelVelocityOfAnySize(
  beta: ArrayLike<number>,
  {
    X,
    y,
    etaA,
    etaW,
  }: { readonly X: Matrix; readonly y: ArrayLike<number>; readonly etaA: number; readonly etaW: number },
): Float64Array {
  return numbersOf("the velocity", (arithmetic) => {
    const { sum, product } = arithmetic;
    const balls = ballsOf(beta);
    const gradient = gradientOf(X, y, balls, arithmetic);
    const rows = rowsOf(X);
    const twice = product(ballOf(2), ballDot(arithmetic, balls, gradient));
    const outputs = rows.map((row) => ballDot(arithmetic, row, balls));
    const pushed = rows.map((row) => ballDot(arithmetic, row, gradient));
    const rates = negative(product(ballOf(etaA), ballOf(etaW)));
    return rows.flatMap((x, i) =>
      rows.map((other, j) => {
        const turned = sum(product(pushed[i]!, outputs[j]!), product(outputs[i]!, pushed[j]!));
        return product(rates, sum(product(twice, ballDot(arithmetic, x, other)), turned));
      }),
    );
  });
}

export function potentialOfAnySize(beta: ArrayLike<number>, balance: Balance): number {
  return numbersOf("the potential", (arithmetic) => [potentialBall(beta, balance, arithmetic)])[0]!;
}

export function slopeOfAnySize(beta: ArrayLike<number>, balance: Balance): number {
  return numbersOf("the slope", (arithmetic) => [slopeBall(beta, balance, arithmetic)])[0]!;
}

export function objectiveOfAnySize(beta: ArrayLike<number>, beta0: ArrayLike<number>, balance: Balance): number {
  return numbersOf("the objective", (arithmetic) => {
    const { difference, product, quotient, root } = arithmetic;
    const { beta: start, square, rates } = layersOf(beta0, balance, arithmetic);
    const along = quotient(ballDot(arithmetic, start, ballsOf(beta)), root(square));
    const pull = product(slopeBall(beta0, balance, arithmetic), product(root(rates), along));
    return [difference(potentialBall(beta, balance, arithmetic), pull)];
  })[0]!;
}

/** (kappa - 2 delta) sqrt(kappa + delta)/3, where kappa - 2 delta is etaW a^2 + etaA |w|^2 - 2 delta. */
function potentialBall(beta: ArrayLike<number>, balance: Balance, arithmetic: BallArithmetic): Ball {
  const { sum, difference, product, quotient, root } = arithmetic;
  const { readout, weights } = layersOf(beta, balance, arithmetic);
  const twice = (x: Ball): Ball => product(ballOf(2), x);
  const factor = difference(sum(readout, weights), twice(ballOf(balance.delta)));
  return quotient(product(factor, root(twice(readout))), ballOf(3));
}

function slopeBall(beta: ArrayLike<number>, balance: Balance, arithmetic: BallArithmetic): Ball {
  return arithmetic.root(arithmetic.product(ballOf(2), layersOf(beta, balance, arithmetic).weights));
}

function rowsOf({ rows, columns, data }: Matrix): Ball[][] {
  return Array.from({ length: rows }, (_, i) => ballsOf(data.subarray(i * columns, (i + 1) * columns)));
}

/** X^T (X beta - y). */
export function gradientOf(X: Matrix, y: ArrayLike<number>, beta: readonly Ball[], arithmetic: BallArithmetic): Ball[] {
  const { sum, difference, product } = arithmetic;
  const rows = rowsOf(X);
  const residuals = rows.map((row, i) => difference(ballDot(arithmetic, row, beta), ballOf(y[i]!)));
  return beta.map((_, k) => rows.reduce((total, row, i) => sum(total, product(residuals[i]!, row[k]!)), ZERO));
}
