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
    if (statSync(from, { throwIfNoEntry: false })?.isDirectory()) return readSweep(from);
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
