import type { Row } from "@lazyrich/tables";
import type { SweepSpec } from "./sweepSpec.js";

/** Runs a sweep of students to tidy rows, one a checkpoint of a cell, in the order of the cells. */
export type SweepRunner = (
  spec: SweepSpec,
  options?: {
    readonly onProgress?: ((fraction: number) => void) | undefined;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<readonly Row[]>;
