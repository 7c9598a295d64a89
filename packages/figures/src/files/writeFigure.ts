import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { csv } from "@lazyrich/tables";
import { type FileContent, writeFilesTogether } from "@lazyrich/tables/files";
import type { DrawOptions, Figure, FigureData } from "../figure.js";
import type { FigureFormat } from "./figureFormats.js";
import { figureJson } from "./figureJson.js";
import { pictureFile } from "./pictureFile.js";

/**
 * Those of figures that move.
 *
 * @example
 * import { animationFormats } from "@lazyrich/figures/files";
 * animationFormats; // ["apng", "animated-svg"]
 */
export const animationFormats = ["apng", "animated-svg"] as const;

export interface WriteFigureOptions<Spec> {
  readonly figure: Figure<Spec>;
  /** The spec the rows were run from. */
  readonly spec: Spec;
  readonly data: FigureData;
  /** The folder; made if it does not exist. */
  readonly folder: string;
  /** What is written, rows or pictures. */
  readonly formats: readonly FigureFormat[];
  /** Pixels of a PNG per point of the figure: 4 is 288 dots per inch in print. */
  readonly scale?: number | undefined;
  /** Width, theme and what else concerns drawing alone; each figure has its own by default. */
  readonly look?: DrawOptions | undefined;
  /** Aborting before the files are in place makes it throw the signal's reason and write none. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a figure's files into a folder: `figure-3.svg`, `.png`, `.pdf`, `.apng`, `figure-3-animated.svg`, one `figure-3-TABLE.csv` or
 * `.parquet` per table of rows, and always `figure-3.json`, the figure with its rows as `figureJson` writes it.
 *
 * The files appear together at the end, each whole; if anything fails, none does.
 *
 * @param options figure, rows, folder and formats
 * @returns the paths written.
 * @example
 * import { findFigure } from "@lazyrich/figures";
 * import { writeFigure } from "@lazyrich/figures/files";
 * const figure = findFigure("deep-modes");
 * const data = await figure.run(figure.spec);
 * const paths = await writeFigure({ figure, spec: figure.spec, data, folder: "pictures", formats: ["svg"] });
 * paths.length; // 2: the picture, and its rows as JSON
 */
export async function writeFigure<Spec>(options: WriteFigureOptions<Spec>): Promise<string[]> {
  const { figure, spec, data, folder, formats, scale = 4, look, signal } = options;
  const name = `figure-${figure.id}`;
  const files: FileContent[] = [];
  const add = (file: string, content: string | Uint8Array) => files.push({ path: join(folder, file), content });
  const wanted = new Set(formats);
  const svg = wanted.has("svg") || wanted.has("png") || wanted.has("pdf") ? figure.draw(data, spec, look) : "";
  for (const format of ["svg", "png", "pdf"] as const) {
    if (wanted.has(format)) add(`${name}.${format}`, await pictureFile(svg, format, scale));
  }
  for (const format of animationFormats) {
    if (wanted.has(format))
      add(format === "apng" ? `${name}.apng` : `${name}-animated.svg`, await animation(options, format));
  }
  const { parquet } = await import("@lazyrich/tables/parquet");
  for (const [table, rows] of Object.entries(data.tables)) {
    if (wanted.has("csv")) add(`${name}-${table}.csv`, csv(rows));
    if (wanted.has("parquet")) add(`${name}-${table}.parquet`, parquet(rows));
  }
  add(`${name}.json`, figureJson(figure, spec, data, look));
  // drawing does not yield: let an interrupt that came meanwhile act
  await setImmediate();
  signal?.throwIfAborted();
  writeFilesTogether(files);
  return files.map(({ path }) => path);
}

/** Seconds that a frame of an animation is shown, and its last one. */
const FRAME_SECONDS = { each: 0.08, last: 2 };

async function animation<Spec>(
  { figure, spec, data, scale = 4, look }: WriteFigureOptions<Spec>,
  format: (typeof animationFormats)[number],
): Promise<string | Uint8Array> {
  if (figure.frames === undefined) {
    throw new RangeError(`figure ${figure.id} has no animation; expected another format than ${format}`);
  }
  const { animatedPng, animatedSvg, svgToPng } = await import("@lazyrich/plot/files");
  const frames = figure.frames(data, spec, look);
  const seconds = frames.map((_, i) => (i === frames.length - 1 ? FRAME_SECONDS.last : FRAME_SECONDS.each));
  if (format === "animated-svg") return animatedSvg(frames, { seconds });
  const pictures = frames.map((svg) => svgToPng(svg, { scale: scale / 2 }));
  return animatedPng(pictures, { seconds });
}
