import { closestName } from "@lazyrich/specs";
import { type Cell, columnsOf, type Row } from "@lazyrich/tables";
import { type Statistic, statisticNames, statistics } from "./statistics.js";

/** Which columns of the rows of runs a map is of. */
export interface MapColumns {
  /** The column across. */
  readonly x: string;
  /** The column upward. */
  readonly y: string;
  /** A row of maps for each. */
  readonly values: readonly string[];
  /** One map for each of its values; none if not given. */
  readonly facet?: string | undefined;
  /** The columns that are of the spec of the runs, as `specColumns` tells them; those before the checkpoint's if not given. */
  readonly ofSpec?: readonly string[] | undefined;
}

export interface MapTable {
  /**
   * One row a value, facet and place: `value` is its column, then the facet, y and x under their own names, the number of `runs`
   * that it is of, and each statistic over them, null where there is no run.
   */
  readonly rows: readonly Row[];
  /** Runs whose value is not a number, or not finite, or that ended before a checkpoint, and that are left out. */
  readonly leftOut: number;
  /** Rows that stand in the table again, in every column the same, and count once. */
  readonly repeated: number;
}

/** Where a checkpoint is. */
const PLACES = ["step", "t", "epoch"];

/**
 * Gathers rows of runs, one a checkpoint of a cell, to the rows of maps: statistics over seeds, and over nothing else.
 *
 * @param given rows of runs
 * @param columns what the map is of
 * @throws RangeError in one line that names a column that is not there or holds no numbers, an axis of the runs that is
 *   neither x, y, facet nor a seed, which would be averaged silently, or a run that stands twice with different values.
 * @example
 * import { mapTable } from "@lazyrich/figures";
 * const runs = [0.1, 1].flatMap((tau) => [-1, 1].map((delta) => ({ tau, delta, seed: 1, step: 9, loss: tau + delta })));
 * const { rows, leftOut } = mapTable(runs, { x: "delta", y: "tau", values: ["loss"] });
 * rows.length; // 4
 * rows[0].mean; // -0.9
 * leftOut; // 0
 */
export function mapTable(given: readonly Row[], columns: MapColumns): MapTable {
  const there = columnsOf(given);
  checkColumns(given, there, columns);
  const runs = eachOnce(given, there);
  const reached = runs.filter((run) => {
    const units = PLACES.filter((place) => run[place] !== undefined);
    return units.length === 0 || units.some((unit) => run[unit] !== null);
  });
  const { x, y, values, facet } = columns;
  const axes = otherAxes(there, [x, y, ...values, facet], columns.ofSpec);
  const seeds = there.filter(isSeed);
  const groups = groupsOf(reached, columns);
  for (const group of groups) {
    requireOneEach(group, axes, columns);
    requireDifferentSeeds(group, seeds, columns);
  }
  let leftOut = (runs.length - reached.length) * values.length;
  const rows = values.flatMap((value) => {
    const mapped = groups.map((group) => {
      const numbers = group.map((run) => run[value]).filter((each): each is number => Number.isFinite(each));
      leftOut += group.length - numbers.length;
      const of = (name: Statistic): [Statistic, number | null] => [
        name,
        numbers.length === 0 ? null : statistics[name](numbers),
      ];
      const first = group[0]!;
      return {
        value,
        ...(facet === undefined ? {} : { [facet]: first[facet]! }),
        ...{ [y]: first[y]!, [x]: first[x]!, runs: numbers.length },
        ...Object.fromEntries(statisticNames.map(of)),
      };
    });
    if (mapped.every((row) => row.runs === 0)) throw new RangeError(`${value} holds no finite number; expected some`);
    return mapped;
  });
  return { rows, leftOut, repeated: given.length - runs.length };
}

/** The rows without those that are another in every column. */
function eachOnce(rows: readonly Row[], columns: readonly string[]): readonly Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = columns.map((column) => `${typeof row[column]} ${row[column]}`).join("\n");
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function checkColumns(runs: readonly Row[], there: readonly string[], { x, y, values, facet }: MapColumns): void {
  if (runs.length === 0) throw new RangeError("there are no rows; expected some runs");
  if (values.length === 0) throw new RangeError("values is empty; expected at least one column");
  const named = [["x", x], ["y", y], ["facet", facet], ...values.map((value) => ["value", value])] as const;
  for (const [name, column] of named) {
    if (column !== undefined && !there.includes(column)) {
      // a field of a spec, start.tau, is the column tau
      const meant = closestName(column.slice(column.lastIndexOf(".") + 1), there);
      const hint = meant === undefined ? "" : ` (did you mean ${JSON.stringify(meant)}?)`;
      throw new RangeError(
        `${name} is ${JSON.stringify(column)}${hint}; expected one of the columns ${there.join(", ")}`,
      );
    }
  }
  const axes = [x, y, facet].filter((column) => column !== undefined);
  for (const column of axes) {
    if (axes.indexOf(column) !== axes.lastIndexOf(column)) {
      throw new RangeError(`${column} is two of x, y and facet; expected three different columns`);
    }
    if (["value", "runs", ...statisticNames].includes(column)) {
      throw new RangeError(`an axis is ${JSON.stringify(column)}; expected another name than those of a map's columns`);
    }
  }
}

/** The runs of each facet and place, in the order of the facet, then upward, then across. */
function groupsOf(runs: readonly Row[], { x, y, facet }: MapColumns): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const run of runs) {
    for (const axis of [x, y]) requireNumber(axis, run[axis] ?? null);
    const key = JSON.stringify([run[x], run[y], facet === undefined ? null : run[facet]]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [run]);
    else group.push(run);
  }
  const facets = facet === undefined ? [null] : facetsOf(runs, facet);
  const place = (group: Row[]): number => (facet === undefined ? 0 : facets.indexOf(group[0]![facet]!));
  const at = (group: Row[], column: string): number => Number(group[0]![column]);
  return [...groups.values()].sort((a, b) => place(a) - place(b) || at(a, y) - at(b, y) || at(a, x) - at(b, x));
}

/** The values of a facet: numbers in ascending order, others as the rows have them. */
export function facetsOf(rows: readonly Row[], facet: string): Cell[] {
  const values = [...new Set(rows.map((row) => row[facet]!))];
  return values.every((value) => typeof value === "number") ? values.sort((a, b) => a - b) : values;
}

const isSeed = (column: string): boolean => /seed$/i.test(column);

/**
 * The columns that tell runs apart: those of the spec that are no seeds, the program that made them, where the checkpoint is, and
 * the layer.
 */
function otherAxes(
  columns: readonly string[],
  known: readonly (string | undefined)[],
  given: readonly string[] | undefined,
): string[] {
  const first = columns.findIndex((column) => PLACES.includes(column));
  const before = first < 0 ? columns : columns.slice(0, first);
  const ofSpec = given === undefined ? before : columns.filter((each) => given.includes(each) || each === "program");
  // a place has one unit after another: the first of them tells them all
  const place = first < 0 || known.some((each) => PLACES.includes(each ?? "")) ? [] : [columns[first]!];
  const isOfLayer = columns.includes("layer") && !known.includes("layerName");
  return [...ofSpec, ...place, ...(isOfLayer ? ["layer"] : [])].filter(
    (column) => !known.includes(column) && !isSeed(column),
  );
}

function requireOneEach(group: readonly Row[], axes: readonly string[], { x, y }: MapColumns): void {
  for (const column of axes) {
    const values = [...new Set(group.map((row) => JSON.stringify(row[column] ?? null)))];
    if (values.length < 2) continue;
    const place = `${x} = ${group[0]![x]}, ${y} = ${group[0]![y]}`;
    const shown = values.slice(0, 3).join(", ") + (values.length > 3 ? ", ..." : "");
    throw new RangeError(`${column} is ${shown} at ${place}; expected one value, or ${column} as the facet`);
  }
}

/** Runs of one place are told apart by their seeds, where the table has seeds. */
function requireDifferentSeeds(group: readonly Row[], seeds: readonly string[], { x, y }: MapColumns): void {
  if (seeds.length === 0) return;
  const known = new Map<string, Row>();
  for (const run of group) {
    const key = JSON.stringify(seeds.map((column) => run[column] ?? null));
    const other = known.get(key);
    if (other !== undefined) {
      const [column] = Object.keys(run).filter((each) => !Object.is(run[each], other[each]));
      const place = `${x} = ${run[x]}, ${y} = ${run[y]} and ${seeds[0]} = ${run[seeds[0]!]}`;
      const shown = [other, run].map((each) => JSON.stringify(each[column!] ?? null)).join(" and ");
      throw new RangeError(`two runs stand at ${place}, with ${column} ${shown}; expected one, or another facet`);
    }
    known.set(key, run);
  }
}

function requireNumber(column: string, cell: Cell): void {
  if (typeof cell === "number" && Number.isFinite(cell)) return;
  throw new RangeError(`${column} has ${JSON.stringify(cell)}; expected finite numbers along an axis`);
}
