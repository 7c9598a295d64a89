import type { Checkpoints } from "../dynamics.js";
import { measures as builtInMeasures } from "../measures.js";
import type { CellRun } from "../run/runCell.js";
import type { StoredCell } from "./cellFile.js";

/** What is to be told of a cell. */
export interface Asked {
  readonly measures: readonly string[];
  readonly checkpoints: Checkpoints;
}

/**
 * What a table tells of a stored cell: the part that is asked for, and measures of one's own, which a sweep without their module could not ask for;
 * undefined if it lacks some of what is asked for.
 */
export function toldRun(cell: StoredCell, asked: Asked): CellRun | undefined {
  const stored = cell.runs.find((each) => each.checkpoints.unit === asked.checkpoints.unit);
  const own = stored?.measures.filter((name) => !builtInMeasures.some((measure) => measure.name === name)) ?? [];
  return askedRun(cell, { ...asked, measures: [...new Set([...asked.measures, ...own])] });
}

/** The part of a stored cell that is asked for; undefined if it lacks a measure or a checkpoint. */
export function askedRun({ runs }: StoredCell, { measures, checkpoints }: Asked): CellRun | undefined {
  const stored = runs.find((each) => each.checkpoints.unit === checkpoints.unit);
  if (stored === undefined) return undefined;
  const { at } = stored.checkpoints;
  const hasAll =
    checkpoints.at.every((each) => at.includes(each)) && measures.every((name) => stored.measures.includes(name));
  if (!hasAll) return undefined;
  const pick = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(measures.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]!]));
  const observed = checkpoints.at.flatMap((each) => stored.run.observed[at.indexOf(each)] ?? []);
  return {
    ...stored.run,
    observed: observed.map(({ place, values, layers, pixels }) => ({
      ...{ place, values: pick(values), layers: pick(layers) },
      ...(pixels === undefined ? {} : { pixels: pick(pixels) }),
    })),
  };
}
