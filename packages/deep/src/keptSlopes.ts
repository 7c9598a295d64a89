import type { Place } from "./layerKind.js";

/** Slopes of all outputs, by position: rows (input, output) of each, as a contraction takes them. */
export interface KeptSlopes {
  /** Keeps the slopes of output `a`, rows (position, input) that lie `stride` numbers apart. */
  keep(slopes: number, a: number, stride?: number): void;
  /** The rows of a position. */
  at(position: number): number;
  /** The sums over positions. */
  summed(): number;
}

export function keptSlopes(
  { machine, capacity, batch, kernelOutputs: c }: Place,
  units: number,
  kept: number,
): KeptSlopes {
  const { kernels, size } = machine;
  const buffer = c > 0 ? machine.numbers(kept * capacity * c * units) : 0;
  const sums = c > 0 && kept > 1 ? machine.numbers(capacity * c * units) : 0;
  const at = (position: number): number => buffer + position * batch.count * c * units * size;
  return {
    at,
    keep(slopes, a, stride = units) {
      const n = batch.count;
      for (let s = 0; s < kept; s++) {
        kernels.copyRows(n, units, slopes + s * n * stride * size, stride, at(s) + a * units * size, c * units);
      }
    },
    summed() {
      if (kept === 1) return buffer;
      const length = batch.count * c * units;
      kernels.clear(length, sums);
      for (let s = 0; s < kept; s++) kernels.addVector(length, at(s), sums);
      return sums;
    },
  };
}
