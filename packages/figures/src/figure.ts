import type { Theme } from "@lazyrich/plot";
import type { SweepRunner } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import type { ZodMiniType } from "zod/mini";
import type { Statistic } from "./map/statistics.js";

/** What a figure's run produces: tables of rows, enough to draw the figure again without running it. */
export interface FigureData {
  /** Tables by name; the rows of one table have the same columns. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** max |exact - simulation| over the rows, in the units of the plotted quantity; missing where nothing is compared. */
  readonly largestDifference?: number | undefined;
}

/**
 * Whom a run tells, and how it runs sweeps.
 */
export interface RunOptions {
  /** Called with the finished share of the run, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Aborting makes the run throw the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How sweeps are run: on worker processes, with results that are kept; in this thread if not given. */
  readonly sweep?: SweepRunner | undefined;
}

/** How rows are drawn, which is no part of a spec. */
export interface DrawOptions {
  /** In points, such as those of `paperWidth`; each figure has its own by default. Type, strokes and symbols keep their size. */
  readonly width?: number | undefined;
  /** Colours, strokes and font sizes; those of paper by default. */
  readonly theme?: Theme | undefined;
  /** Of a figure of maps: the steps whose maps are shown, by default those that the figure chooses, and what is drawn of the seeds, by default their mean. */
  readonly steps?: readonly number[] | undefined;
  /** Of a figure of maps, what is drawn of the seeds; their mean by default. */
  readonly statistic?: Statistic | undefined;
}

/**
 * How an animation is drawn.
 */
export interface FrameOptions extends DrawOptions {
  /** How many frames there are at most. */
  readonly count?: number | undefined;
}

/** How many frames an animation has by default. */
export const FRAMES = 48;

/** So many of the numbers 0, ..., `size` - 1, evenly apart, the first and the last among them; all if there are not more. */
export function framesOf(size: number, count: number = FRAMES): number[] {
  const frames = Math.min(size, Math.max(2, count));
  return Array.from({ length: frames }, (_, i) => Math.round((i * (size - 1)) / Math.max(1, frames - 1)));
}

/**
 * A figure: a spec that runs to tables of rows, and rows that draw to a picture.
 *
 * `run` never draws and `draw` never computes, so a stored figure is drawn again from its rows.
 */
export interface Figure<Spec = unknown> {
  /** The number in the paper: "2", "3", "4a", ... */
  readonly id: string;
  /** One line for a list of figures. */
  readonly title: string;
  /** What a reader needs beside the picture: panels, settings, which line is which, and of results what the rows show. */
  caption(spec: Spec, data: FigureData, options?: DrawOptions): string;
  /** Checks a user's spec; unknown fields are refused (`z.strictObject`). */
  readonly schema: ZodMiniType<Spec>;
  /** The settings of a run without others: the paper's, or ours where they are quicker or better to see. */
  readonly spec: Spec;
  /** Other settings by name: `paper` where `spec` is not the paper's. */
  readonly presets?: Readonly<Record<string, Spec>> | undefined;
  run(spec: Spec, options?: RunOptions): Promise<FigureData>;
  /**
   * The settings and the data of the figure from rows of stored runs, of its own or of a user's sweep; missing where a figure
   * is of no runs.
   *
   * @throws RangeError in one line that names what the rows lack.
   */
  fromRuns?(rows: readonly Row[]): { readonly spec: Spec; readonly data: FigureData };
  /** The figure as SVG markup. */
  draw(data: FigureData, spec: Spec, options?: DrawOptions): string;
  /** An animation of it: SVG markup of the same size, frame by frame. */
  frames?(data: FigureData, spec: Spec, options?: FrameOptions): string[];
}
