import { ChebyshevStages, fittedDecay, stagesFor, stiffnessOf } from "./chebyshevStages.js";
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
import { norm, sizeOverAllowed } from "./norms.js";
import { PowerIteration } from "./powerIteration.js";
import { requireFunction, requireKnown, requireNumber } from "./requireSettings.js";
import { type StepperState, savedArray, savedNumber } from "./stepperState.js";
import type { VectorField } from "./vectorField.js";

export interface RungeKuttaChebyshevOptions extends ErrorControlOptions {
  /** Most stages of one step, at least 2; a step that needs more is shortened. Never more than rounding allows. */
  readonly maximumStages?: number | undefined;
  /**
   * An upper bound of the spectral radius of the field's Jacobian at a state and time, if one is known cheaply. Without it the
   * radius is estimated from evaluations of the field.
   */
  readonly spectralRadius?: ((state: Float64Array, time: number) => number) | undefined;
  /**
   * Size of the estimated `error` of a step between two states over the size allowed: the step is accepted up to 1.
   * By default the root mean square over the components, each over what the two tolerances allow it.
   */
  readonly errorRatio?: ((error: Float64Array, from: Float64Array, to: Float64Array) => number) | undefined;
  /**
   * Longest step in units of the time in which the field falls to 1/e; no limit if absent. Error control lets steps grow without end once all that remains
   * to move is within the tolerance; with 1 the field goes on falling as fast as it should, to a loss far below the tolerance.
   */
  readonly maximumDecay?: number | undefined;
}

/** The Runge-Kutta-Chebyshev method with its settings. */
export interface RungeKuttaChebyshev extends Method, ErrorControl {
  readonly name: "rungeKuttaChebyshev";
  /** Most stages of one step. */
  readonly maximumStages: number;
  /** Longest step in units of the time in which the field falls to 1/e. */
  readonly maximumDecay: number;
}

/**
 * The stabilised explicit Runge-Kutta-Chebyshev method of order 2, the integrator for stiff flows whose Jacobian has eigenvalues near the
 * negative real axis, as gradient flows do: m stages keep a step stable that is about $m^2/4$ times as long as the
 * longest of Euler's method, so stiffness s costs sqrt(s) evaluations and no linear algebra.
 *
 * The step follows the estimated error; the number of stages follows the step and the spectral radius, which a
 * nonlinear power method estimates anew after 120 stages and after a rejected step. Where the field falls, the step is exact on a decay as fast as the last step's. Checkpoints are interpolated by the cubic
 * Hermite polynomial of the step's ends: its error is of order 4, the end slopes are bounded by the error control also
 * in stiff directions, and landing on checkpoints would shorten the long steps that the method lives by.
 *
 * The error is estimated from the slopes at both ends of a step, as a trapezoidal rule would find it. Where many kinks are crossed in a step, or a solution slides along
 * them, the slopes differ however short the step is, though the mean over m stages errs by an m-th of that: there the error that the step makes on a
 * smooth solution, from the second and third differences of the last four states, may lower the estimate to 1.5/m of that.
 *
 * @param options tolerances, limits of the steps and of their stages
 * @throws RangeError if a tolerance, a step, `maximumStages` or `maximumDecay` is out of its range, TypeError if a setting is of the wrong kind or
 * there is no such option.
 * @see Sommeijer, Shampine, Verwer 1997, RKC: an explicit solver for parabolic PDEs.
 * @example
 * import { integrate, rungeKuttaChebyshev } from "@lazyrich/flow";
 * const stiff = (t, [fast, slow], out) => out.set([-1e6 * (fast - slow), -slow]); // rates a million apart
 * const { finalState, statistics } = integrate(stiff, [0, 1], { method: rungeKuttaChebyshev(), checkpoints: [1] });
 * finalState[1]; // 0.36792
 * statistics.evaluations < 10_000; // true: Euler's method needs half a million
 */
export function rungeKuttaChebyshev(options: RungeKuttaChebyshevOptions = {}): RungeKuttaChebyshev {
  const ownNames = ["maximumStages", "spectralRadius", "errorRatio", "maximumDecay"];
  requireKnown("rungeKuttaChebyshev", options, [...errorControlNames, ...ownNames]);
  const control = errorControl(options, 1e-4);
  const { maximumStages = 2000, spectralRadius, errorRatio, maximumDecay = Number.POSITIVE_INFINITY } = options;
  requireFunction("spectralRadius", spectralRadius, "(state, time) => number");
  requireFunction("errorRatio", errorRatio, "(error, from, to) => number");
  requireNumber("maximumDecay", maximumDecay, "a positive number");
  if (!(maximumDecay > 0)) throw new RangeError(`maximumDecay is ${maximumDecay}; expected a positive number`);
  requireNumber("maximumStages", maximumStages, "a whole number of at least 2");
  if (!(Number.isInteger(maximumStages) && maximumStages >= 2)) {
    throw new RangeError(`maximumStages is ${maximumStages}; expected a whole number of at least 2`);
  }
  // The rounding errors of m stages grow like m^2.
  const stagesByRounding = Math.max(2, Math.round(Math.sqrt(control.relativeTolerance / (10 * Number.EPSILON))));
  const limitedStages = Math.min(maximumStages, stagesByRounding);
  const settings = { control, maximumStages: limitedStages, spectralRadius, errorRatio, maximumDecay };
  return {
    name: "rungeKuttaChebyshev",
    ...control,
    maximumStages: limitedStages,
    maximumDecay,
    interpolationDegree: 3,
    start: (problem) => new ChebyshevStepper(problem, settings),
    resume: (problem, state) => new ChebyshevStepper(problem, settings, state),
  };
}

interface Settings {
  readonly control: ErrorControl;
  readonly maximumStages: number;
  readonly spectralRadius: RungeKuttaChebyshevOptions["spectralRadius"];
  readonly errorRatio: RungeKuttaChebyshevOptions["errorRatio"];
  readonly maximumDecay: number;
}

/** Stages after which the spectral radius is estimated anew, for two or three evaluations. */
const STAGES_PER_RADIUS = 120;
/** Of a field that is rough within the step, m stages err at most this over m times what the slopes at its ends differ by. */
const ROUGHNESS = 1.5;
const SAFETY = 0.8;
const LARGEST_GROWTH = 10;
const STRONGEST_SHRINKAGE = 0.1;
/** Share of the allowed error by which the power method moves the state. */
const RADIUS_DISTANCE = 0.1;

const phases = ["spectral radius", "first step", "new step", "stages", "error"] as const;
type Phase = (typeof phases)[number];

class ChebyshevStepper implements Stepper {
  time = 0;
  state: Float64Array;
  /** The field there. */
  slope: Float64Array;
  evaluations = 0;
  private readonly field: VectorField;
  private readonly control: ErrorControl;
  private readonly absolute: Float64Array;
  private readonly maximumStages: number;
  private readonly maximumDecay: number;
  private readonly givenRadius: Settings["spectralRadius"];
  private readonly givenRatio: Settings["errorRatio"];
  private readonly endTime: number;
  private readonly power: PowerIteration;
  private readonly coefficients: ChebyshevStages = new ChebyshevStages();
  private phase: Phase = "spectral radius";
  private previous: Float64Array;
  private previousSlope: Float64Array;
  /** The state before the previous one. */
  private earlier: Float64Array;
  /** The last two stages and the one in the making. */
  private older: Float64Array;
  private newer: Float64Array;
  private forming: Float64Array;
  private radius = 0;
  private distance = 0;
  private stagesWithRadius = 0;
  private isRadiusOfState = false;
  private step = 0;
  private stages = 0;
  private stage = 0;
  private isLast = false;
  private hasAccepted = false;
  private lastStep = 0;
  /** The step before the last; 0 before there are two. */
  private earlierStep = 0;
  private lastError = 0;
  /** By how much the logarithm of the field's norm fell in the last step, over its length. */
  private decayRate = 0;
  private slopeNorm: number;

  constructor(
    { field, start, endTime }: InitialValueProblem,
    { control, maximumStages, spectralRadius, errorRatio, maximumDecay }: Settings,
    from?: StepperState,
  ) {
    const buffer = (): Float64Array => new Float64Array(start.length);
    this.field = field;
    this.control = control;
    this.absolute = absoluteTolerances(control, start);
    this.maximumStages = maximumStages;
    this.maximumDecay = maximumDecay;
    this.givenRadius = spectralRadius;
    this.givenRatio = errorRatio;
    this.endTime = endTime;
    this.power = new PowerIteration(start.length);
    this.state = start.slice();
    this.slope = buffer();
    this.previous = buffer();
    this.previousSlope = buffer();
    this.earlier = buffer();
    this.older = buffer();
    this.newer = buffer();
    this.forming = buffer();
    if (from !== undefined) {
      this.restore(from);
      this.slopeNorm = norm(this.slope);
      return;
    }
    firstEvaluation(field, 0, this.state, this.slope);
    this.evaluations++;
    for (const value of this.slope) if (!Number.isFinite(value)) this.fail("non-finite");
    this.slopeNorm = norm(this.slope);
    this.step = Math.min(control.initialStep ?? 0, control.maximumStep);
    this.renewRadius();
  }

  save(): StepperState {
    const { time, evaluations, radius, distance, stagesWithRadius, step, stages, stage } = this;
    const { lastStep, earlierStep, lastError, decayRate } = this;
    const [phase, isRadiusOfState] = [phases.indexOf(this.phase), Number(this.isRadiusOfState)];
    const [isLast, hasAccepted] = [Number(this.isLast), Number(this.hasAccepted)];
    const { state, slope, previous, previousSlope, earlier, older, newer } = this;
    const arrays = Object.entries({ state, slope, previous, previousSlope, earlier, older, newer });
    return {
      ...{ time, evaluations, radius, distance, stagesWithRadius, step, stages, stage },
      ...{ lastStep, earlierStep, lastError, decayRate, phase, isRadiusOfState, isLast, hasAccepted },
      ...Object.fromEntries(arrays.map(([name, array]) => [name, array.slice()])),
      ...this.power.save(),
    };
  }

  private restore(from: StepperState): void {
    const number = (name: string): number => savedNumber(from, name);
    const array = (name: string): Float64Array => savedArray(from, name, this.state.length);
    this.time = number("time");
    this.evaluations = number("evaluations");
    this.radius = number("radius");
    this.distance = number("distance");
    this.stagesWithRadius = number("stagesWithRadius");
    this.step = number("step");
    this.stages = number("stages");
    this.stage = number("stage");
    this.lastStep = number("lastStep");
    this.earlierStep = number("earlierStep");
    this.lastError = number("lastError");
    this.decayRate = number("decayRate");
    this.isRadiusOfState = number("isRadiusOfState") === 1;
    this.isLast = number("isLast") === 1;
    this.hasAccepted = number("hasAccepted") === 1;
    const phase = phases[number("phase")];
    if (phase === undefined) throw new RangeError(`from.phase is ${from.phase}; expected a number that save() gives`);
    this.phase = phase;
    this.state = array("state");
    this.slope = array("slope");
    this.previous = array("previous");
    this.previousSlope = array("previousSlope");
    this.earlier = array("earlier");
    this.older = array("older");
    this.newer = array("newer");
    this.power.restore(from);
    if (this.stages > 0) this.coefficients.choose(this.stages, fittedDecay(this.decayRate * this.step));
  }

  advance(): Outcome {
    switch (this.phase) {
      case "spectral radius":
        this.iterateRadius();
        return "working";
      case "first step":
        this.chooseFirstStep();
        this.phase = "new step";
        return "working";
      case "new step":
        this.beginStep();
        return "working";
      case "stages":
        this.formStage();
        return "working";
      case "error":
        return this.judgeStep();
    }
  }

  /** The cubic Hermite polynomial through both ends of the last step. */
  interpolate(time: number, out: Float64Array): void {
    const { state, slope, previous, previousSlope, lastStep: h } = this;
    if (time === this.time) {
      out.set(state);
      return;
    }
    const fraction = 1 - (this.time - time) / h;
    const rest = 1 - fraction;
    for (let i = 0; i < out.length; i++) {
      const difference = state[i]! - previous[i]!;
      const bend = h * previousSlope[i]! - difference;
      const twist = difference - h * slope[i]! - bend;
      out[i] = previous[i]! + fraction * (difference + rest * (bend + fraction * twist));
    }
  }

  private renewRadius(): void {
    this.stagesWithRadius = 0;
    this.isRadiusOfState = true;
    if (this.givenRadius !== undefined) {
      const radius = this.givenRadius(this.state, this.time);
      if (!(radius >= 0 && radius < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`spectralRadius returned ${radius}; expected a finite number of at least 0`);
      }
      this.radius = radius;
      this.phase = this.step > 0 ? "new step" : "first step";
      return;
    }
    this.power.begin(this.slope);
    const { relativeTolerance } = this.control;
    const { absolute, state, forming: allowance } = this;
    for (let i = 0; i < state.length; i++) allowance[i] = absolute[i]! + relativeTolerance * Math.abs(state[i]!);
    // At least the distance at which differences lose half their digits.
    const rounding = Math.sqrt(Number.EPSILON) * norm(state);
    this.distance = Math.max(rounding, RADIUS_DISTANCE * norm(allowance));
    this.phase = "spectral radius";
  }

  private iterateRadius(): void {
    this.evaluations++;
    if (!this.power.iterate(this.field, this, this.distance)) return;
    this.radius = this.power.radius;
    this.phase = this.step > 0 ? "new step" : "first step";
  }

  /** The first step, from the change of the field along an Euler step that is stable. */
  private chooseFirstStep(): void {
    const { state: y, slope, newer: point, forming: image } = this;
    const { relativeTolerance, maximumStep } = this.control;
    const longest = Math.min(this.endTime, maximumStep);
    const trial = this.radius * longest > 1 ? Math.max(smallestStep(0), 1 / this.radius) : longest;
    for (let i = 0; i < y.length; i++) point[i] = y[i]! + trial * slope[i]!;
    this.evaluate(trial, point, image);
    for (let i = 0; i < y.length; i++) image[i] = image[i]! - slope[i]!;
    const root = Math.sqrt(trial * sizeOverAllowed(image, y, relativeTolerance, this.absolute));
    if (!Number.isFinite(root)) this.step = 1e-3 * trial;
    else this.step = 0.1 * trial < longest * root ? (0.1 * trial) / root : longest;
    this.phase = "new step";
  }

  private beginStep(): void {
    if (this.evaluations >= this.control.maximumEvaluations) this.fail("too-many-evaluations", this.step);
    const remaining = this.endTime - this.time;
    this.isLast = remaining <= this.step * END_STRETCH;
    let h = this.isLast ? remaining : this.step;
    let stages = stagesFor(h * this.radius, fittedDecay(this.decayRate * h));
    if (stages > this.maximumStages) {
      stages = this.maximumStages;
      h = stiffnessOf(stages) / this.radius;
      this.isLast = false;
    }
    if (!this.isLast && h < smallestStep(this.time)) this.fail("step-too-small");
    this.step = h;
    this.stages = stages;
    this.coefficients.choose(stages, fittedDecay(this.decayRate * h));
    const { state, slope, older, newer, coefficients } = this;
    const euler = h * coefficients.muTilde[1]!;
    older.set(state);
    for (let i = 0; i < state.length; i++) newer[i] = state[i]! + euler * slope[i]!;
    this.stage = 1;
    this.phase = "stages";
  }

  private formStage(): void {
    const { state: y, slope, older, newer, forming, coefficients, step: h } = this;
    this.evaluate(this.time + coefficients.node[this.stage]! * h, newer, forming);
    this.stage++;
    const mu = coefficients.mu[this.stage]!;
    const nu = coefficients.nu[this.stage]!;
    const ofState = 1 - mu - nu;
    const ofField = h * coefficients.muTilde[this.stage]!;
    const ofSlope = h * coefficients.gammaTilde[this.stage]!;
    for (let i = 0; i < y.length; i++) {
      forming[i] = ofState * y[i]! + mu * newer[i]! + nu * older[i]! + ofField * forming[i]! + ofSlope * slope[i]!;
    }
    this.older = newer;
    this.newer = forming;
    this.forming = older;
    if (this.stage === this.stages) this.phase = "error";
  }

  private judgeStep(): Outcome {
    const { newer: candidate, forming: candidateSlope, step: h } = this;
    this.evaluate(this.time + h, candidate, candidateSlope);
    const error = this.errorOfCandidate();

    if (!(error <= 1)) {
      const hasFailed = !Number.isFinite(error);
      this.step = h * (hasFailed ? STRONGEST_SHRINKAGE : Math.max(STRONGEST_SHRINKAGE, SAFETY / Math.cbrt(error)));
      if (this.step < smallestStep(this.time)) this.fail(hasFailed ? "non-finite" : "step-too-small");
      if (this.isRadiusOfState) this.phase = "new step";
      else this.renewRadius();
      return "rejected";
    }

    const proposed = this.hasAccepted
      ? (SAFETY * (h / this.lastStep) * Math.cbrt(this.lastError)) / Math.cbrt(error) ** 2
      : SAFETY / Math.cbrt(error);
    const growth = Math.max(STRONGEST_SHRINKAGE, Math.min(LARGEST_GROWTH, proposed));
    const slopeNorm = norm(candidateSlope);
    this.decayRate = slopeNorm > 0 ? Math.log(this.slopeNorm / slopeNorm) / h : 0;
    this.slopeNorm = slopeNorm;
    const longest = this.decayRate > 0 ? this.maximumDecay / this.decayRate : Number.POSITIVE_INFINITY;
    this.step = Math.min(h * growth, this.control.maximumStep, longest);
    this.hasAccepted = true;
    this.earlierStep = this.lastStep;
    this.lastStep = h;
    // An error of exactly zero would hold the next step back for good.
    this.lastError = Math.max(error, 1e-10);
    this.time = this.isLast ? this.endTime : this.time + h;
    this.newer = this.earlier;
    this.earlier = this.previous;
    this.previous = this.state;
    this.state = candidate;
    this.forming = this.previousSlope;
    this.previousSlope = this.slope;
    this.slope = candidateSlope;
    this.isRadiusOfState = false;
    this.stagesWithRadius += this.stages;
    // where two stages are stable far beyond the step, the radius decides nothing until it has grown five times
    const isDecisive = this.step * this.radius > 0.2 * stiffnessOf(2);
    const isDue = this.givenRadius !== undefined || (isDecisive && this.stagesWithRadius >= STAGES_PER_RADIUS);
    if (isDue) this.renewRadius();
    else this.phase = "new step";
    return "accepted";
  }

  /** The estimated error over the allowed error; NaN if something is not finite. */
  private errorOfCandidate(): number {
    const { state: y, slope, newer: candidate, forming: candidateSlope, older: error, step: h } = this;
    let finite = 0;
    for (let i = 0; i < y.length; i++) {
      const value = candidate[i]!;
      error[i] = 0.8 * (y[i]! - value) + 0.4 * h * (slope[i]! + candidateSlope[i]!);
      // An infinite value would make the allowed error infinite and pass: the difference turns it into NaN.
      finite += value - value;
    }
    const bySlopes = this.overAllowed(error) + finite;
    const { earlier, previous, lastStep, earlierStep } = this;
    const ofRough = (ROUGHNESS / this.stages) * bySlopes;
    if (!(earlierStep > 0 && ofRough < bySlopes)) return bySlopes;
    // where the field is linear a step errs by secondExcess h^2 y''/2 + thirdExcess h^3 y'''/6, with the derivatives at its beginning
    const { secondExcess, thirdExcess } = this.coefficients;
    const [last, beforeLast] = [lastStep / h, earlierStep / h];
    const ofSecond = secondExcess;
    const ofThird = (thirdExcess + ofSecond * (last - 1)) / (1 + last + beforeLast);
    for (let i = 0; i < y.length; i++) {
      const move = (y[i]! - previous[i]!) / last;
      const second = (candidate[i]! - y[i]! - move) / (1 + last);
      const earlierSecond = (move - (previous[i]! - earlier[i]!) / beforeLast) / (last + beforeLast);
      error[i] = ofSecond * second + ofThird * (second - earlierSecond);
    }
    return Math.min(bySlopes, Math.max(ofRough, this.overAllowed(error)));
  }

  private overAllowed(error: Float64Array): number {
    const { givenRatio, state, newer: candidate } = this;
    return givenRatio === undefined ? this.rootMeanSquare(error) : givenRatio(error, state, candidate);
  }

  private rootMeanSquare(error: Float64Array): number {
    const { state: y, newer: candidate } = this;
    const { absolute } = this;
    const { relativeTolerance } = this.control;
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      const allowed = absolute[i]! + relativeTolerance * Math.max(Math.abs(y[i]!), Math.abs(candidate[i]!));
      sum += (error[i]! / allowed) ** 2;
    }
    return Math.sqrt(sum / y.length);
  }

  private evaluate(t: number, theta: Float64Array, out: Float64Array): void {
    requireWritten(this.field(t, theta, out), out);
    this.evaluations++;
  }

  private fail(reason: FailureReason, step?: number): never {
    const detail = step === undefined ? "" : ` (${this.evaluations}) at step ${step} of ${this.endTime}`;
    throw new IntegrationError(this.time, reason, "rungeKuttaChebyshev", detail);
  }
}
