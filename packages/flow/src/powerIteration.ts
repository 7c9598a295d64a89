import { norm } from "./norms.js";
import { type StepperState, savedArray, savedNumber } from "./stepperState.js";
import type { VectorField } from "./vectorField.js";

const SAFETY = 1.2;
const RELATIVE_CHANGE = 0.05;
const MOST_ITERATIONS = 16;

/**
 * Nonlinear power method for the spectral radius of the Jacobian of a field at a state, from differences of the field
 * alone: v <- d (F(theta + v) - F(theta)) / |F(theta + v) - F(theta)| with |v| = d, the radius being
 * |F(theta + v) - F(theta)| / d. One evaluation an iteration.
 *
 * A Jacobian that is not symmetric gives norms that swing around the radius or lie above it, and a kink of the field
 * gives noise: where the iteration does not settle, the largest of its recent norms is taken. Across a kink the
 * quotient grows as d shrinks; the caller chooses a d of the size of the error it allows, below which the field need
 * not be resolved. The vector is kept, so a second estimate nearby takes two or three iterations.
 *
 * @see Sommeijer, Shampine, Verwer 1997, section 2.3; Lindberg 1972.
 */
export class PowerIteration {
  /** Upper estimate of the spectral radius, with a margin of 20%, once `iterate` has returned true. */
  radius = 0;
  private readonly vector: Float64Array;
  private readonly image: Float64Array;
  private readonly point: Float64Array;
  private hasVector = false;
  private iteration = 0;
  private lastNorm = 0;
  private recentLargest = 0;

  constructor(dimension: number) {
    this.vector = new Float64Array(dimension);
    this.image = new Float64Array(dimension);
    this.point = new Float64Array(dimension);
  }

  /** What `restore` needs, with names that begin with `power`. */
  save(): StepperState {
    return {
      powerVector: this.vector.slice(),
      powerHasVector: Number(this.hasVector),
      powerIteration: this.iteration,
      powerLastNorm: this.lastNorm,
      powerRecentLargest: this.recentLargest,
    };
  }

  restore(state: StepperState): void {
    this.vector.set(savedArray(state, "powerVector", this.vector.length));
    this.hasVector = savedNumber(state, "powerHasVector") === 1;
    this.iteration = savedNumber(state, "powerIteration");
    this.lastNorm = savedNumber(state, "powerLastNorm");
    this.recentLargest = savedNumber(state, "powerRecentLargest");
  }

  /** Begins an estimate at a state with the given field there. */
  begin(fieldAtState: Float64Array): void {
    this.iteration = 0;
    this.lastNorm = 0;
    this.recentLargest = 0;
    if (!this.hasVector) this.chooseVector(fieldAtState);
  }

  /** One iteration at a state with its time and the field there, one evaluation of `field`; true when the estimate is ready. */
  iterate(
    field: VectorField,
    { time, state, slope }: { readonly time: number; readonly state: Float64Array; readonly slope: Float64Array },
    distance: number,
  ): boolean {
    const { vector, image, point } = this;
    const scale = distance / norm(vector);
    for (let i = 0; i < point.length; i++) point[i] = state[i]! + scale * vector[i]!;
    field(time, point, image);
    this.iteration++;
    for (let i = 0; i < image.length; i++) image[i] = image[i]! - slope[i]!;
    const length = norm(image);
    const current = length / distance;
    if (!(current > 0 && current < Number.POSITIVE_INFINITY)) {
      // The field is constant along the vector, or not finite there, which the step itself will meet and report.
      this.radius = SAFETY * Math.max(this.lastNorm, this.recentLargest);
      this.hasVector = false;
      return true;
    }
    vector.set(image);
    this.hasVector = true;
    const isSettled =
      this.iteration >= 2 && Math.abs(current - this.lastNorm) <= RELATIVE_CHANGE * Math.max(current, this.lastNorm);
    if (this.iteration > MOST_ITERATIONS / 2) this.recentLargest = Math.max(this.recentLargest, current);
    this.lastNorm = current;
    if (!isSettled && this.iteration < MOST_ITERATIONS) return false;
    this.radius = SAFETY * Math.max(current, this.recentLargest);
    return true;
  }

  /** The field's direction mixed with an irregular one, lest the field lie in an invariant subspace of the Jacobian. */
  private chooseVector(fieldAtState: Float64Array): void {
    const length = norm(fieldAtState);
    const share = length > 0 ? 1 / length : 0;
    const irregularity = 0.3 / Math.sqrt(fieldAtState.length);
    for (let i = 0; i < fieldAtState.length; i++) {
      const irregular = 2 * ((i * 0.6180339887498949 + 0.2) % 1) - 1;
      this.vector[i] = share * fieldAtState[i]! + irregularity * irregular;
    }
  }
}
