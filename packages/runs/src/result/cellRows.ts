import type { Cell, Row } from "@lazyrich/tables";
import type { Place } from "../dynamics.js";
import type { CellRun } from "../run/runCell.js";

/**
 * A run as tidy rows, one a checkpoint: the fields of its spec, where the checkpoint is, measures, how the run ended.
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
  return run.observed.map(({ place, values }) => ({ ...columns, ...placed(place), ...values, ...ended }));
}

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
