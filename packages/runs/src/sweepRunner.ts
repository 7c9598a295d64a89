import { builtInLists } from "./builtInLists.js";
import type { Result } from "./result/result.js";
import { run } from "./run.js";

/**
 * Runs a sweep and gives its result, cells in the order of the spec.
 *
 * @param spec with its axes
 * @param options whom it tells, and what ends it
 */
export type SweepRunner = (
  spec: unknown,
  options?: {
    /** Called with the share of the cells that is done, from 0 to 1. */
    readonly onProgress?: ((fraction: number) => void) | undefined;
    /** Aborting rejects with the signal's reason. */
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<Result>;

/**
 * Runs a sweep in this thread and keeps nothing: for small ones, and where there is no file system.
 *
 * @example
 * import { sweepInThread } from "@lazyrich/runs";
 * const { rows } = await sweepInThread({
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: [-1, 1] },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 *   measures: ["trainLoss"],
 * });
 * rows.map(({ delta }) => delta); // [-1, 1]
 */
export const sweepInThread: SweepRunner = (spec, options = {}) => run(spec, { lists: builtInLists, ...options });
