/**
 * Error control of a flow relative to how far it has come: the error of a step may be `tolerance` times the distance of its end
 * from the start, both in the Euclidean norm.
 *
 * All that is plotted of a student are distances from the start, and a lazy student moves by a thousandth of its
 * parameters: an error relative to the parameters themselves says little about it. Late in training inputs lie on
 * kinks of neurons and the field jumps by each as the solution slides along; one norm over all parameters lets the
 * steps pass over these jumps, which the flow itself keeps small, where a bound by components would resolve each.
 *
 * @param start where the flow begins
 * @param tolerance the share of the distance from it that a step may err by
 * @example
 * import { distanceControl } from "@lazyrich/runs";
 * const ratio = distanceControl(Float64Array.of(0, 0), 0.001);
 * ratio(Float64Array.of(0.001, 0), Float64Array.of(0, 0), Float64Array.of(1, 0)); // 1: just allowed
 */
export function distanceControl(
  start: Float64Array,
  tolerance: number,
): (error: Float64Array, from: Float64Array, to: Float64Array) => number {
  const ratio = (error: Float64Array, to: Float64Array, scale: number): number => {
    let errorSquare = 0;
    let distanceSquare = 0;
    for (let i = 0; i < start.length; i++) {
      const moved = scale * (to[i]! - start[i]!);
      const missed = scale * error[i]!;
      errorSquare += missed * missed;
      distanceSquare += moved * moved;
    }
    // squares of what is this small have lost digits
    if (errorSquare < SAFE_SQUARE && scale === 1) return ratio(error, to, SCALE_OF_SMALL);
    // a flow that stands still makes no error; an error that is finite is never more than the largest number
    if (errorSquare === 0) return 0;
    return distanceSquare === 0 ? Number.MAX_VALUE : Math.sqrt(errorSquare / distanceSquare) / tolerance;
  };
  return (error, _from, to) => ratio(error, to, 1);
}

const SAFE_SQUARE = 2 ** -900;
const SCALE_OF_SMALL = 2 ** 500;
