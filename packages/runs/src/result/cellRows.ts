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
export function layerRows(columns: Row, { observed, layerNames }: CellRun): Row[] {
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

/** The units that a run has. */
const placed = (place: Place): Record<string, Cell> =>
  Object.fromEntries(Object.entries(place).filter(([, at]) => at !== null));

const prefixed = (prefix: string, place: Place): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(placed(place)).map(([unit, at]) => [`${prefix}${unit[0]!.toUpperCase()}${unit.slice(1)}`, at]),
  );
