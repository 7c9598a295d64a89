import {
  absoluteTolerances,
  END_STRETCH,
  type ErrorControl,
  type ErrorControlOptions,
  errorControl,
  errorControlNames,
  smallestStep,
} from "./errorControl.js";
import { firstEvaluation, requireWritten } from "./firstEvaluation.js";
import { type FailureReason, IntegrationError } from "./integrationError.js";
import type { InitialValueProblem, Method, Outcome, Stepper } from "./method.js";
import { sizeOverAllowed } from "./norms.js";
import { requireKnown } from "./requireSettings.js";
import { type StepperState, savedArray, savedNumber } from "./stepperState.js";
import type { VectorField } from "./vectorField.js";

export interface DormandPrinceOptions extends ErrorControlOptions {}

/** The Dormand-Prince method with its settings. */
export interface DormandPrince extends Method, ErrorControl {
  readonly name: "dormandPrince";
}

/**
 * The explicit Runge-Kutta pair of Dormand and Prince, order 5 with an embedded order 4, for accurate solutions of
 * problems that are not stiff.
 *
 * Six evaluations a step (the seventh is the first of the next step), proportional-integral step control, automatic
 * first step. Checkpoints are read off the continuous extension of order 4, so they never shorten a step.
 *
 * @param options tolerances and limits of the steps
 * @throws RangeError if a tolerance or a step is out of its range, TypeError if it is no number or there is no such option.
 * @see Dormand and Prince 1980; Hairer, Norsett, Wanner, Solving Ordinary Differential Equations I, sections II.4-II.6.
 * @example
 * import { dormandPrince, integrate } from "@lazyrich/flow";
 * const circle = (t, [x, y], out) => out.set([-y, x]);
 * const method = dormandPrince({ relativeTolerance: 1e-10 });
 * integrate(circle, [1, 0], { method, checkpoints: [Math.PI] }).finalState[0]; // -1
 */
export function dormandPrince(options: DormandPrinceOptions = {}): DormandPrince {
  requireKnown("dormandPrince", options, errorControlNames);
  const control = errorControl(options, 1e-6);
  return {
    name: "dormandPrince",
    ...control,
    interpolationDegree: 4,
    start: (problem) => new DormandPrinceStepper(problem, control),
    resume: (problem, state) => new DormandPrinceStepper(problem, control, state),
  };
}

/** Where the stages are in a step. */
const C2 = 1 / 5;
const C3 = 3 / 10;
const C4 = 4 / 5;
const C5 = 8 / 9;
const A21 = 1 / 5;
const A31 = 3 / 40;
const A32 = 9 / 40;
const A41 = 44 / 45;
const A42 = -56 / 15;
const A43 = 32 / 9;
const A51 = 19372 / 6561;
const A52 = -25360 / 2187;
const A53 = 64448 / 6561;
const A54 = -212 / 729;
const A61 = 9017 / 3168;
const A62 = -355 / 33;
const A63 = 46732 / 5247;
const A64 = 49 / 176;
const A65 = -5103 / 18656;
const B1 = 35 / 384;
const B3 = 500 / 1113;
const B4 = 125 / 192;
const B5 = -2187 / 6784;
const B6 = 11 / 84;
/** Fifth-order weights minus fourth-order weights. */
const E1 = 71 / 57600;
const E3 = -71 / 16695;
const E4 = 71 / 1920;
const E5 = -17253 / 339200;
const E6 = 22 / 525;
const E7 = -1 / 40;
/** The continuous extension's coefficients beyond the cubic Hermite polynomial. */
const D1 = -12715105075 / 11282082432;
const D3 = 87487479700 / 32700410799;
const D4 = -10690763975 / 1880347072;
const D5 = 701980252875 / 199316789632;
const D6 = -1453857185 / 822651844;
const D7 = 69997945 / 29380423;

const SAFETY = 0.9;
const INTEGRAL_EXPONENT = 0.04;
const PROPORTIONAL_EXPONENT = 1 / 5 - 0.75 * INTEGRAL_EXPONENT;
const LARGEST_GROWTH = 10;
const STRONGEST_SHRINKAGE = 0.2;

class DormandPrinceStepper implements Stepper {
  time = 0;
  state: Float64Array;
  evaluations = 0;
  private readonly field: VectorField;
  private readonly control: ErrorControl;
  private readonly absolute: Float64Array;
  private readonly endTime: number;
  private previous: Float64Array;
  private candidate: Float64Array;
  private k1: Float64Array;
  private readonly k2: Float64Array;
  private k3: Float64Array;
  private k4: Float64Array;
  private k5: Float64Array;
  private k6: Float64Array;
  private k7: Float64Array;
  private step: number;
  private lastStep = 0;
  private lastError = 1e-4;
  private afterAccepted = false;
  private afterRejected = false;

  constructor({ field, start, endTime }: InitialValueProblem, control: ErrorControl, from?: StepperState) {
    const buffer = (): Float64Array => new Float64Array(start.length);
    this.field = field;
    this.control = control;
    this.absolute = absoluteTolerances(control, start);
    this.endTime = endTime;
    this.state = start.slice();
    this.previous = start.slice();
    this.candidate = buffer();
    this.k1 = buffer();
    this.k2 = buffer();
    this.k3 = buffer();
    this.k4 = buffer();
    this.k5 = buffer();
    this.k6 = buffer();
    this.k7 = buffer();
    this.step = 0;
    if (from !== undefined) {
      this.restore(from);
      return;
    }
    firstEvaluation(field, 0, this.state, this.k1);
    this.evaluations++;
    for (const value of this.k1) if (!Number.isFinite(value)) this.fail("non-finite");
    const first = control.initialStep ?? Math.max(smallestStep(0), this.chooseInitialStep());
    this.step = Math.min(first, control.maximumStep);
  }

  save(): StepperState {
    const { time, evaluations, step, lastStep, lastError, state, previous, k1, k3, k4, k5, k6, k7 } = this;
    const arrays = { state, previous, k1, k3, k4, k5, k6, k7 };
    const copies = Object.entries(arrays).map(([name, array]) => [name, array.slice()] as const);
    const [afterAccepted, afterRejected] = [Number(this.afterAccepted), Number(this.afterRejected)];
    const numbers = { time, evaluations, step, lastStep, lastError, afterAccepted, afterRejected };
    return { ...numbers, ...Object.fromEntries(copies) };
  }

  private restore(from: StepperState): void {
    const array = (name: string): Float64Array => savedArray(from, name, this.state.length);
    this.time = savedNumber(from, "time");
    this.evaluations = savedNumber(from, "evaluations");
    this.step = savedNumber(from, "step");
    this.lastStep = savedNumber(from, "lastStep");
    this.lastError = savedNumber(from, "lastError");
    this.afterAccepted = savedNumber(from, "afterAccepted") === 1;
    this.afterRejected = savedNumber(from, "afterRejected") === 1;
    this.state = array("state");
    this.previous = array("previous");
    this.k1 = array("k1");
    this.k3 = array("k3");
    this.k4 = array("k4");
    this.k5 = array("k5");
    this.k6 = array("k6");
    this.k7 = array("k7");
  }

  advance(): Outcome {
    if (this.afterAccepted) {
      const first = this.k7;
      this.k7 = this.k1;
      this.k1 = first;
      this.afterAccepted = false;
    }
    const remaining = this.endTime - this.time;
    const isLast = remaining <= this.step * END_STRETCH;
    const h = isLast ? remaining : this.step;
    if (!isLast && h < smallestStep(this.time)) this.fail("step-too-small");
    if (this.evaluations >= this.control.maximumEvaluations) this.fail("too-many-evaluations", h);
    this.stages(h);
    const error = this.errorOfCandidate(h);

    if (!(error <= 1)) {
      const shrinkage = Number.isFinite(error)
        ? Math.max(STRONGEST_SHRINKAGE, SAFETY / error ** PROPORTIONAL_EXPONENT)
        : STRONGEST_SHRINKAGE;
      this.step = h * shrinkage;
      this.afterRejected = true;
      if (this.step < smallestStep(this.time)) this.fail(Number.isFinite(error) ? "step-too-small" : "non-finite");
      return "rejected";
    }

    const growth = (SAFETY * this.lastError ** INTEGRAL_EXPONENT) / error ** PROPORTIONAL_EXPONENT;
    const bounded = Math.min(this.afterRejected ? 1 : LARGEST_GROWTH, Math.max(STRONGEST_SHRINKAGE, growth));
    this.step = Math.min(h * bounded, this.control.maximumStep);
    this.lastError = Math.max(error, 1e-4);
    this.lastStep = h;
    this.time = isLast ? this.endTime : this.time + h;
    const recycled = this.previous;
    this.previous = this.state;
    this.state = this.candidate;
    this.candidate = recycled;
    this.afterAccepted = true;
    this.afterRejected = false;
    return "accepted";
  }

  interpolate(time: number, out: Float64Array): void {
    const { state, previous, k1, k3, k4, k5, k6, k7, lastStep: h } = this;
    if (time === this.time) {
      out.set(state);
      return;
    }
    const fraction = 1 - (this.time - time) / h;
    const rest = 1 - fraction;
    for (let i = 0; i < out.length; i++) {
      const start = previous[i]!;
      const difference = state[i]! - start;
      const bend = h * k1[i]! - difference;
      const twist = difference - h * k7[i]! - bend;
      const extension = h * (D1 * k1[i]! + D3 * k3[i]! + D4 * k4[i]! + D5 * k5[i]! + D6 * k6[i]! + D7 * k7[i]!);
      out[i] = start + fraction * (difference + rest * (bend + fraction * (twist + rest * extension)));
    }
  }

  /** The stages of a step of length `h`: the new state into `candidate`, its field into `k7`. */
  private stages(h: number): void {
    const { state: y, candidate: z, k1, k2, k3, k4, k5, k6, k7 } = this;
    const n = y.length;
    const t = this.time;
    for (let i = 0; i < n; i++) z[i] = y[i]! + h * A21 * k1[i]!;
    this.evaluate(t + C2 * h, z, k2);
    for (let i = 0; i < n; i++) z[i] = y[i]! + h * (A31 * k1[i]! + A32 * k2[i]!);
    this.evaluate(t + C3 * h, z, k3);
    for (let i = 0; i < n; i++) z[i] = y[i]! + h * (A41 * k1[i]! + A42 * k2[i]! + A43 * k3[i]!);
    this.evaluate(t + C4 * h, z, k4);
    for (let i = 0; i < n; i++) z[i] = y[i]! + h * (A51 * k1[i]! + A52 * k2[i]! + A53 * k3[i]! + A54 * k4[i]!);
    this.evaluate(t + C5 * h, z, k5);
    for (let i = 0; i < n; i++) {
      z[i] = y[i]! + h * (A61 * k1[i]! + A62 * k2[i]! + A63 * k3[i]! + A64 * k4[i]! + A65 * k5[i]!);
    }
    this.evaluate(t + h, z, k6);
    for (let i = 0; i < n; i++) {
      z[i] = y[i]! + h * (B1 * k1[i]! + B3 * k3[i]! + B4 * k4[i]! + B5 * k5[i]! + B6 * k6[i]!);
    }
    this.evaluate(t + h, z, k7);
  }

  /** Root mean square of the estimated error over the allowed error; NaN if something is not finite. */
  private errorOfCandidate(h: number): number {
    const { state: y, candidate: z, k1, k3, k4, k5, k6, k7 } = this;
    const { absolute } = this;
    const { relativeTolerance } = this.control;
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      const value = z[i]!;
      const allowed = absolute[i]! + relativeTolerance * Math.max(Math.abs(y[i]!), Math.abs(value));
      const error = h * (E1 * k1[i]! + E3 * k3[i]! + E4 * k4[i]! + E5 * k5[i]! + E6 * k6[i]! + E7 * k7[i]!);
      // An infinite value would make the allowed error infinite and pass: the difference turns it into NaN.
      sum += (error / allowed) ** 2 + (value - value);
    }
    return Math.sqrt(sum / y.length);
  }

  /** The first step, from the sizes of the state, of the field and of its change along an Euler step. */
  private chooseInitialStep(): number {
    const { state: y, candidate: z, k1, k2, endTime } = this;
    const limit = Math.min(endTime, this.control.maximumStep);
    const sizeOfState = this.size(y);
    const sizeOfField = this.size(k1);
    const isDegenerate = sizeOfState < 1e-5 || sizeOfField < 1e-5;
    const trial = isDegenerate ? 1e-6 * limit : Math.min((0.01 * sizeOfState) / sizeOfField, limit);
    for (let i = 0; i < y.length; i++) z[i] = y[i]! + trial * k1[i]!;
    this.evaluate(trial, z, k2);
    for (let i = 0; i < y.length; i++) z[i] = k2[i]! - k1[i]!;
    const curvature = this.size(z) / trial;
    if (!Number.isFinite(curvature)) return 1e-3 * trial;
    const fastest = Math.max(curvature, sizeOfField);
    const step = fastest <= 1e-15 ? Math.max(1e-6 * limit, 1e-3 * trial) : (0.01 / fastest) ** (1 / 5);
    return Math.min(100 * trial, step, limit);
  }

  /** Root mean square of a vector over the error allowed at the present state. */
  private size(vector: Float64Array): number {
    return sizeOverAllowed(vector, this.state, this.control.relativeTolerance, this.absolute);
  }

  private evaluate(t: number, theta: Float64Array, out: Float64Array): void {
    requireWritten(this.field(t, theta, out), out);
    this.evaluations++;
  }

  private fail(reason: FailureReason, step?: number): never {
    const detail = step === undefined ? "" : ` (${this.evaluations}) at step ${step} of ${this.endTime}`;
    throw new IntegrationError(this.time, reason, "dormandPrince", detail);
  }
}
