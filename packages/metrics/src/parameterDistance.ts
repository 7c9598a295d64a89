import { euclideanNorm } from "@lazyrich/linalg";

/**
 * Euclidean distance $|theta - theta0|$ of two parameter vectors, without overflow or underflow on the way.
 *
 * @param theta the parameters now
 * @param theta0 those of the start
 * @throws RangeError if the lengths differ.
 * @example
 * import { parameterDistance } from "@lazyrich/metrics";
 * parameterDistance([3, 4], [0, 0]); // 5
 */
export function parameterDistance(theta: ArrayLike<number>, theta0: ArrayLike<number>): number {
  if (theta.length !== theta0.length) {
    throw new RangeError(`theta has length ${theta.length}, but theta0 has length ${theta0.length}`);
  }
  return euclideanNorm(Float64Array.from(theta, (value, i) => value - theta0[i]!));
}
