import { euclideanNorm } from "@lazyrich/linalg";

/**
 * Euclidean distance |theta - theta0| of two parameter vectors, without overflow or underflow on the way.
 *
 * @throws RangeError if the lengths differ.
 */
export function parameterDistance(theta: ArrayLike<number>, theta0: ArrayLike<number>): number {
  if (theta.length !== theta0.length) {
    throw new RangeError(`theta has length ${theta.length}, but theta0 has length ${theta0.length}`);
  }
  return euclideanNorm(Float64Array.from(theta, (value, i) => value - theta0[i]!));
}
