import {
  axisValues,
  countPart,
  expandPart,
  type Json,
  type PartLists,
  quoted,
  resolveFollowers,
  SpecError,
} from "@lazyrich/specs";
import type { Lists } from "../lists.js";
import { checkpointsOf, withCheckpoints } from "./checkpoints.js";
import { findDynamics, findModel, findStart, findTask } from "./findParts.js";
import { identityOf } from "./identity.js";
import { partListsOf } from "./partLists.js";
import { type CellSpec, type RunSpec, topFields } from "./runSpec.js";

/** More cells than this are refused: a million files is what a folder bears. */
export const MOST_CELLS = 1_000_000;

/**
 * Every cell of a spec, in an order that the spec alone decides, each once; cells of one task are neighbours.
 *
 * @param lists what the names stand for
 * @param spec as `completeSpec` gives it
 * @throws SpecError if there are more than `MOST_CELLS`, a field follows one that is not there, or a cell cannot run.
 * @example
 * import { builtInLists, cellsOf, completeSpec } from "@lazyrich/runs";
 * const spec = completeSpec(builtInLists, {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: [4, 8] },
 *   start: { name: "mirrored", tau: { logspace: [-1, 1], count: 3 }, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * });
 * cellsOf(builtInLists, spec).length; // 6
 */
export function cellsOf(lists: Lists, spec: RunSpec): CellSpec[] {
  const partLists = partListsOf(lists);
  const count = countCells(partLists, spec);
  if (count > MOST_CELLS) throw new SpecError([], `has ${count} cells; expected at most ${MOST_CELLS}`);
  let cells: Record<string, Json>[] = [{}];
  for (const [name, field] of Object.entries(topFields)) {
    const values = valuesOf(partLists, name, spec);
    cells = cells.flatMap((cell) => values.map((value) => ({ ...cell, [name]: value })));
    if (field === undefined) throw new SpecError([name], "is not a field");
  }
  const byIdentity = new Map<string, CellSpec>();
  for (const cell of cells) {
    const resolved = resolveFollowers(partLists, topFields, cell) as unknown as CellSpec;
    check(lists, resolved);
    const identity = identityOf(lists, resolved);
    const same = byIdentity.get(identity);
    byIdentity.set(identity, same === undefined ? resolved : merged(same, resolved));
  }
  return [...byIdentity.values()];
}

/** Two cells that differ in their checkpoints alone, as one. */
function merged(cell: CellSpec, other: CellSpec): CellSpec {
  const { unit, at } = checkpointsOf(cell.dynamics);
  const more = checkpointsOf(other.dynamics);
  if (more.unit !== unit) {
    const problem = `has ${quoted(cell.dynamics.name)} with ${unit} and, else the same, with ${more.unit}`;
    throw new SpecError(["dynamics"], `${problem}; expected one unit`);
  }
  return withCheckpoints(cell, [...at, ...more.at]);
}

function countCells(partLists: PartLists, spec: RunSpec): number {
  let count = 1;
  for (const [name, field] of Object.entries(topFields)) {
    const value = spec[name as keyof RunSpec] as Json;
    if (field.kind === "part") count *= countPart(partLists, field.list, value, [name]);
    else count *= valuesOf(partLists, name, spec).length;
  }
  return count;
}

function valuesOf(partLists: PartLists, name: string, spec: RunSpec): readonly Json[] {
  const field = topFields[name]!;
  const value = spec[name as keyof RunSpec] as Json;
  if (field.kind === "part") return expandPart(partLists, field.list, value, [name]);
  return (field.isFixed ? undefined : axisValues(value, field.takesList, [name])) ?? [value];
}

function check(lists: Lists, cell: CellSpec): void {
  findTask(lists, cell).check?.(cell.task as never);
  findModel(lists, cell).check?.(cell.model as never);
  findStart(lists, cell).check?.(cell.start as never, cell);
  findDynamics(lists, cell).check?.(cell.dynamics as never);
}
