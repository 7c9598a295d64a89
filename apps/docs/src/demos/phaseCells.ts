import { phasePortraitFields } from "./phasePortraitFields.ts";

/** What the map of starts reaches over. */
export const scales = [phasePortraitFields.tau.min, phasePortraitFields.tau.max] as const;
export const deltas = [phasePortraitFields.delta.min, phasePortraitFields.delta.max] as const;

/** The start of a student. */
export interface PhaseStart {
  readonly tau: number;
  readonly delta: number;
}

/** The cell that a start lies in, of a map with `side` x `side` cells; rows from the greatest delta down. */
export function indexAt({ tau, delta }: PhaseStart, side: number): number {
  const part = Math.log(tau / scales[0]) / Math.log(scales[1] / scales[0]);
  const across = Math.min(side - 1, Math.floor(side * part));
  const down = Math.min(side - 1, Math.floor((side * (deltas[1] - delta)) / (deltas[1] - deltas[0])));
  return down * side + across;
}

/** The start at the middle of a cell. */
export function cellAt(index: number, side: number): PhaseStart {
  return {
    tau: scales[0] * (scales[1] / scales[0]) ** (((index % side) + 0.5) / side),
    delta: deltas[1] - ((deltas[1] - deltas[0]) * (Math.floor(index / side) + 0.5)) / side,
  };
}

/** 0, ..., count - 1 in steps of the golden ratio, so that any beginning of the list is spread evenly. */
export function spread(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k).sort((a, b) => ((a * 0.6180339887) % 1) - ((b * 0.6180339887) % 1));
}
