import type { Json } from "@lazyrich/specs";
import type { CheckpointUnit } from "../dynamics.js";
import type { CellRun } from "../run/runCell.js";
import type { RunSpec } from "../spec/runSpec.js";
import type { StoredCell } from "./cellFile.js";

/** What a spec asks to be told of its cells. */
export interface Asked {
  readonly measures: readonly string[];
  /** By unit; all of the spec's dynamics together where they are a union. */
  readonly checkpoints: Readonly<Partial<Record<CheckpointUnit, readonly number[]>>>;
}

/** The checkpoints that a spec asks for, by unit. */
export function askedCheckpoints({ dynamics }: Pick<RunSpec, "dynamics">): Asked["checkpoints"] {
  const asked: Partial<Record<CheckpointUnit, number[]>> = {};
  for (const part of (Array.isArray(dynamics) ? dynamics : [dynamics]) as Readonly<Record<string, Json>>[]) {
    for (const unit of ["steps", "times", "epochs"] as const) {
      if (!Array.isArray(part[unit])) continue;
      asked[unit] = [...new Set([...(asked[unit] ?? []), ...(part[unit] as readonly number[])])].sort((a, b) => a - b);
    }
  }
  return asked;
}

/** The part of a stored cell that is asked for; undefined if it lacks a measure or a checkpoint. */
export function askedRun(stored: StoredCell, { measures, checkpoints }: Asked): CellRun | undefined {
  for (const { run, ...had } of stored.runs) {
    const { unit, at } = had.checkpoints;
    const wanted = checkpoints[unit];
    if (wanted === undefined || !wanted.every((each) => at.includes(each))) continue;
    if (!measures.every((name) => had.measures.includes(name))) continue;
    const pick = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
      Object.fromEntries(measures.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]!]));
    const observed = wanted.flatMap((each) => run.observed[at.indexOf(each)] ?? []);
    return {
      ...run,
      observed: observed.map(({ place, values, layers }) => ({ place, values: pick(values), layers: pick(layers) })),
    };
  }
  return undefined;
}
