import { positive } from "./positive.js";

/** How an adaptive method controls its error, and the limits of its step. */
export interface ErrorControl {
  /** Error allowed in one step relative to the size of a component; between 1e-14 and 1. */
  readonly relativeTolerance: number;
  /** Error allowed in one step of a component near zero, in the units of the state; positive. */
  readonly absoluteTolerance: number;
  /** First step tried; chosen from the field if absent. */
  readonly initialStep?: number | undefined;
  /** Longest step; no limit if absent. */
  readonly maximumStep: number;
}

/** The same, each with a default. */
export type ErrorControlOptions = Partial<ErrorControl>;

/** @throws RangeError that names the setting that is out of its range. */
export function errorControl(
  { relativeTolerance, absoluteTolerance, initialStep, maximumStep = Number.POSITIVE_INFINITY }: ErrorControlOptions,
  defaults: { readonly relativeTolerance: number; readonly absoluteTolerance: number },
): ErrorControl {
  const control: ErrorControl = {
    relativeTolerance: relativeTolerance ?? defaults.relativeTolerance,
    absoluteTolerance: absoluteTolerance ?? defaults.absoluteTolerance,
    initialStep,
    maximumStep,
  };
  if (!(control.relativeTolerance >= 1e-14 && control.relativeTolerance < 1)) {
    throw new RangeError(`relativeTolerance is ${control.relativeTolerance}, but must be at least 1e-14 and below 1`);
  }
  positive("absoluteTolerance", control.absoluteTolerance);
  if (initialStep !== undefined) positive("initialStep", initialStep);
  if (!(maximumStep > 0)) throw new RangeError(`maximumStep is ${maximumStep}, but must be positive`);
  return control;
}

/** A step below this at `time` is lost in the rounding of the time itself. */
export function smallestStep(time: number): number {
  return Math.max(16 * Number.EPSILON * time, Number.MIN_VALUE * 2 ** 100);
}

/** A step may be stretched by this factor to land on the end, so that rounding leaves no sliver before it. */
export const END_STRETCH: number = 1 + 1e-9;
