import { columnsOf } from "@lazyrich/tables";
import type { Lists } from "../lists.js";
import { columnsOfLists, columnsOfSpec } from "../spec/columns.js";
import type { Result } from "./result.js";

/** The columns that say where a checkpoint is. */
const PLACES: readonly string[] = ["step", "t", "epoch"];
/** Those that say of which layer a row is, and how the run ended. */
const ofRuns = ["layer", "layerName", "stopReason", "endStep", "endT", "endEpoch", "endLoss", "evaluations"];

/**
 * The columns of a result that are of the spec and tell its runs apart, by their names, since another program may have put them in
 * another order. In a table that came without its spec they are the fields that the lists know, and among the names that nobody knows
 * those that stand before the checkpoint, as our tables have them.
 *
 * @param result its completed spec and its rows
 * @param lists what the names stand for
 * @example
 * import { builtInLists, specColumns } from "@lazyrich/runs";
 * specColumns({ spec: null, rows: [{ tau: 1, step: 0, trainLoss: 2 }] }, builtInLists); // ["tau"]
 */
export function specColumns({ spec, rows }: Pick<Result, "spec" | "rows">, lists: Lists): string[] {
  const there = columnsOf(rows);
  if (spec !== null) {
    const ofSpec = columnsOfSpec(spec);
    return there.filter((column) => ofSpec.includes(column));
  }
  const known = columnsOfLists(lists);
  const others = [...ofRuns, ...lists.measures.map(({ name }) => name)];
  const first = there.findIndex((column) => PLACES.includes(column));
  return there.filter((column, i) => known.includes(column) || (i < first && !others.includes(column)));
}
