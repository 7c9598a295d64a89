import { type Field, findPart, type Json, type NamedPart } from "@lazyrich/specs";
import type { Lists } from "../lists.js";
import { checkpointsOf } from "./checkpoints.js";
import { findDynamics } from "./findParts.js";
import { partListsOf } from "./partLists.js";
import type { CellSpec } from "./runSpec.js";

/**
 * What makes a cell the one it is, as JSON with sorted keys: all of its spec but measures and checkpoints, of which the last is
 * part of it where it decides what happens before.
 */
export function identityOf(lists: Lists, { measures: _, ...cell }: CellSpec): string {
  const { fields = {} } = findPart(partListsOf(lists), "dynamics", cell.dynamics.name, ["dynamics"]);
  const dynamics = withoutCheckpoints(cell.dynamics, fields);
  const hasEnd = findDynamics(lists, cell as CellSpec).endDecides?.(cell.dynamics as never) === true;
  return JSON.stringify(sorted({ ...cell, dynamics, ...(hasEnd ? { end: endOf(cell.dynamics) } : {}) }));
}

function endOf(dynamics: NamedPart): Json {
  const { unit, at } = checkpointsOf(dynamics);
  return { unit, at: at.at(-1)! };
}

function withoutCheckpoints(dynamics: NamedPart, fields: Readonly<Record<string, Field>>): Json {
  return Object.fromEntries(
    Object.entries(dynamics).filter(([name]) => {
      const field = fields[name];
      return !(field?.kind === "value" && field.isFixed);
    }),
  );
}

function sorted(value: Json | CellSpec): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
