import { pictureFile } from "@lazyrich/figures/files";
import { csv, jsonText, type Row } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { parquet } from "@lazyrich/tables/parquet";
import { InputError } from "../../input/inputError.js";
import { writing } from "../../output/outputError.js";
import { oneOf } from "./options.js";

/** What a diagnosis can be written as. */
export interface Answer {
  readonly text: () => string;
  /** Its sentences alone, which are said where a file holds the rest; empty if there are none. */
  readonly summary: string;
  readonly json: unknown;
  readonly rows: readonly Row[];
  /** An SVG; undefined where there is nothing to draw. */
  readonly figure: (() => string) | undefined;
}

const formats = ["table", "json", "csv", "parquet", "svg", "png", "pdf"] as const;
export type OutputFormat = (typeof formats)[number];
const ENDINGS: Readonly<Record<string, OutputFormat>> = {
  ".txt": "table",
  ...Object.fromEntries(formats.slice(1).map((format) => [`.${format}`, format])),
};

export interface OutputOptions {
  readonly format?: string;
  readonly out?: string;
}

/** @throws InputError if the options name no format, or one that needs a file without naming the file. */
export function outputFormat({ format, out }: OutputOptions): OutputFormat {
  if (format !== undefined) {
    const chosen = oneOf("--format", format, formats);
    if (out !== undefined || chosen === "table" || chosen === "json" || chosen === "csv" || chosen === "svg")
      return chosen;
    throw new InputError(`--format is "${chosen}" without --out; expected a file for it`);
  }
  if (out === undefined) return "table";
  const ending = Object.keys(ENDINGS).find((each) => out.endsWith(each));
  if (ending !== undefined) return ENDINGS[ending]!;
  const expected = `expected a name that ends in ${Object.keys(ENDINGS).join(", ")}, or --format`;
  throw new InputError(`--out is ${JSON.stringify(out)}; ${expected}`);
}

/** Writes to standard output the answer and nothing else, or a file and what it says in short. */
export async function writeAnswer(answer: Answer, format: OutputFormat, out: string | undefined): Promise<void> {
  const content = await contentOf(answer, format);
  if (out === undefined) {
    process.stdout.write(content);
    return;
  }
  writing(out, "a file in a folder that can be written", () => writeFilesTogether([{ path: out, content }]));
  process.stdout.write(`${answer.summary === "" ? "" : `${answer.summary}\n`}wrote ${out}\n`);
}

async function contentOf({ text, json, rows, figure }: Answer, format: OutputFormat): Promise<string | Uint8Array> {
  if (format === "table") return text();
  if (format === "json") return `${jsonText(json)}\n`;
  if (format === "csv") return csv(rows);
  if (format === "parquet") return parquet(rows);
  if (figure === undefined) throw new InputError(`arrays have no figure, but ${format} is asked for; expected a table`);
  return await pictureFile(figure(), format);
}
