import type { Numbers } from "@lazyrich/networks";

/**
 * The numbers that a network computes in.
 */
export type Precision = "float32" | "float64";

/** Views of one memory: numbers in the precision of a network, moments in float64, indices unsigned. */
export interface Memory {
  numbers: Numbers;
  moments: Float64Array;
  indices: Uint32Array;
}
