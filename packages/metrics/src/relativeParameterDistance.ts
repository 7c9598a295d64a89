import { euclideanNorm } from "@lazyrich/linalg";
import { parameterDistance } from "./parameterDistance.js";

/** A block of parameters as it lies in theta, such as the `layers` of a model of `@lazyrich/networks`. */
export interface ParameterBlock {
  /** Its size is the product of these. */
  readonly shape: readonly number[];
  readonly offset: number;
}

/**
 * How far parameters have moved relative to their size, $|theta - theta0|/|theta0|$.
 *
 * @param theta the parameters now
 * @param theta0 those of the start
 * @returns NaN or infinity if theta0 is zero.
 * @throws RangeError if the lengths differ.
 * @see Chizat, Oyallon, Bach 2019.
 * @example
 * import { relativeParameterDistance } from "@lazyrich/metrics";
 * relativeParameterDistance([1, 3], [1, 2]); // 0.44721
 */
export function relativeParameterDistance(theta: ArrayLike<number>, theta0: ArrayLike<number>): number {
  return parameterDistance(theta, theta0) / euclideanNorm(theta0);
}

/**
 * `relativeParameterDistance` of every layer.
 *
 * @param theta the parameters now
 * @param theta0 those of the start
 * @param layers the blocks of both, each with its shape and where it begins
 * @throws RangeError if the lengths differ or a layer goes beyond them.
 * @example
 * import { relativeParameterDistances } from "@lazyrich/metrics";
 * const layers = [{ shape: [1, 2], offset: 0 }, { shape: [1], offset: 2 }];
 * relativeParameterDistances([1, 0, 3], [1, 0, 2], layers); // [0, 0.5]: only the second layer moved
 */
export function relativeParameterDistances(
  theta: ArrayLike<number>,
  theta0: ArrayLike<number>,
  layers: readonly ParameterBlock[],
): Float64Array {
  if (theta.length !== theta0.length) {
    throw new RangeError(`theta has length ${theta.length}, but theta0 has length ${theta0.length}`);
  }
  return Float64Array.from(layers, ({ shape, offset }, l) => {
    const length = shape.reduce((product, size) => product * size, 1);
    if (offset + length > theta.length) {
      throw new RangeError(
        `layers[${l}] ends at ${offset + length}; expected at most ${theta.length}, the length of theta`,
      );
    }
    const part = (all: ArrayLike<number>): Float64Array => Float64Array.from({ length }, (_, k) => all[offset + k]!);
    return relativeParameterDistance(part(theta), part(theta0));
  });
}
