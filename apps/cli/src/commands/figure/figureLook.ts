import { type DrawOptions, type Figure, figures, paperWidth } from "@lazyrich/figures";
import { InputError } from "../../input/inputError.js";
import { numberList } from "../solve/numberList.js";

/**
 * What concerns the drawing of figures alone, from `--width` and `--steps`.
 *
 * @throws InputError if a width is none, or steps are given to a figure that has none.
 */
export function figureLook(
  { width, steps }: { readonly width?: string; readonly steps?: string },
  wanted: readonly Figure[],
): DrawOptions {
  const without = wanted.find(({ fromRuns }) => fromRuns === undefined);
  if (steps !== undefined && without !== undefined) {
    const able = figures.filter(({ fromRuns }) => fromRuns !== undefined).map(({ id }) => id);
    throw new InputError(`--steps goes with figures ${able.join(", ")}, not with figure ${without.id}`);
  }
  return {
    ...(width === undefined ? {} : { width: points(width) }),
    ...(steps === undefined ? {} : { steps: numberList(steps, "--steps") }),
  };
}

function points(text: string): number {
  const named = Object.entries(paperWidth).find(([name]) => name === text)?.[1];
  const width = named ?? Number(text);
  if (width >= 100 && width <= 5000) return width;
  const names = Object.entries(paperWidth).map(([name, value]) => `${name} (${value})`);
  throw new InputError(
    `--width is ${JSON.stringify(text)}; expected ${names.join(", ")} or points, at least 100 and at most 5000`,
  );
}
