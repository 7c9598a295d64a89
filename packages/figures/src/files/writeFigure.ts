import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { columnsOf, csv } from "@lazyrich/tables";
import { type FileContent, writeFilesTogether } from "@lazyrich/tables/files";
import type { Figure, FigureData } from "../figure.js";
import { pictureFile } from "./pictureFile.js";

/** Pictures, an animation of those that have one, and the rows they are drawn from. */
export const figureFormats = ["svg", "png", "pdf", "apng", "csv", "parquet"] as const;
export type FigureFormat = (typeof figureFormats)[number];

export interface WriteFigureOptions<Spec> {
  readonly figure: Figure<Spec>;
  /** The spec the rows were run from. */
  readonly spec: Spec;
  readonly data: FigureData;
  /** The folder; made if it does not exist. */
  readonly folder: string;
  readonly formats: readonly FigureFormat[];
  /** Pixels of a PNG per point of the figure: 4 is 288 dots per inch in print. */
  readonly scale?: number | undefined;
  /** The width in points; each figure has its own by default. */
  readonly width?: number | undefined;
  /** Aborting before the files are in place makes it throw the signal's reason and write none. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a figure's files into a folder: `figure-3.svg`, `.png`, `.pdf`, `.apng`, one `figure-3-TABLE.csv` or `.parquet` per table
 * of rows, and always `figure-3.json` with spec, title, caption, largest difference, tables and the version that made it.
 *
 * The files appear together at the end, each whole; if anything fails, none does.
 *
 * @returns the paths written.
 */
export async function writeFigure<Spec>(options: WriteFigureOptions<Spec>): Promise<string[]> {
  const { figure, spec, data, folder, formats, scale = 4, width, signal } = options;
  const name = `figure-${figure.id}`;
  const files: FileContent[] = [];
  const add = (file: string, content: string | Uint8Array) => files.push({ path: join(folder, file), content });
  const wanted = new Set(formats);
  const svg = wanted.has("svg") || wanted.has("png") || wanted.has("pdf") ? figure.draw(data, spec, { width }) : "";
  for (const format of ["svg", "png", "pdf"] as const) {
    if (wanted.has(format)) add(`${name}.${format}`, await pictureFile(svg, format, scale));
  }
  if (wanted.has("apng")) add(`${name}.apng`, await animation(options));
  const { parquet } = await import("@lazyrich/tables/parquet");
  for (const [table, rows] of Object.entries(data.tables)) {
    if (wanted.has("csv")) add(`${name}-${table}.csv`, csv(rows));
    if (wanted.has("parquet")) add(`${name}-${table}.parquet`, parquet(rows));
  }
  add(`${name}.json`, `${JSON.stringify(description(figure, spec, data), undefined, 2)}\n`);
  // drawing does not yield: let an interrupt that came meanwhile act
  await setImmediate();
  signal?.throwIfAborted();
  writeFilesTogether(files);
  return files.map(({ path }) => path);
}

/** Seconds that a frame of an animation is shown, and its last one. */
const FRAME_SECONDS = { each: 0.08, last: 2 };

async function animation<Spec>({
  figure,
  spec,
  data,
  scale = 4,
  width,
}: WriteFigureOptions<Spec>): Promise<Uint8Array> {
  if (figure.frames === undefined) {
    throw new RangeError(`figure ${figure.id} has no animation; expected another format than apng`);
  }
  const { animatedPng, svgToPng } = await import("@lazyrich/plot/files");
  const frames = figure.frames(data, spec, { width }).map((svg) => svgToPng(svg, { scale: scale / 2 }));
  const seconds = frames.map((_, i) => (i === frames.length - 1 ? FRAME_SECONDS.last : FRAME_SECONDS.each));
  return animatedPng(frames, { seconds });
}

function description<Spec>(figure: Figure<Spec>, spec: Spec, data: FigureData): object {
  const tables = Object.entries(data.tables).map(([table, rows]) => [
    table,
    { rows: rows.length, columns: columnsOf(rows) },
  ]);
  return {
    figure: figure.id,
    title: figure.title,
    caption: figure.caption(spec, data),
    largestDifference: data.largestDifference,
    spec,
    tables: Object.fromEntries(tables),
    madeBy: `@lazyrich/figures ${version()}`,
  };
}

const version = (): string => JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
