import { euclideanNorm, requireFiniteVector, requireLength, singularValues } from "@lazyrich/linalg";
import { type Balance, requireBalance } from "./function-space/balance.js";
import { functionSize, layerSquares } from "./function-space/functionSpace.js";
import { type SingleNeuronSolution, singleNeuron } from "./neuron/singleNeuron.js";
import type { TwoLayerLinearSolution } from "./two-layer/twoLayerLinear.js";

/** How a network learns: by a kernel that stays; by one that changes from the first moment; or by one that stays at first. */
export type LearningRegime = "lazy" | "rich" | "delayed rich";

/** What the word stands for, on whitened inputs. */
export interface MeasuredRegime {
  readonly regime: LearningRegime;
  /** Kernel distance between the start and the end of training: below `LAZY_KERNEL_DISTANCE` the regime is lazy. */
  readonly kernelDistance: number;
  /**
   * The part of that distance that is there after three units of time of the start's fastest direction, by when a kernel that stays would have fitted it
   * to $e^-3$: the regime is rich from a quarter on, and delayed rich below. 1 in a lazy network, whose kernel has nowhere to go.
   */
  readonly earlyShare: number;
  /** One sentence on why. */
  readonly reason: string;
}

/**
 * The word for how one neuron learns, and the numbers behind it.
 */
export interface LearningRegimePrediction extends MeasuredRegime {
  /** $|delta| / (2 sqrt(etaA etaW) |beta|)$ for the larger of beta0 and beta*: what dominates kappa, delta (above 1) or the function. */
  readonly imbalance: number;
}

/**
 * Kernel distance to the start below which a run is lazy: two rank-one kernels are as far apart at an angle of 13 degrees.
 *
 * @example
 * import { LAZY_KERNEL_DISTANCE, singleNeuron } from "@lazyrich/exact";
 * const { kernelDistance } = singleNeuron({ a0: 1, w0: [0.1, 0], betaStar: [0, 2] }).trajectory([10]);
 * kernelDistance[0] < LAZY_KERNEL_DISTANCE; // true
 */
export const LAZY_KERNEL_DISTANCE = 0.05;
/** Share of the way that the kernel of a rich network has gone at first. */
const AT_ONCE = 0.25;
/**
 * The time of the first fit, in units of the start's fastest direction.
 *
 * @example
 * import { FIRST_FIT, measuredRegime } from "@lazyrich/exact";
 * const rate = 2; // of the start's fastest direction
 * const early = FIRST_FIT / rate; // when to measure first
 * early; // 1.5
 * measuredRegime(0.02, 0.4).regime; // "delayed rich"
 */
export const FIRST_FIT = 3;
/** A time after all rates that double precision can tell from 0. */
const LATE = 1e250;

/**
 * How one neuron learns from beta0 (with a readout above 0) to beta* on whitened inputs, measured on its exact solution: whether its kernel moves, and
 * whether it does so at once or after a first fit with the kernel of the start. The words blend into one another; the numbers say how far.
 *
 * @param problem start and target in function space, delta and learning rates
 * @throws RangeError if a number is not finite, a learning rate is not above 0, or beta0 is 0 with $delta <= 0$, where the start has no kernel or w no direction.
 * @see Kunin et al. 2024, section 3; theory.md section 3.
 * @example
 * import { learningRegime } from "@lazyrich/exact";
 * learningRegime({ beta0: [0.1, 0], betaStar: [0, 1], delta: 10 }).regime; // "lazy"
 * learningRegime({ beta0: [0.1, 0], betaStar: [0, 1], delta: -10 }).regime; // "delayed rich"
 * learningRegime({ beta0: [0.1, 0], betaStar: [0, 1], delta: 0 }).regime; // "rich"
 */
export function learningRegime({
  beta0,
  betaStar,
  ...balance
}: Balance & {
  readonly beta0: ArrayLike<number>;
  readonly betaStar: ArrayLike<number>;
}): LearningRegimePrediction {
  requireFiniteVector("beta0", beta0);
  requireFiniteVector("betaStar", betaStar);
  requireLength("betaStar", betaStar, beta0.length, "as beta0");
  requireBalance(balance);
  const { delta, etaA = 1, etaW = 1 } = balance;
  const norm = euclideanNorm(beta0);
  if (norm === 0 && delta <= 0) {
    throw new RangeError(`beta0 is 0 with delta = ${delta}; expected another beta0, since w has no direction there`);
  }
  const own = functionSize(beta0, balance);
  const size = Math.max(own, functionSize(betaStar, balance));
  const { readout, weights } = layerSquares(delta, own);
  const length = Math.sqrt(weights / etaA);
  const solution = singleNeuron({
    a0: Math.sqrt(readout / etaW),
    w0: Float64Array.from(beta0, (entry) => (norm > 0 ? length * (entry / norm) : 0)),
    betaStar,
    etaA,
    etaW,
  });
  const imbalance = size > 0 ? Math.abs(delta) / size : Number.POSITIVE_INFINITY;
  return { ...neuronMeasuredRegime(solution), imbalance };
}

/**
 * How one neuron learns from any start, measured on its exact solution as `learningRegime` does from a function.
 *
 * @param solution of the neuron
 * @throws RangeError if the neuron starts at 0.
 * @see Kunin et al. 2024, section 3; theory.md section 3.
 * @example
 * import { neuronMeasuredRegime, singleNeuron } from "@lazyrich/exact";
 * const solution = singleNeuron({ a0: -0.5, w0: [-2, 0], betaStar: [0, 1] });
 * const { regime, kernelDistance, earlyShare } = neuronMeasuredRegime(solution);
 * regime; // "delayed rich"
 * [kernelDistance, earlyShare]; // [0.88276, 0.0065967]
 */
export function neuronMeasuredRegime(solution: SingleNeuronSolution): MeasuredRegime {
  const { a, w } = solution.at(0);
  const [readout, weights] = [Math.sqrt(solution.etaW) * Math.abs(a), Math.sqrt(solution.etaA) * euclideanNorm(w)];
  const fastest = Math.hypot(readout, weights);
  if (!(fastest > 0)) throw new RangeError("a0 and w0 are 0; expected a start with a kernel");
  const unit = 1 / fastest / fastest / solution.inputScale;
  const { kernelDistance } = solution.trajectory([Math.min(FIRST_FIT * unit, LATE), LATE]);
  return measuredRegime(kernelDistance[0]!, kernelDistance[1]!);
}

/**
 * How a two-layer linear network learns, measured on its exact solution as `learningRegime` does for one neuron. The fastest direction is that of the
 * largest eigenvalue of the kernel, $etaW |A^T A| + etaA |W^T W|$.
 *
 * @param solution of the network
 * @throws RangeError if the network starts at 0.
 * @see Kunin et al. 2024, section 4; theory.md section 3.
 * @example
 * import { twoLayerLinear, twoLayerMeasuredRegime } from "@lazyrich/exact";
 * const matrix = (...data) => ({ rows: 2, columns: 2, data: Float64Array.from(data) });
 * const solution = twoLayerLinear({ W0: matrix(0.1, 0, 0, 0.1), A0: matrix(0, 0.1, 0.1, 0), betaStar: matrix(3, 0, 0, 1) });
 * twoLayerMeasuredRegime(solution).regime; // "rich"
 */
export function twoLayerMeasuredRegime(solution: TwoLayerLinearSolution): MeasuredRegime {
  const { WtW, AtA } = solution.trajectory([0]).stateAt(0);
  const fastest = solution.etaW * singularValues(AtA)[0]! + solution.etaA * singularValues(WtW)[0]!;
  if (!(fastest > 0)) throw new RangeError("W0 and A0 are 0; expected a start with a kernel");
  const unit = 1 / (fastest * solution.inputScale);
  const { kernelDistance } = solution.trajectory([FIRST_FIT * unit, solution.restTime]);
  return measuredRegime(kernelDistance[0]!, kernelDistance[1]!);
}

/**
 * The word for two kernel distances to the start on whitened inputs, however they were found: `early` after three units of time of the start's fastest
 * direction, and `end` at the end of training. NaN at the end, as of a kernel of one entry, counts as 0.
 *
 * @param early kernel distance to the start after the first fit
 * @param end kernel distance to the start at the end
 * @see theory.md section 3.
 * @example
 * import { measuredRegime } from "@lazyrich/exact";
 * measuredRegime(0.3, 0.4).regime; // "rich"
 * measuredRegime(0.01, 0.4).regime; // "delayed rich"
 * measuredRegime(0.001, 0.002).reason; // "The kernel ends near where it began: regression with a fixed kernel."
 */
export function measuredRegime(early: number, end: number): MeasuredRegime {
  // a kernel of one entry has no distance to anything
  const kernelDistance = Number.isNaN(end) ? 0 : end;
  if (kernelDistance < LAZY_KERNEL_DISTANCE) return { regime: "lazy", kernelDistance, earlyShare: 1, reason: LAZY };
  const earlyShare = Math.min(1, early / kernelDistance);
  return earlyShare < AT_ONCE
    ? { regime: "delayed rich", kernelDistance, earlyShare, reason: DELAYED }
    : { regime: "rich", kernelDistance, earlyShare, reason: RICH };
}

const LAZY = "The kernel ends near where it began: regression with a fixed kernel.";
const RICH = "The kernel moves from the first moment, together with the function.";
const DELAYED = "The function first fits what it can with the kernel of the start, which turns to the target late.";
