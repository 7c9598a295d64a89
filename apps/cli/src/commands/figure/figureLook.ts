import { type DrawOptions, type Figure, figures } from "@lazyrich/figures";
import { InputError } from "../../input/inputError.js";
import { type PictureLookOptions, pictureLook } from "../../input/pictureLook.js";
import { numberList } from "../solve/numberList.js";

/**
 * What concerns the drawing of figures alone, from `--width`, `--theme` and `--steps`.
 *
 * @throws InputError if a width or a theme is none, or steps are given to a figure that has none.
 */
export function figureLook(
  { steps, ...options }: PictureLookOptions & { readonly steps?: string },
  wanted: readonly Figure[],
): DrawOptions {
  const without = wanted.find(({ fromRuns }) => fromRuns === undefined);
  if (steps !== undefined && without !== undefined) {
    const able = figures.filter(({ fromRuns }) => fromRuns !== undefined).map(({ id }) => id);
    throw new InputError(`--steps goes with figures ${able.join(", ")}, not with figure ${without.id}`);
  }
  return {
    ...pictureLook(options),
    ...(steps === undefined ? {} : { steps: numberList(steps, "--steps") }),
  };
}
