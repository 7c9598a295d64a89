import type { Cell, Row } from "@lazyrich/tables";

/** What is drawn of the runs of one place that differ in their seeds alone. */
export const statistics = ["mean", "deviation", "median", "least", "greatest"] as const;
export type Statistic = (typeof statistics)[number];

/** Which columns of the rows of runs a map is of. */
export interface MapColumns {
  readonly x: string;
  readonly y: string;
  readonly value: string;
  /** One map for each of its values; none if not given. */
  readonly facet?: string | undefined;
  /** The mean if not given. */
  readonly statistic?: Statistic | undefined;
}

/** Rows of runs gathered to those of a map: `x`, `y`, `facet`, `value` and the number of `runs` that it is of. */
export interface MapTable {
  readonly rows: readonly Row[];
  /** Runs whose value is not a number, or not finite, and that are left out. */
  readonly leftOut: number;
}

/** Columns from these on are of a checkpoint, those before them of the spec. */
const PLACES = ["step", "t", "epoch"];

/**
 * Gathers rows of runs, one a checkpoint of a cell, to one row a place of a map: a statistic over seeds, and over nothing else.
 *
 * @throws RangeError in one line that names a column that is not there or holds no numbers, or an axis of the runs that is
 *   neither x, y, facet nor a seed: it would be averaged silently.
 */
export function mapTable(rows: readonly Row[], { x, y, value, facet, statistic = "mean" }: MapColumns): MapTable {
  if (rows.length === 0) throw new RangeError("there are no rows; expected some runs");
  const columns = Object.keys(rows[0]!);
  for (const [name, column] of Object.entries({ x, y, value, facet })) {
    if (column !== undefined && !columns.includes(column)) {
      throw new RangeError(`${name} is ${JSON.stringify(column)}; expected one of the columns ${columns.join(", ")}`);
    }
  }
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row[x], row[y], facet && row[facet]]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const axes = otherAxes(columns, [x, y, value, facet]);
  let leftOut = 0;
  const mapped = [...groups.values()].map((group) => {
    requireOneEach(group, axes, { x, y });
    const values = group.map((row) => row[value]).filter((each): each is number => Number.isFinite(each));
    leftOut += group.length - values.length;
    return {
      x: numberOf(x, group[0]![x]!),
      y: numberOf(y, group[0]![y]!),
      facet: facet === undefined ? null : group[0]![facet]!,
      value: values.length === 0 ? null : of[statistic](values),
      runs: values.length,
    };
  });
  if (mapped.every((row) => row.value === null)) throw new RangeError(`${value} holds no finite number; expected some`);
  return { rows: mapped.sort((a, b) => a.y - b.y || a.x - b.x), leftOut };
}

/** The columns that tell runs apart: those of the spec that are no seeds, and where the checkpoint is. */
function otherAxes(columns: readonly string[], known: readonly (string | undefined)[]): string[] {
  const first = columns.findIndex((column) => PLACES.includes(column));
  const ofSpec = first < 0 ? columns : columns.slice(0, first);
  // a place has one unit after another: the first of them tells them all
  const place = first < 0 || known.some((each) => PLACES.includes(each ?? "")) ? [] : [columns[first]!];
  return [...ofSpec, ...place].filter((column) => !known.includes(column) && !/seed$/i.test(column));
}

function requireOneEach(
  group: readonly Row[],
  axes: readonly string[],
  { x, y }: { readonly x: string; readonly y: string },
): void {
  for (const column of axes) {
    const values = [...new Set(group.map((row) => JSON.stringify(row[column] ?? null)))];
    if (values.length < 2) continue;
    const place = `${x} = ${group[0]![x]}, ${y} = ${group[0]![y]}`;
    const shown = values.slice(0, 3).join(", ") + (values.length > 3 ? ", ..." : "");
    throw new RangeError(`${column} is ${shown} at ${place}; expected one value, or ${column} as the facet`);
  }
}

function numberOf(column: string, cell: Cell): number {
  if (typeof cell === "number" && Number.isFinite(cell)) return cell;
  throw new RangeError(`${column} has ${JSON.stringify(cell)}; expected finite numbers along an axis`);
}

const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

const of: Readonly<Record<Statistic, (values: readonly number[]) => number>> = {
  mean,
  deviation(values) {
    if (values.length < 2) return 0;
    const middle = mean(values);
    return Math.sqrt(values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (values.length - 1));
  },
  median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const half = Math.floor(sorted.length / 2);
    return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  },
  least: (values) => Math.min(...values),
  greatest: (values) => Math.max(...values),
};
