import { euclideanNorm } from "@lazyrich/linalg";
import { parameterDistance } from "./parameterDistance.js";

/** A block of parameters as it lies in theta, such as the `layers` of a model of `@lazyrich/networks`. */
export interface ParameterBlock {
  /** Its size is the product of these. */
  readonly shape: readonly number[];
  readonly offset: number;
}

/**
 * How far parameters have moved relative to their size, |theta - theta0|/|theta0|.
 *
 * @returns NaN or infinity if theta0 is zero.
 * @throws RangeError if the lengths differ.
 * @see Chizat, Oyallon, Bach 2019.
 */
export function relativeParameterDistance(theta: ArrayLike<number>, theta0: ArrayLike<number>): number {
  return parameterDistance(theta, theta0) / euclideanNorm(theta0);
}

/**
 * `relativeParameterDistance` of every layer.
 *
 * @throws RangeError if the lengths differ or a layer goes beyond them.
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
