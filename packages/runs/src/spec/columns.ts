import { type Field, findPart, type Json, type NamedPart } from "@lazyrich/specs";
import type { Cell, Row } from "@lazyrich/tables";
import type { Lists } from "../lists.js";
import { partListsOf } from "./partLists.js";
import { type CellSpec, type RunSpec, topFields } from "./runSpec.js";

/** Fields that occur in several parts of a spec: their columns bear the part's name, as in `startSeed`, `taskActivation`. */
export const SHARED_FIELDS: ReadonlySet<string> = new Set(["seed", "activation", "gamma"]);

/**
 * The columns of a cell: every field that can differ between cells, by the name it has in every table, and the names of its parts.
 * A list is its JSON; one of more than 100 characters is told by its length and a checksum.
 *
 * @param lists what the names stand for
 * @param cell as `cellsOf` gives it
 * @example
 * import { builtInLists, cellsOf, columnsOfCell, completeSpec } from "@lazyrich/runs";
 * const spec = completeSpec(builtInLists, {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * });
 * const { hiddenWidth, tau, taskSeed } = columnsOfCell(builtInLists, cellsOf(builtInLists, spec)[0]);
 * [hiddenWidth, tau, taskSeed]; // [4, 1, 0]
 */
export function columnsOfCell(lists: Lists, cell: CellSpec): Row {
  const columns: Record<string, Cell> = {};
  for (const [name, field] of Object.entries(topFields)) {
    const value = cell[name as keyof CellSpec] as Json;
    if (name === "measures") continue;
    if (field.kind === "value") columns[name] = cellOf(value);
    else addPart(lists, field.list, value as NamedPart, { columns, column: name, part: name });
  }
  return columns;
}

interface Place {
  readonly columns: Record<string, Cell>;
  readonly column: string;
  /** The part of the spec that the column belongs to. */
  readonly part: string;
}

function addPart(lists: Lists, list: string, value: NamedPart, { columns, column, part }: Place): void {
  columns[column] = value.name;
  const fields: Readonly<Record<string, Field>> = findPart(partListsOf(lists), list, value.name, [part]).fields ?? {};
  for (const [name, field] of Object.entries(fields)) {
    const own = columnOf(part, name);
    if (field.kind === "part") addPart(lists, field.list, value[name] as NamedPart, { columns, column: own, part });
    else if (!field.isFixed) columns[own] = cellOf(value[name]!);
  }
}

/**
 * The names of the columns that `columnsOfCell` gives to the cells of a completed spec. They are read from the spec alone, so that
 * results are told without the modules of their parts.
 */
export function columnsOfSpec(spec: RunSpec): string[] {
  const columns = new Set<string>();
  for (const [name, field] of Object.entries(topFields)) {
    if (name === "measures") continue;
    columns.add(name);
    const value = spec[name as keyof RunSpec] as Json;
    if (field.kind === "part") for (const part of partsIn(value)) addNames(part, name, columns);
  }
  return [...columns];
}

/** A part, or those of a union. */
const partsIn = (value: Json): NamedPart[] => [value].flat().filter(isNamed);

const isNamed = (value: Json): value is NamedPart =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";

function addNames(value: NamedPart, part: string, columns: Set<string>): void {
  for (const [name, inner] of Object.entries(value)) {
    if (name === "name") continue;
    columns.add(columnOf(part, name));
    for (const each of partsIn(inner as Json)) addNames(each, part, columns);
  }
}

/** The names that columns of cells can have, of any spec that names parts of these lists. */
export function columnsOfLists(lists: Lists): string[] {
  const columns = new Set<string>();
  const parts = partListsOf(lists);
  for (const [name, field] of Object.entries(topFields)) {
    if (name === "measures") continue;
    columns.add(name);
    if (field.kind === "part") addNamesOf(parts, field.list, name, columns);
  }
  return [...columns];
}

function addNamesOf(lists: ReturnType<typeof partListsOf>, list: string, part: string, columns: Set<string>): void {
  for (const { fields = {} } of lists[list] ?? []) {
    for (const [name, field] of Object.entries(fields as Readonly<Record<string, Field>>)) {
      columns.add(columnOf(part, name));
      if (field.kind === "part") addNamesOf(lists, field.list, part, columns);
    }
  }
}

/** The column of a field of a part of the spec. */
export const columnOf = (part: string, field: string): string =>
  SHARED_FIELDS.has(field) ? `${part}${field[0]!.toUpperCase()}${field.slice(1)}` : field;

const LONGEST = 100;

function cellOf(value: Json): Cell {
  if (typeof value !== "object" || value === null) return value as Cell;
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.length} characters, ${fingerprint(text)}`;
}

/** FNV-1a, twice: it only has to tell arrays of one table apart. */
function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(text.length - 1 - i), 0x01000193);
  }
  return [a, b].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
