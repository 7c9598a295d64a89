import { builtInLists } from "./builtInLists.js";
import type { Result } from "./result/result.js";
import { run } from "./run.js";

/** Runs a sweep and gives its result, cells in the order of the spec. */
export type SweepRunner = (
  spec: unknown,
  options?: {
    readonly onProgress?: ((fraction: number) => void) | undefined;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<Result>;

/** Runs a sweep in this thread and keeps nothing: for small ones, and where there is no file system. */
export const sweepInThread: SweepRunner = (spec, options = {}) => run(spec, { lists: builtInLists, ...options });
