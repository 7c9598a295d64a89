import type { Lists } from "../lists.js";
import { checkpointsOf } from "../spec/checkpoints.js";
import type { CellSpec } from "../spec/runSpec.js";
import type { StoredCell } from "./cellFile.js";

/** A cell with the measures and checkpoints that are stored of it beside those that are asked for: computed so, its file loses nothing. */
export function withStored(lists: Lists, cell: CellSpec, stored: StoredCell | undefined): CellSpec {
  const { unit, at } = checkpointsOf(cell.dynamics);
  const run = stored?.runs.find(({ checkpoints }) => checkpoints.unit === unit);
  if (run === undefined) return cell;
  const known = lists.measures.map(({ name }) => name);
  const measures = [...new Set([...run.measures.filter((name) => known.includes(name)), ...cell.measures])];
  const union = [...new Set([...run.checkpoints.at, ...at])].sort((a, b) => a - b);
  return { ...cell, measures, dynamics: { ...cell.dynamics, [unit]: union } };
}
