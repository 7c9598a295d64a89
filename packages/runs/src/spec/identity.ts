import { type Field, findPart, type Json, type NamedPart } from "@lazyrich/specs";
import type { Lists } from "../lists.js";
import { partListsOf } from "./partLists.js";
import type { CellSpec } from "./runSpec.js";

/** What makes a cell the one it is, as JSON with sorted keys: all of its spec but measures and checkpoints. */
export function identityOf(lists: Lists, { measures: _, ...cell }: CellSpec): string {
  const { fields = {} } = findPart(partListsOf(lists), "dynamics", cell.dynamics.name, ["dynamics"]);
  return JSON.stringify(sorted({ ...cell, dynamics: withoutCheckpoints(cell.dynamics, fields) }));
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
