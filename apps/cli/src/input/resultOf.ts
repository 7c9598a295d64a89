import { existsSync, readFileSync, statSync } from "node:fs";
import { parseResult, type Result } from "@lazyrich/runs";
import { readSweep } from "@lazyrich/runs/files";
import { isRefusal } from "@lazyrich/specs";
import { readRegularFile } from "@lazyrich/tables/files";
import { InputError } from "./inputError.js";

/** Results above this are refused. */
const LARGEST = 2 ** 30;

/**
 * The result of a sweep's folder, or of a file of JSON, CSV (with the JSON beside it, if there is one) or Parquet.
 *
 * @throws (rejects with) InputError that names it if it holds none.
 */
export async function resultOf(from: string): Promise<Result> {
  try {
    if (statSync(from, { throwIfNoEntry: false })?.isDirectory()) return storedSweep(from);
    const beside = from.replace(/\.csv$/i, ".json");
    const about = beside !== from && existsSync(beside) ? readFileSync(beside) : undefined;
    return await parseResult(readRegularFile(from, { limit: LARGEST }), from, about);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (isRefusal(error)) throw new InputError(error.message);
    if (code !== undefined)
      throw new InputError(
        `--from ${JSON.stringify(from)} cannot be read (${code}); expected a folder of a sweep or a file of results`,
      );
    throw error;
  }
}

/** What a folder has of a sweep; what it lacks is said, since a picture does not show it. */
function storedSweep(folder: string): Result {
  const sweep = readSweep(folder);
  for (const name of sweep.damaged)
    process.stderr.write(`lazyrich: ${name}; it is left out: run the sweep again to compute it\n`);
  if (sweep.missing.length > 0) {
    process.stderr.write(
      `lazyrich: ${sweep.missing.length} of the ${sweep.cellCount} cells of ${folder} are missing\n`,
    );
  }
  return sweep;
}
