import { type Diagnosis, diagnose, diagnosisRows } from "@lazyrich/diagnose";
import { readCheckpoint, readTable } from "@lazyrich/diagnose/files";
import { isRefusal } from "@lazyrich/specs";
import { csv, jsonText } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { parquet } from "@lazyrich/tables/parquet";
import { InputError } from "../../input/inputError.js";
import { suggestion } from "../../input/suggestion.js";
import { writing } from "../../output/outputError.js";
import { progressLine } from "../../output/progressLine.js";
import { type ArchitectureOptions, architectureOf } from "./architectureOf.js";
import { diagnosisText } from "./diagnosisText.js";

/** Options of `lazyrich diagnose` as commander gives them. */
export interface DiagnoseCommandOptions extends ArchitectureOptions {
  readonly before: string;
  readonly after: string;
  readonly inputs: string;
  readonly labels?: string;
  readonly outputsBefore?: string;
  readonly learningRates?: string;
  readonly threshold: string;
  readonly inputsCount?: string;
  readonly outputsCount?: string;
  readonly seed: string;
  readonly precision: string;
  readonly format?: string;
  readonly out?: string;
}

/** Diagnoses two checkpoints of one's own network. Ctrl-C ends it at once: nothing is written before the end. */
export async function diagnoseCommand(options: DiagnoseCommandOptions): Promise<void> {
  const format = formatOf(options);
  const diagnosis = diagnosed(options);
  const content = contentOf(diagnosis, format);
  const { out } = options;
  if (out === undefined) process.stdout.write(content);
  else writing(out, "a file in a folder that can be written", () => writeFilesTogether([{ path: out, content }]));
}

function diagnosed(options: DiagnoseCommandOptions): Diagnosis {
  const progress = progressLine(process.stderr);
  try {
    const inputs = readTable(options.inputs);
    const [before, after] = [readCheckpoint(options.before), readCheckpoint(options.after)];
    const table = (path: string | undefined) => (path === undefined ? undefined : readTable(path));
    return diagnose({
      architecture: architectureOf(before, inputs.columns, options),
      before,
      after,
      inputs,
      labels: table(options.labels),
      outputsBefore: table(options.outputsBefore),
      learningRates: ratesOf(options.learningRates ?? ""),
      threshold: numberOf("--threshold", options.threshold),
      inputsCount: options.inputsCount === undefined ? undefined : numberOf("--inputs-count", options.inputsCount),
      outputsCount: options.outputsCount === undefined ? undefined : numberOf("--outputs-count", options.outputsCount),
      seed: numberOf("--seed", options.seed),
      precision: oneOf("--precision", options.precision, ["float64", "float32"] as const),
      onProgress: (share) => progress.show(`diagnosing: ${Math.round(100 * share)}%`),
    });
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  } finally {
    progress.clear();
  }
}

const formats = ["table", "json", "csv", "parquet"] as const;
const ENDINGS: Readonly<Record<string, (typeof formats)[number]>> = {
  ".txt": "table",
  ".json": "json",
  ".csv": "csv",
  ".parquet": "parquet",
};

function formatOf({ format, out }: DiagnoseCommandOptions): (typeof formats)[number] {
  if (format !== undefined) {
    const chosen = oneOf("--format", format, formats);
    if (chosen !== "parquet" || out !== undefined) return chosen;
    throw new InputError('--format is "parquet" without --out; expected a file for it');
  }
  if (out === undefined) return "table";
  const ending = Object.keys(ENDINGS).find((each) => out.endsWith(each));
  if (ending !== undefined) return ENDINGS[ending]!;
  throw new InputError(
    `--out is ${JSON.stringify(out)}; expected a name that ends in ${Object.keys(ENDINGS).join(", ")}, or --format`,
  );
}

function contentOf(diagnosis: Diagnosis, format: (typeof formats)[number]): string | Uint8Array {
  if (format === "json") return `${jsonText(diagnosis)}\n`;
  if (format === "csv") return csv(diagnosisRows(diagnosis));
  return format === "parquet" ? parquet(diagnosisRows(diagnosis)) : diagnosisText(diagnosis);
}

function oneOf<Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  throw new InputError(
    `${option} is ${JSON.stringify(value)}; expected one of ${names.join(", ")}${suggestion(value, names)}`,
  );
}

function numberOf(option: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number)) return number;
  throw new InputError(`${option} is ${JSON.stringify(value)}; expected a finite number`);
}

function ratesOf(list: string): Record<string, number> {
  const entries = list.split(",").filter((each) => each !== "");
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.lastIndexOf("=");
      if (at < 1) throw new InputError(`--learning-rates has ${JSON.stringify(entry)}; expected name=rate`);
      return [entry.slice(0, at), numberOf(`--learning-rates of ${entry.slice(0, at)}`, entry.slice(at + 1))];
    }),
  );
}
