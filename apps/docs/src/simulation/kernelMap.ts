import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";

/** A grid of starts of one neuron: lengths of beta0 across (logarithmic), deltas from the top down. */
export interface KernelMapRequest {
  /** Between beta0 and the target (1, 0), in degrees. */
  readonly angle: number;
  readonly cells: number;
  readonly scales: readonly [number, number];
  readonly deltas: readonly [number, number];
}

/** Late enough for every start of the map to have arrived. */
export const theEnd: Float64Array = Float64Array.of(1e7);

/** The exact flow from a function of a length at an angle to the target (1, 0). */
export function flowFrom({
  delta,
  scale,
  angle,
}: {
  readonly delta: number;
  readonly scale: number;
  readonly angle: number;
}): ReturnType<typeof singleNeuron> {
  const turn = (angle * Math.PI) / 180;
  const { a, w } = neuronWithFunction({ beta0: [scale * Math.cos(turn), scale * Math.sin(turn)], delta });
  return singleNeuron({ a0: a, w0: w, betaStar: [1, 0] });
}

/** The middle of a cell. */
export function cellAt(
  k: number,
  { cells, scales, deltas }: Omit<KernelMapRequest, "angle">,
): { readonly scale: number; readonly delta: number } {
  return {
    scale: scales[0] * (scales[1] / scales[0]) ** (((k % cells) + 0.5) / cells),
    delta: deltas[1] - ((deltas[1] - deltas[0]) * (Math.floor(k / cells) + 0.5)) / cells,
  };
}

/** The kernel distance between start and end of each cell, row after row. */
export function kernelMap({ angle, ...grid }: KernelMapRequest): Float64Array {
  return Float64Array.from({ length: grid.cells ** 2 }, (_, k) => {
    return flowFrom({ ...cellAt(k, grid), angle }).trajectory(theEnd).kernelDistance[0]!;
  });
}
