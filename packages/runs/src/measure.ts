import type { Json } from "@lazyrich/specs";
import type { Observation } from "./observation.js";

/** What is plotted of a run, as it tells of itself; tables, help, captions and color scales derive from it. */
interface MeasureWords {
  /** The column of tables. */
  readonly name: string;
  /** One line: what it is. */
  readonly summary: string;
  /** Its name on an axis, in the language of labels of `@lazyrich/plot`. */
  readonly label: string;
  /** "" where it has none. */
  readonly unit: string;
  /** The scale on which it is looked at. */
  readonly scale: "linear" | "log";
  /** Whether a larger one is better, for the direction of a color scale; null where neither is. */
  readonly better: "smaller" | "larger" | null;
  /** What an example spec needs for the measure to be defined; nothing if not given. */
  readonly example?: Readonly<Record<string, Json>> | undefined;
}

/** One number of a state, relative to the start where it is a distance; null where it is not defined. */
export interface RunMeasure extends MeasureWords {
  /** A run. */
  readonly per: "run";
  of(now: Observation, start: Observation): number | null;
}

/** One number a layer, in a table of its own. */
export interface LayerMeasure extends MeasureWords {
  /** A layer. */
  readonly per: "layer";
  of(now: Observation, start: Observation): readonly (number | null)[];
}

/** Numbers of the places of filters, filter by filter and each channel by channel, row by row. */
export interface FilterPixels {
  /** Filters, channels, height, width. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: readonly number[];
}

/** One number a pixel of filters, in a table of its own; null of a network that has none. */
export interface FilterMeasure extends MeasureWords {
  /** A pixel of a filter. */
  readonly per: "pixel";
  of(now: Observation, start: Observation): FilterPixels | null;
}

/**
 * What is plotted of a run: one number a state, one a layer, or a picture.
 */
export type Measure = RunMeasure | LayerMeasure | FilterMeasure;
