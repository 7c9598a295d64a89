import { deepLearningTime, deepMode } from "@lazyrich/exact";
import { learningRate, time } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Problem } from "./problem.js";

export interface DeepModeSpec {
  /** By which it is named. */
  readonly model: "deep-mode";
  /** Number of weight matrices, or "infinite", with time in units of 1/depth. */
  readonly depth: number | "infinite";
  /** The product of the layers at $t = 0$, not below 0. */
  readonly start: number;
  /** The singular value of the target, not below 0. */
  readonly target: number;
  /** The geometric mean of the learning rates of the layers; 1 if not given. */
  readonly eta?: number | undefined;
  /** Length T, each $>= 0$, in any order. */
  readonly times: readonly number[];
}

export interface DeepModeAnswer {
  /** The spec's times, length T. */
  readonly times: readonly number[];
  /** The mode, length T. */
  readonly u: readonly number[];
  /** When it is halfway from the start to the target; null if it is at no time that is a number, or stands at the target from the start. */
  readonly halfTime: number | null;
}

const deepModeSchema: z.ZodMiniType<DeepModeSpec> = z.strictObject({
  model: z.literal("deep-mode"),
  depth: z.union([z.int().check(z.minimum(1)), z.literal("infinite")]),
  start: z.number().check(z.minimum(0)),
  target: z.number().check(z.minimum(0)),
  eta: learningRate,
  times: z.array(time).check(z.minLength(1)),
});

/**
 * A balanced mode of a deep linear network on whitened inputs, at the spec's times.
 *
 * @see theory.md section 6.
 */
function solveDeepMode({ depth, start, target, eta = 1, times }: DeepModeSpec): DeepModeAnswer {
  const problem = { depth: depth === "infinite" ? Number.POSITIVE_INFINITY : depth, start, target, eta };
  const mode = deepMode(problem);
  const half = start / 2 + target / 2;
  const last = mode.at(Number.MAX_VALUE);
  const isReached = start < target ? last >= half : start > target && last <= half;
  // at depth 1 half of the way always takes as long, also where its value is the smallest of numbers
  const halfTime = depth === 1 ? Math.LN2 / eta : isReached ? deepLearningTime(problem, half) : Number.NaN;
  const isKnown = start !== target && Number.isFinite(halfTime);
  return { times, u: times.map((each) => mode.at(each)), halfTime: isKnown ? halfTime : null };
}

/** A balanced mode of a deep linear network. */
export const deepModeProblem: Problem<DeepModeSpec, DeepModeAnswer> = {
  name: "deep-mode",
  schema: deepModeSchema,
  example: { model: "deep-mode", depth: 4, start: 0.01, target: 1, times: [0, 10, 20, 40] },
  solve: solveDeepMode,
  rows: ({ times, u }) => times.map((t, i) => ({ t, u: u[i]! })),
  summary: ({ halfTime }) =>
    halfTime === null ? "never halfway to the target" : `halfway to the target at t = ${shortNumber(halfTime)}`,
};
