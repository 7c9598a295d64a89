import { firstEvaluation, requireWritten } from "./firstEvaluation.js";
import { IntegrationError } from "./integrationError.js";
import type { InitialValueProblem, Method, Outcome, Stepper } from "./method.js";
import { requireKnown, requirePositive } from "./requireSettings.js";
import { type StepperState, savedArray, savedNumber } from "./stepperState.js";
import { TIME_ROUNDING } from "./timeRounding.js";
import type { VectorField } from "./vectorField.js";

export interface GradientDescentOptions {
  /** Time of one step: the learning rate, when the field is minus the gradient. */
  readonly stepSize: number;
}

/** Gradient descent with its step size. */
export interface GradientDescent extends Method {
  readonly name: "gradientDescent";
  /** The time of one step. */
  readonly stepSize: number;
  /** The times of the given numbers of steps, to be used as checkpoints. */
  checkpointsAt(steps: ArrayLike<number>): Float64Array;
}

/**
 * Gradient descent, $theta <- theta + stepSize F(t, theta)$: the fixed-step explicit Euler method, without error control.
 *
 * Time is counted in whole steps, so a checkpoint that is a multiple of the step is the state after exactly that
 * many steps, however many. A checkpoint between two steps is interpolated linearly.
 *
 * @param options the size of a step
 * @throws RangeError if `stepSize` is not positive and finite, TypeError if it is no number or there is another option.
 * @example
 * import { gradientDescent, integrate } from "@lazyrich/flow";
 * const minusGradient = (t, [theta], out) => out.set([-2 * (theta - 3)]);
 * const method = gradientDescent({ stepSize: 0.1 });
 * const { states } = integrate(minusGradient, [0], { method, checkpoints: method.checkpointsAt([1, 10, 100]) });
 * states.map(([theta]) => theta); // [0.6, 2.6779, 3]
 */
export function gradientDescent(options: GradientDescentOptions): GradientDescent {
  requireKnown("gradientDescent", options, ["stepSize"]);
  const { stepSize } = options;
  requirePositive("stepSize", stepSize);
  return {
    name: "gradientDescent",
    stepSize,
    checkpointsAt: (steps) => Float64Array.from(steps, (count) => count * stepSize),
    interpolationDegree: 1,
    start: (problem) => new GradientDescentStepper(problem, stepSize),
    resume: (problem, state) => new GradientDescentStepper(problem, stepSize, state),
  };
}

class GradientDescentStepper implements Stepper {
  time = 0;
  state: Float64Array;
  evaluations = 0;
  private previous: Float64Array;
  private readonly velocity: Float64Array;
  private readonly field: VectorField;
  private readonly stepSize: number;

  constructor({ field, start, endTime }: InitialValueProblem, stepSize: number, from?: StepperState) {
    if (!(endTime / stepSize <= Number.MAX_SAFE_INTEGER)) {
      throw new RangeError(`stepSize is ${stepSize} with an end at ${endTime}; expected at most 2^53 steps`);
    }
    this.field = field;
    this.stepSize = stepSize;
    this.state = start.slice();
    this.previous = start.slice();
    this.velocity = new Float64Array(start.length);
    if (from === undefined) return;
    this.state = savedArray(from, "state", start.length);
    this.previous = savedArray(from, "previous", start.length);
    this.evaluations = savedNumber(from, "evaluations");
    this.time = this.evaluations * stepSize;
  }

  save(): StepperState {
    const { time, evaluations, state, previous } = this;
    return { time, evaluations, state: state.slice(), previous: previous.slice() };
  }

  advance(): Outcome {
    const { state, previous: next, velocity, stepSize } = this;
    if (this.evaluations === 0) firstEvaluation(this.field, 0, state, velocity);
    else requireWritten(this.field(this.time, state, velocity), velocity);
    this.evaluations++;
    let finite = 0;
    for (let i = 0; i < state.length; i++) {
      const value = state[i]! + stepSize * velocity[i]!;
      next[i] = value;
      finite += value - value;
    }
    this.time = this.evaluations * stepSize;
    if (finite !== 0) throw new IntegrationError(this.time, "non-finite", "gradientDescent");
    this.previous = state;
    this.state = next;
    return "accepted";
  }

  interpolate(time: number, out: Float64Array): void {
    const { state, previous, stepSize, evaluations: steps } = this;
    const nearest = Math.round(time / stepSize);
    const isWhole = Math.abs(nearest * stepSize - time) <= TIME_ROUNDING * time;
    const fraction = isWhole ? nearest - (steps - 1) : time / stepSize - (steps - 1);
    if (fraction === 1) out.set(state);
    else if (fraction === 0) out.set(previous);
    else for (let i = 0; i < out.length; i++) out[i] = previous[i]! + fraction * (state[i]! - previous[i]!);
  }
}
