import { csv, jsonText, parseCsv, parseJsonText, type Row } from "@lazyrich/tables";
import type { RunSpec } from "../spec/runSpec.js";
import type { Provenance } from "./provenance.js";
import type { Result } from "./result.js";

/**
 * File formats of results: JSON holds all of one; the others one table a file.
 *
 * @example
 * import { resultFormats } from "@lazyrich/runs";
 * resultFormats; // ["json", "csv", "parquet"]
 */
export const resultFormats = ["json", "csv", "parquet"] as const;
/**
 * One of `resultFormats`.
 */
export type ResultFormat = (typeof resultFormats)[number];

/** A file of a result. */
export interface ResultFile {
  /** The end of its name: ".json", "-layers.csv". */
  readonly ending: string;
  /** What is written. */
  readonly content: string | Uint8Array;
}

/** What is told of a table beside its rows. */
interface About {
  readonly spec: RunSpec | null;
  readonly provenance: Provenance | null;
}

/**
 * The files of a result: one of JSON; or, as CSV and Parquet, one for its rows and one for each further table. Spec and
 * provenance are in the metadata of Parquet, and in a JSON file beside CSV.
 *
 * @param result what is written
 * @param format one of `resultFormats`
 * @example
 * import { resultFiles } from "@lazyrich/runs";
 * const result = { spec: null, rows: [{ step: 0, trainLoss: 0.5 }], tables: {}, provenance: null };
 * const [file] = await resultFiles(result, "csv");
 * file.ending; // ".csv"
 * file.content; // "step,trainLoss\n0,0.5\n"
 */
export async function resultFiles(
  { spec, rows, tables, provenance }: Result,
  format: ResultFormat,
): Promise<ResultFile[]> {
  const about: About = { spec, provenance };
  if (format === "json") {
    const further = Object.keys(tables).length > 0 ? { tables } : {};
    return [{ ending: ".json", content: `${jsonText({ spec, rows, ...further, provenance })}\n` }];
  }
  const { parquet } = await import("@lazyrich/tables/parquet");
  const each = Object.entries({ "": rows, ...tables }).map(([name, table]) => ({
    ending: `${name === "" ? "" : `-${name}`}.${format}`,
    content: format === "csv" ? csv(table) : parquet(table, { lazyrich: jsonText(about) }),
  }));
  return format === "csv" ? [...each, { ending: ".json", content: `${jsonText(about)}\n` }] : each;
}

/**
 * The result in a file. A table that another program has written, without spec and provenance, is read as its rows.
 *
 * @param bytes of the file
 * @param name of the file, for errors; its ending is the format.
 * @param beside the content of the JSON file beside a CSV file, if there is one.
 * @throws RangeError in one line that begins with the name.
 * @example
 * import { parseResult } from "@lazyrich/runs";
 * const csv = new TextEncoder().encode("tau,step,trainLoss\n1,0,0.5\n");
 * (await parseResult(csv, "others.csv")).rows; // [{ tau: 1, step: 0, trainLoss: 0.5 }]
 */
export async function parseResult(bytes: Uint8Array, name: string, beside?: Uint8Array): Promise<Result> {
  const ending = /\.([^./\\]*)$/.exec(name.toLowerCase())?.[1];
  const text = (content: Uint8Array): string => new TextDecoder().decode(content);
  switch (ending) {
    case "json": {
      const { spec, rows, tables, provenance } = object(text(bytes), name) as Partial<Result>;
      if (!isTable(rows)) throw new RangeError(`${name} has no rows; expected a result of this package`);
      return { spec: spec ?? null, rows, tables: tables ?? {}, provenance: provenance ?? null };
    }
    case "csv":
      return {
        rows: withoutIndex(parseCsv(text(bytes), name)),
        tables: {},
        ...aboutOf(beside && object(text(beside), `${name}'s JSON file`)),
      };
    case "parquet": {
      const { parseParquet } = await import("@lazyrich/tables/parquet");
      const { rows, metadata } = await parseParquet(bytes, name);
      const about = metadata.lazyrich;
      return {
        rows: withoutIndex(rows),
        tables: {},
        ...aboutOf(about === undefined ? undefined : object(about, name)),
      };
    }
    default:
      throw new RangeError(
        `${name} is no result; expected a file that ends in ${resultFormats.map((each) => `.${each}`).join(", ")}`,
      );
  }
}

/** As pandas names the numbers of its rows. */
const INDEX = /^(Unnamed: \d+|__index_level_\d+__|)$/;

function withoutIndex(rows: readonly Row[]): readonly Row[] {
  const index = Object.keys(rows[0] ?? {}).filter((column) => INDEX.test(column));
  if (index.length === 0) return rows;
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !index.includes(column))));
}

function object(text: string, name: string): object {
  const value = parseJsonText(text, name);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new RangeError(`${name} holds no object; expected a result of this package`);
}

function aboutOf(about: Partial<About> | undefined): About {
  return { spec: about?.spec ?? null, provenance: about?.provenance ?? null };
}

const isTable = (rows: unknown): rows is readonly Row[] =>
  Array.isArray(rows) && rows.every((row) => typeof row === "object" && row !== null);
