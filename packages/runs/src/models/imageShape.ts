import { SpecError } from "@lazyrich/specs";
import type { ModelContext } from "../model.js";

/**
 * [channels, height, width] of the inputs: those of the task where it has pictures, else of a square of one channel or of three.
 *
 * @throws SpecError if the inputs are no pictures.
 */
export function imageShape(
  { image, inputDimension: d }: ModelContext,
  model: string,
): readonly [number, number, number] {
  if (image !== undefined) return image;
  for (const channels of [1, 3]) {
    const side = Math.sqrt(d / channels);
    if (Number.isInteger(side)) return [channels, side, side];
  }
  throw new SpecError(
    ["model"],
    `is ${JSON.stringify(model)} on inputs of ${d} numbers; expected square pictures of one or three channels`,
  );
}
