import { type Ball, type BallArithmetic, ballOf, isZero, negative, scaledBall, ZERO } from "./ballArithmetic.js";

/** The numbers themselves. */
export function ballsOf(x: ArrayLike<number>): Ball[] {
  return Array.from(x, ballOf);
}

export function ballDot({ sum, product }: BallArithmetic, x: readonly Ball[], y: readonly Ball[]): Ball {
  return x.reduce((total, each, i) => sum(total, product(each, y[i]!)), ZERO);
}

/** Whether x is exactly a multiple of y, which is not 0. */
export function areParallel({ difference, product }: BallArithmetic, x: readonly Ball[], y: readonly Ball[]): boolean {
  const j = y.findIndex((each) => !isZero(each));
  return x.every((each, i) => isZero(difference(product(each, y[j]!), product(x[j]!, y[i]!))));
}

/** (sqrt(D^2 + 4 x) + |D|)/2 and x over it, for x >= 0: the squares of two layers whose difference is D and whose product is x. */
export function ballSquares(
  D: Ball,
  x: Ball,
  { sum, product, quotient, root }: BallArithmetic,
): { readonly first: Ball; readonly second: Ball } {
  const isUpstream = D.mantissa >= 0n;
  const size = isUpstream ? D : negative(D);
  const large = scaledBall(sum(root(sum(product(D, D), scaledBall(x, 2))), size), -1);
  const small = isZero(large) ? large : quotient(x, large);
  return isUpstream ? { first: large, second: small } : { first: small, second: large };
}
