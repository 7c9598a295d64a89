import { gradientDescent, integrateAsync, type Method, rungeKuttaChebyshev } from "@lazyrich/flow";
import { distanceControl } from "./distanceControl.js";
import type { StudentMetrics, StudentProblem } from "./studentProblem.js";

/** How a student is trained: steps as in the paper, or the flow that they follow. */
export const studentDynamics = ["gradient-descent", "gradient-flow"] as const;
export type StudentDynamics = (typeof studentDynamics)[number];

export interface TrainStudentOptions {
  readonly problem: StudentProblem;
  /** Initial parameters, [a, w_1, ..., w_h]. */
  readonly theta0: Float64Array;
  readonly dynamics: StudentDynamics;
  /** Size of a step of gradient descent; the flow runs to the time learningRate x steps. */
  readonly learningRate: number;
  /** Checkpoints as numbers of steps, ascending. */
  readonly steps: readonly number[];
  /** Error of one step of the flow relative to the distance from the start; see `distanceControl`. 0.005 if not given. */
  readonly tolerance?: number | undefined;
  /** The run ends where the train loss falls below; 1e-10, the paper's floor, if not given. 0 never ends it. */
  readonly stopLoss?: number | undefined;
  /** Called with the finished share of the run, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Aborting makes the run throw the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const DEFAULT_TOLERANCE = 0.005;

/** What a run has at each checkpoint, and what it cost. */
export interface StudentRun {
  /** One entry a checkpoint. After the end of a run that was stopped, what was reached stands at every later one. */
  readonly metrics: readonly StudentMetrics[];
  /** Parameters at the end. */
  readonly theta: Float64Array;
  /** Where the train loss fell below `stopLoss`, in steps (a fraction for the flow); null if it did not. */
  readonly stoppedAt: number | null;
  /** Gradient evaluations. */
  readonly evaluations: number;
  /** Seconds of the run, metrics included. */
  readonly seconds: number;
}

/**
 * Trains a student on its task, with the metrics of the paper at each checkpoint.
 *
 * Gradient descent is the paper's: theta <- theta - learningRate dL/dtheta, L the mean squared error. Gradient flow is
 * theta' = -dL/dtheta by the stabilised Runge-Kutta-Chebyshev method, in a hundredth of the evaluations and less. They are not
 * the same where the learning rate is not small against the curvature (small tau).
 *
 * @throws (rejects with) RangeError if a number is out of its range, IntegrationError if gradient descent diverges.
 * @see Kunin et al. 2024, section 5 and figures 1(b), 5(b), 10; theory.md section 8.
 */
export async function trainStudent(options: TrainStudentOptions): Promise<StudentRun> {
  const { problem, theta0, learningRate, steps, stopLoss = 1e-10, onProgress, signal } = options;
  requireOptions(options);
  const began = performance.now();
  const { network } = problem;
  const measure = problem.measureFrom(theta0);
  let loss = network.loss(theta0);
  const { states, finalState, statistics } = await integrateAsync(
    (_, theta, out) => {
      loss = network.lossAndField(theta, out);
    },
    theta0,
    {
      method: methodOf(options),
      checkpoints: steps.map((step) => step * learningRate),
      // the last evaluation of a step of the flow is at its end, of gradient descent one step before
      stop: () => loss < stopLoss,
      onProgress: onProgress && (({ time, endTime }) => onProgress(endTime > 0 ? time / endTime : 1)),
      signal,
    },
  );
  signal?.throwIfAborted();
  const metrics = states.map(measure);
  if (metrics.length < steps.length) {
    const reached = measure(finalState);
    while (metrics.length < steps.length) metrics.push(reached);
  }
  return {
    metrics,
    theta: finalState,
    stoppedAt: statistics.stopReason === "stopped" ? statistics.time / learningRate : null,
    evaluations: statistics.evaluations,
    seconds: (performance.now() - began) / 1000,
  };
}

function methodOf({ dynamics, learningRate, theta0, tolerance = DEFAULT_TOLERANCE }: TrainStudentOptions): Method {
  if (dynamics === "gradient-descent") return gradientDescent({ stepSize: learningRate });
  return rungeKuttaChebyshev({
    // these only set the distance over which the spectral radius is estimated
    relativeTolerance: 0.2 * tolerance,
    absoluteTolerance: 0.02 * tolerance,
    errorRatio: distanceControl(theta0, tolerance),
  });
}

function requireOptions({
  problem,
  theta0,
  dynamics,
  learningRate,
  steps,
  tolerance = DEFAULT_TOLERANCE,
}: TrainStudentOptions) {
  const { parameterCount } = problem.network;
  if (theta0.length !== parameterCount) {
    throw new RangeError(`theta0 has length ${theta0.length}; expected ${parameterCount}, hiddenWidth (d + 1)`);
  }
  if (!studentDynamics.includes(dynamics)) {
    throw new RangeError(`dynamics is ${JSON.stringify(dynamics)}; expected one of ${studentDynamics.join(", ")}`);
  }
  if (!(learningRate > 0 && learningRate < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`learningRate is ${learningRate}; expected a finite number above 0`);
  }
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new RangeError(`tolerance is ${tolerance}; expected a number above 0 and below 1`);
  }
  for (const [i, step] of steps.entries()) {
    if (!(Number.isSafeInteger(step) && step >= (steps[i - 1] ?? 0))) {
      throw new RangeError(`steps[${i}] is ${step}; expected whole numbers of at least 0, ascending`);
    }
  }
  if (steps.length === 0) throw new RangeError("steps is empty; expected at least one checkpoint");
}
