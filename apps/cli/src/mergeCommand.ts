import { readSweep, type SweepTable, tableFile, tableFormats } from "@lazyrich/runs/files";
import { sweepCells } from "@lazyrich/runs/sweep";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "./inputError.js";
import { writing } from "./outputError.js";

/** Options of `lazyrich merge` as commander gives them. */
export interface MergeOptions {
  readonly out: string;
}

/** Writes the results of a sweep, finished or not, as one table. */
export function mergeCommand(folder: string, { out }: MergeOptions): void {
  const format = tableFormats.find((each) => out.endsWith(`.${each}`));
  if (format === undefined) {
    throw new InputError(
      `--out is ${JSON.stringify(out)}; expected a name that ends in ${tableFormats.map((each) => `.${each}`).join(" or ")}`,
    );
  }
  const { spec, rows, missing, damaged } = read(folder);
  const cellCount = sweepCells(spec).length;
  if (rows.length === 0) throw new InputError(`${folder} has no finished cell yet; expected at least one`);
  const content = tableFile(rows, format);
  writing(out, "a file in a folder that can be written", () => writeFilesTogether([{ path: out, content }]));
  for (const name of damaged)
    process.stderr.write(`lazyrich: ${name} is damaged and left out; run the sweep again to compute it\n`);
  const left = missing.length === 0 ? "" : `; ${missing.length} of ${cellCount} cells are missing`;
  process.stdout.write(`${out}: ${rows.length} rows of ${cellCount - missing.length} cells${left}\n`);
}

function read(folder: string): SweepTable {
  try {
    return readSweep(folder);
  } catch (error) {
    throw error instanceof RangeError ? new InputError(error.message) : error;
  }
}
