import type { Cell, Row } from "@lazyrich/tables";
import type { Place } from "../dynamics.js";
import type { CellRun } from "../run/runCell.js";

/**
 * A run as tidy rows, one a checkpoint: the fields of its spec, where the checkpoint is, measures, how the run ended. A run that
 * ended before its first checkpoint has one row, at none.
 *
 * @param columns the fields of the spec, as `columnsOfCell` names them.
 */
export function cellRows(columns: Row, run: CellRun): Row[] {
  const ended = {
    stopReason: run.stopReason,
    ...prefixed("end", run.end),
    endLoss: run.endLoss,
    evaluations: run.evaluations,
  };
  if (run.observed.length === 0) return [{ ...columns, ...nowhere(run.end), ...ended }];
  return run.observed.map(({ place, values }) => ({ ...columns, ...placed(place), ...values, ...ended }));
}

/** Rows of several cells with the columns of one that was observed, null where a run ended before its first checkpoint. */
export function alignedRows(rows: readonly Row[]): Row[] {
  const columns = rows.find((row) => !isOfEarlyEnd(row));
  if (columns === undefined) return [...rows];
  const none = Object.fromEntries(Object.keys(columns).map((column) => [column, null]));
  return rows.map((row) => (isOfEarlyEnd(row) ? { ...none, ...row } : row));
}

/** Whether a row has units of a checkpoint, and is at none. */
const isOfEarlyEnd = (row: Row): boolean => {
  const units = ["step", "t", "epoch"].filter((unit) => row[unit] !== undefined);
  return units.length > 0 && units.every((unit) => row[unit] === null);
};

/** The units of a place, at no checkpoint. */
const nowhere = (place: Place): Record<string, Cell> =>
  Object.fromEntries(Object.keys(placed(place)).map((unit) => [unit, null]));

/** The measures of layers as tidy rows, one a checkpoint and layer; none where no such measure was asked for. */
function layerRows(columns: Row, { observed, layerNames }: CellRun): Row[] {
  return observed.flatMap(({ place, layers }) => {
    if (Object.keys(layers).length === 0) return [];
    return layerNames.map((layerName, layer) => ({
      ...columns,
      ...placed(place),
      layer: layer + 1,
      layerName,
      ...Object.fromEntries(Object.entries(layers).map(([name, values]) => [name, values[layer] ?? null])),
    }));
  });
}

/** The further tables of runs by name, without those that have no rows: `layers` and `filters`. */
export function furtherTables(
  runs: readonly { readonly columns: Row; readonly run: CellRun }[],
): Record<string, Row[]> {
  const tables = {
    layers: runs.flatMap(({ columns, run }) => layerRows(columns, run)),
    filters: runs.flatMap(({ columns, run }) => filterRows(columns, run)),
  };
  return Object.fromEntries(Object.entries(tables).filter(([, rows]) => rows.length > 0));
}

/** The pixels of filters as tidy rows, one a checkpoint, filter, channel and place; none where no such measure was asked for. */
function filterRows(columns: Row, { observed }: CellRun): Row[] {
  return observed.flatMap(({ place, pixels = {} }) => {
    const none = Object.fromEntries(Object.keys(pixels).map((name) => [name, null]));
    return Object.entries(pixels).flatMap(([name, filters]) =>
      filters === null
        ? []
        : filterPlaces(filters.shape).map((at, i) => ({
            ...{ ...columns, ...placed(place), ...at, ...none },
            [name]: filters.values[i]!,
          })),
    );
  });
}

/** Where each pixel is: filter and channel from 1 on, row and column from 0. */
function filterPlaces([filters, channels, height, width]: readonly number[]): Row[] {
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  return upTo(filters!).flatMap((filter) =>
    upTo(channels!).flatMap((channel) =>
      upTo(height!).flatMap((row) =>
        upTo(width!).map((column) => ({ filter: filter + 1, channel: channel + 1, row, column })),
      ),
    ),
  );
}

/** The units that a run has. */
const placed = (place: Place): Record<string, Cell> =>
  Object.fromEntries(Object.entries(place).filter(([, at]) => at !== null));

const prefixed = (prefix: string, place: Place): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(placed(place)).map(([unit, at]) => [`${prefix}${unit[0]!.toUpperCase()}${unit.slice(1)}`, at]),
  );
