import type { Matrix } from "@lazyrich/linalg";
import { type Ball, ballOf, isZero, negative, ONE, ZERO } from "../any-size/ballArithmetic.js";
import { ballDot, ballsOf } from "../any-size/ballVectors.js";
import { requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";
import { gradientOf } from "../function-space/functionSpaceOfAnySize.js";

/** A deep network with one output. */
export interface DeepVelocityProblem {
  readonly depth: number;
  readonly X: Matrix;
  readonly y: ArrayLike<number>;
  readonly eta: number;
}

/** `deepFunctionSpaceField` with one output, -eta |beta|^(2 - 2/L) (G + (L - 1) b (b.G)), with as many digits inside as it takes. */
export function deepVelocityOfAnySize({ depth, X, y, eta }: DeepVelocityProblem, beta: ArrayLike<number>): number[] {
  const velocity = resolved((arithmetic) => {
    const { sum, product, quotient, exponential, logarithm } = arithmetic;
    const balls = ballsOf(beta);
    const gradient = gradientOf(X, y, balls, arithmetic);
    const square = ballDot(arithmetic, balls, balls);
    if (isZero(square)) return gradient.map((entry) => (depth === 1 ? product(negative(ballOf(eta)), entry) : ZERO));
    const share = quotient(product(ballOf(depth - 1), ballDot(arithmetic, balls, gradient)), square);
    const size: Ball =
      depth === 1 ? ONE : exponential(quotient(product(ballOf(depth - 1), logarithm(square)), ballOf(depth)));
    const factor = negative(product(ballOf(eta), size));
    return balls.map((x, i) => product(factor, sum(gradient[i]!, product(share, x))));
  });
  for (const entry of velocity) requireRepresentable("the velocity", entry, "arguments");
  return velocity;
}
