import { existsSync, readFileSync } from "node:fs";
import { type ResultFormat, resultFiles, resultFormats } from "@lazyrich/runs";
import { readSweep, type SweepResult } from "@lazyrich/runs/files";
import { isRefusal } from "@lazyrich/specs";
import { type FileContent, writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { writing } from "../../output/outputError.js";

/** Options of `lazyrich merge` as commander gives them. */
export interface MergeOptions {
  readonly out: string;
}

/** Writes the results of a sweep, finished or not, as one result. */
export async function mergeCommand(folder: string, { out }: MergeOptions): Promise<void> {
  const format = resultFormats.find((each) => out.endsWith(`.${each}`));
  if (format === undefined) {
    const endings = resultFormats.map((each) => `.${each}`);
    throw new InputError(
      `--out is ${JSON.stringify(out)}; expected a name that ends in ${endings.slice(0, -1).join(", ")} or ${endings.at(-1)}`,
    );
  }
  const result = sweepOf(folder);
  const { rows, missing, damaged } = result;
  if (rows.length === 0) throw new InputError(`${folder} has no finished cell yet; expected at least one`);
  const files = await filesOf(result, out, format);
  if (format === "csv") refuseToReplace(files);
  writing(out, "a file in a folder that can be written", () => writeFilesTogether(files));
  for (const name of damaged) {
    process.stderr.write(`lazyrich: ${name}; it is left out: run the sweep again to compute it\n`);
  }
  const left = missing.length === 0 ? "" : `; ${missing.length} of ${result.cellCount} cells are missing`;
  process.stdout.write(`${out}: ${rows.length} rows of ${result.cellCount - missing.length} cells${left}\n`);
}

async function filesOf(result: SweepResult, out: string, format: ResultFormat): Promise<FileContent[]> {
  const stem = out.slice(0, -format.length - 1);
  return (await resultFiles(result, format)).map(({ ending, content }) => ({ path: `${stem}${ending}`, content }));
}

/** What stands in the place of the JSON file beside a CSV must be one of ours: it may be the user's spec, or a whole result. */
function refuseToReplace(files: readonly FileContent[]): void {
  const beside = files.find(({ path }) => path.endsWith(".json"));
  if (beside === undefined || !existsSync(beside.path)) return;
  if (/^\{\s*"spec":/.test(readFileSync(beside.path, "utf8")) && !hasRows(beside.path)) return;
  const what = hasRows(beside.path) ? "a result" : "another file";
  throw new InputError(
    `${beside.path} is ${what}, which the spec beside the CSV would replace; expected another name for --out`,
  );
}

const hasRows = (path: string): boolean => /"rows":\s*\[/.test(readFileSync(path, "utf8"));

function sweepOf(folder: string): SweepResult {
  try {
    return readSweep(folder);
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  }
}
