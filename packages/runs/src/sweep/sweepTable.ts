import type { Row } from "@lazyrich/tables";
import { csv } from "@lazyrich/tables";
import { parquet } from "@lazyrich/tables/parquet";
import { cellFileName, readCellFile } from "./cellFile.js";
import { cellRows } from "./cellRows.js";
import { sweepCells } from "./sweepCells.js";
import { cellsFolder, readSweepSpec } from "./sweepFolder.js";
import type { CellParameters, SweepSpec } from "./sweepSpec.js";

/** All that a sweep has so far. */
export interface SweepTable {
  readonly spec: SweepSpec;
  /** One row a checkpoint of a cell, in the order of the cells: parameters, step, metrics. */
  readonly rows: readonly Row[];
  /** Cells without a result yet. */
  readonly missing: readonly CellParameters[];
  /** Names of files that are damaged; another run computes them again. */
  readonly damaged: readonly string[];
}

/**
 * Reads the folder of a sweep, finished or not, as one tidy table.
 *
 * @throws RangeError if the folder holds no sweep.
 */
export function readSweep(folder: string): SweepTable {
  const spec = readSweepSpec(folder);
  const rows: Row[] = [];
  const missing: CellParameters[] = [];
  const damaged: string[] = [];
  for (const { index, parameters } of sweepCells(spec)) {
    const result = readCellFile(cellsFolder(folder), index);
    if (result === "damaged") damaged.push(cellFileName(index));
    if (result === "damaged" || result === undefined) missing.push(parameters);
    else rows.push(...cellRows(result, spec));
  }
  return { spec, rows, missing, damaged };
}

/** File formats of a sweep's table. */
export const tableFormats = ["csv", "parquet"] as const;
export type TableFormat = (typeof tableFormats)[number];

/** The rows of a sweep as the content of a file. */
export function tableFile(rows: readonly Row[], format: TableFormat): string | Uint8Array {
  return format === "csv" ? csv(rows) : parquet(rows);
}
