import { dormandPrince, type ErrorControlOptions, IntegrationError, integrate } from "@lazyrich/flow";
import { type KinkCounts, type PiecewiseLinearProblem, SlidingConfiguration } from "./slidingConfiguration.js";

export interface SlidingFlowOptions extends ErrorControlOptions {
  /** Times at which the state is kept, ascending, at least 0; the last one is the end. */
  readonly checkpoints: ArrayLike<number>;
}

/** A flow through its kinks. */
export interface SlidingTrajectory {
  /** One state a checkpoint. */
  readonly states: Float64Array[];
  /** What happened at kinks. Where `branches` is above 0 the flow is one of several. */
  readonly counts: Readonly<KinkCounts>;
  /** The neurons that slide at the end, with the inputs whose kinks they are on. */
  readonly sliding: readonly { readonly neuron: number; readonly inputs: readonly number[] }[];
  readonly evaluations: number;
}

/** Two times closer than this, beside the time or the time in which the state changes, are one. */
const SAME_TIME = 1e-14;
/** Settlings at one time after which the configuration is taken to have no continuation. */
const MOST_AT_ONE_TIME = 200;

/**
 * Gradient flow of a two-layer piecewise linear network in the sense of Filippov, for small sizes: each crossing of a kink is located, a neuron that a kink
 * holds slides along it, and between the events the flow is smooth and the order of the Dormand-Prince method holds.
 *
 * theta is $[w_1, ..., w_h, a]$, as `twoLayerModel` has it. An event costs the work of a few steps, so that this is for sizes at which neurons meet kinks hundreds of times,
 * not millions.
 *
 * @param problem data, width, slope and learning rates
 * @param theta0 input weights of all neurons, then their readouts
 * @param options checkpoints and tolerances
 * @throws RangeError as `integrate` of @lazyrich/flow for a start or a tolerance out of its range.
 * @throws IntegrationError if the work exceeds `maximumEvaluations`, a state is not finite, or a neuron finds no side to go on.
 * @see theory.md section 7
 * @example
 * import { slidingFlow } from "@lazyrich/networks";
 * const X = { rows: 2, columns: 1, data: Float64Array.of(1, -1) };
 * const { states, counts } = slidingFlow({ X, y: [1, 0], hiddenWidth: 1 }, [0.5, 0.5], { checkpoints: [20] });
 * states[0]; // [1.0000, 1.0000]
 * counts.crossings; // 0
 */
export function slidingFlow(
  problem: PiecewiseLinearProblem,
  theta0: ArrayLike<number>,
  { checkpoints, relativeTolerance = 1e-6, maximumEvaluations = 1e8, ...control }: SlidingFlowOptions,
): SlidingTrajectory {
  const states: Float64Array[] = [];
  let theta = Float64Array.from(theta0);
  const configuration = new SlidingConfiguration(problem, theta);
  let start = 0;
  let evaluations = 0;
  let atOneTime = 0;
  configuration.settle(theta);
  const speedAtStart = configuration.speed(theta);
  for (;;) {
    // late in training a step is held by stability and errs by the tolerance: were that not small beside the speed, it would throw
    // neurons off the kinks they slide on
    const speed = configuration.speed(theta);
    const share = speedAtStart > 0 ? Math.min(1, speed / speedAtStart) : 1;
    const timeScale = Math.min(Math.hypot(...theta) / speed, checkpoints[checkpoints.length - 1]!);
    const trajectory = integrate((_, state, out) => configuration.field(state, out), theta, {
      method: dormandPrince({
        ...control,
        relativeTolerance: Math.max(1e-13, relativeTolerance * share),
        maximumEvaluations: Math.max(1, maximumEvaluations - evaluations),
      }),
      checkpoints: Array.from({ length: checkpoints.length - states.length }, (_, i) =>
        Math.max(0, checkpoints[states.length + i]! - start),
      ),
      events: [
        {
          // a margin may be 0 at the start of a smooth piece, and stay so where a neuron stands still
          of: (time, state) => (time === 0 ? Number.MIN_VALUE : configuration.margin(state) || Number.MIN_VALUE),
          direction: -1,
          stop: true,
        },
      ],
    });
    states.push(...trajectory.states);
    evaluations += trajectory.statistics.evaluations;
    if (trajectory.statistics.stopReason === "finished") break;
    theta = trajectory.finalState.slice();
    const time = start + trajectory.statistics.time;
    atOneTime = time - start > SAME_TIME * Math.max(start, timeScale) ? 0 : atOneTime + 1;
    if (atOneTime > MOST_AT_ONE_TIME) throw new IntegrationError(time, "step-too-small", "slidingFlow");
    start = time;
    configuration.settle(theta, atOneTime);
  }
  return { states, counts: { ...configuration.counts }, sliding: configuration.sliding(), evaluations };
}
