import type { SweepRunner } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import type { ZodMiniType } from "zod/mini";

/** What a figure's run produces: tables of rows, enough to draw the figure again without running it. */
export interface FigureData {
  /** Tables by name; the rows of one table have the same columns. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** max |exact - simulation| over the rows, in the units of the plotted quantity; missing where nothing is compared. */
  readonly largestDifference?: number;
}

export interface RunOptions {
  /** Called with the finished share of the run, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /** Aborting makes the run throw the signal's reason. */
  readonly signal?: AbortSignal;
  /** How sweeps are run: on worker processes, with results that are kept; in this thread if not given. */
  readonly sweep?: SweepRunner;
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
  /** What a reader needs beside the picture: panels, settings, which line is which. */
  caption(spec: Spec): string;
  /** Checks a user's spec; unknown fields are refused (`z.strictObject`). */
  readonly schema: ZodMiniType<Spec>;
  /** The settings of a run without others: the paper's, or a quick part of them where those take long. */
  readonly spec: Spec;
  /** Other settings by name, such as `paper`. */
  readonly presets?: Readonly<Record<string, Spec>>;
  run(spec: Spec, options?: RunOptions): Promise<FigureData>;
  /** The figure as SVG markup. */
  draw(data: FigureData, spec: Spec): string;
  /** An animation of it: SVG markup of the same size, frame by frame. */
  frames?(data: FigureData, spec: Spec): string[];
}
