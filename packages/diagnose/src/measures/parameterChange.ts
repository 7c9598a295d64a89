import type { DeepLayer } from "@lazyrich/deep";
import { parameterDistance, relativeParameterDistances } from "@lazyrich/metrics";
import { ratio } from "./ratio.js";

export interface ParameterChange {
  readonly distance: number;
  /** |theta - theta0| of each block, and over |theta0|. */
  readonly byBlock: readonly number[];
  readonly relativeByBlock: readonly (number | null)[];
}

/** How far the parameters have moved. */
export function parameterChange(
  layers: readonly DeepLayer[],
  before: Float64Array,
  after: Float64Array,
): ParameterChange {
  return {
    distance: parameterDistance(after, before),
    byBlock: layers.map(({ shape, offset }) => {
      const end = offset + shape.reduce((product, size) => product * size, 1);
      return parameterDistance(after.subarray(offset, end), before.subarray(offset, end));
    }),
    relativeByBlock: Array.from(relativeParameterDistances(after, before, layers), ratio),
  };
}
