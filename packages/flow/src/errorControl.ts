import { numbersOf, requireNumber, requirePositive } from "./requireSettings.js";

/** How an adaptive method controls its error, and the limits of its step and work. */
export interface ErrorControl {
  /** Error allowed in one step relative to the size of a component; between 1e-14 and 1. The method names its default. */
  readonly relativeTolerance: number;
  /**
   * Error allowed in one step of a component near zero, in the units of the state; positive. One number, or one for each
   * component. If absent it is scaled to the start: a thousandth of `relativeTolerance` times the largest entry of `theta0`, or
   * times 1 if that is larger or 0.
   */
  readonly absoluteTolerance?: number | ArrayLike<number> | undefined;
  /** First step tried; chosen from the field if absent. */
  readonly initialStep?: number | undefined;
  /** Longest step; no limit if absent. */
  readonly maximumStep: number;
  /** Evaluations after which the integration gives up with an IntegrationError; 1e8 if absent. */
  readonly maximumEvaluations: number;
}

/** How an adaptive method controls its error, where what is absent has the default that its line says. */
export type ErrorControlOptions = { readonly [name in keyof ErrorControl]?: ErrorControl[name] | undefined };

export const errorControlNames: readonly string[] = [
  "relativeTolerance",
  "absoluteTolerance",
  "initialStep",
  "maximumStep",
  "maximumEvaluations",
];

/** @throws RangeError or TypeError that names the setting that is out of its range. */
export function errorControl(
  {
    relativeTolerance: givenRelative,
    absoluteTolerance,
    initialStep,
    maximumStep = Number.POSITIVE_INFINITY,
    maximumEvaluations = 1e8,
  }: ErrorControlOptions,
  defaultRelative: number,
): ErrorControl {
  const relativeTolerance = givenRelative ?? defaultRelative;
  requireNumber("relativeTolerance", relativeTolerance, "a number of at least 1e-14 and below 1");
  if (!(relativeTolerance >= 1e-14 && relativeTolerance < 1)) {
    throw new RangeError(`relativeTolerance is ${relativeTolerance}; expected at least 1e-14 and below 1`);
  }
  if (typeof absoluteTolerance === "object") {
    const each = numbersOf("absoluteTolerance", absoluteTolerance, "a number, or one for each component");
    for (const [i, value] of each.entries()) requirePositive(`absoluteTolerance[${i}]`, value);
  } else if (absoluteTolerance !== undefined) requirePositive("absoluteTolerance", absoluteTolerance);
  if (initialStep !== undefined) requirePositive("initialStep", initialStep);
  requireNumber("maximumStep", maximumStep, "a positive number");
  if (!(maximumStep > 0)) throw new RangeError(`maximumStep is ${maximumStep}; expected a positive number`);
  requireNumber("maximumEvaluations", maximumEvaluations, "a number of at least 1");
  if (!(maximumEvaluations >= 1)) {
    throw new RangeError(`maximumEvaluations is ${maximumEvaluations}; expected a number of at least 1`);
  }
  return { relativeTolerance, absoluteTolerance, initialStep, maximumStep, maximumEvaluations };
}

/** The absolute tolerance of every component for a start. @throws RangeError if there is one for each of another number. */
export function absoluteTolerances(control: ErrorControl, start: Float64Array): Float64Array {
  const { relativeTolerance, absoluteTolerance: given } = control;
  if (typeof given === "object") {
    if (given.length !== start.length) {
      throw new RangeError(
        `absoluteTolerance has length ${given.length}; expected ${start.length}, the length of theta0`,
      );
    }
    return Float64Array.from(given);
  }
  let largest = 0;
  for (let i = 0; i < start.length; i++) largest = Math.max(largest, Math.abs(start[i]!));
  // below 1e-300 the quotients by it would overflow
  const scaled = Math.max(1e-300, 1e-3 * relativeTolerance * (largest === 0 ? 1 : Math.min(1, largest)));
  return new Float64Array(start.length).fill(given ?? scaled);
}

/** A step below this at `time` is lost in the rounding of the time itself. */
export function smallestStep(time: number): number {
  return Math.max(16 * Number.EPSILON * time, Number.MIN_VALUE * 2 ** 100);
}

/** A step may be stretched by this factor to land on the end, so that rounding leaves no sliver before it. */
export const END_STRETCH: number = 1 + 1e-9;
