import type { Matrix } from "@lazyrich/linalg";

/** The inputs that lie on one line through 0: a neuron is at the kink of all of them at once. */
export interface KinkSurface {
  /** A unit vector u along the line, length d: neuron k is at the kink where w_k.u = 0. */
  readonly direction: Float64Array;
  /** Rows of X on the line. */
  readonly inputs: readonly number[];
  /** x_i = multiple_i u, of either sign. */
  readonly multiples: readonly number[];
}

/**
 * The kinks of a neuron on the rows of X (n x d): one surface for all inputs that are multiples of one another, so a single one in
 * one dimension; none for inputs that are 0.
 */
export function kinkSurfaces({ rows: n, columns: d, data }: Matrix): KinkSurface[] {
  const surfaces: { direction: Float64Array; inputs: number[]; multiples: number[] }[] = [];
  for (let i = 0; i < n; i++) {
    const x = data.subarray(i * d, (i + 1) * d);
    const length = Math.hypot(...x);
    if (length === 0) continue;
    const unit = Float64Array.from(x, (entry) => entry / length);
    const surface = surfaces.find(({ direction }) => {
      const sign = direction.reduce((sum, entry, j) => sum + entry * unit[j]!, 0) < 0 ? -1 : 1;
      // rows that were written as multiples of one another, up to the rounding of their entries
      return direction.every((entry, j) => Math.abs(entry - sign * unit[j]!) < 8 * Number.EPSILON);
    });
    const along = surface?.direction.reduce((sum, entry, j) => sum + entry * unit[j]!, 0) ?? 1;
    if (surface === undefined) surfaces.push({ direction: unit, inputs: [i], multiples: [length] });
    else {
      surface.inputs.push(i);
      surface.multiples.push(Math.sign(along) * length);
    }
  }
  return surfaces;
}
