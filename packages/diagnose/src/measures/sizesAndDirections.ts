import type { DeepLayer } from "@lazyrich/deep";
import { euclideanNorm } from "@lazyrich/linalg";

/** A parameter vector put together from two: the directions of the rows of one with the sizes of those of the other. */
export interface Mixture {
  /** Directions after, sizes before. */
  readonly turned: Float64Array;
  /** Directions before, sizes after. */
  readonly resized: Float64Array;
  /** The blocks with a row that is 0 before and not after: it has no direction to turn from. */
  readonly withoutDirection: readonly number[];
}

/**
 * A row of a weight with its bias is size times direction, and so is a gain with its shift. A row that is 0 has no direction and
 * stays 0.
 */
export function sizesAndDirections(layers: readonly DeepLayer[], before: Float64Array, after: Float64Array): Mixture {
  const [turned, resized] = [after.slice(), before.slice()];
  const withoutDirection = new Set<number>();
  const isBias = ({ role }: DeepLayer): boolean => role === "bias" || role === "shift";
  for (const { name, role, shape, offset } of layers.filter((layer) => !isBias(layer))) {
    // a table has no bias, though a layer may be named alike
    const bias = layers.find((layer) => isBias(layer) && layer.name === name.replace(/weight$/, "bias"));
    const follows = role !== "embedding" && bias !== undefined && bias.shape[0] === shape[0];
    const rows = shape[0]!;
    const length = shape.slice(1).reduce((product, size) => product * size, 1);
    for (let k = 0; k < rows; k++) {
      const from = offset + k * length;
      const beside = follows ? bias.offset + k : undefined;
      const growth = sizeOf(after, from, length, beside) / sizeOf(before, from, length, beside);
      if (growth === Number.POSITIVE_INFINITY)
        withoutDirection.add(layers.findIndex((layer) => layer.offset === offset));
      const mix = (at: number): void => {
        // a growth of 0, infinity or NaN tells of a row that is 0 at one of the moments
        turned[at] = growth > 0 ? after[at]! / growth : 0;
        resized[at] = growth < Number.POSITIVE_INFINITY ? before[at]! * growth : 0;
      };
      for (let at = from; at < from + length; at++) mix(at);
      if (beside !== undefined) mix(beside);
    }
  }
  return { turned, resized, withoutDirection: [...withoutDirection] };
}

function sizeOf(theta: Float64Array, from: number, length: number, beside: number | undefined): number {
  const row = theta.subarray(from, from + length);
  return beside === undefined ? euclideanNorm(row) : Math.hypot(euclideanNorm(row), theta[beside]!);
}
