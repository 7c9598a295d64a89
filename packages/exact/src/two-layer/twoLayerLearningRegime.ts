import {
  type Matrix,
  requireFiniteMatrix,
  requireFiniteVector,
  requirePositive,
  singularValueDecomposition,
} from "@lazyrich/linalg";
import type { LearningRegime } from "../learningRegime.js";

/** The sizes are those of the function (d x c) and the number of deltas (h). */
export interface TwoLayerLearningRegimeProblem {
  /** The conserved quantity of each hidden neuron, length h; of an isotropic start h equal numbers. */
  readonly deltas: ArrayLike<number>;
  /** The function at the start, d x c. */
  readonly beta0: Matrix;
  /** The target, d x c. */
  readonly betaStar: Matrix;
  readonly etaA?: number | undefined;
  readonly etaW?: number | undefined;
}

export interface TwoLayerLearningRegimePrediction {
  readonly regime: LearningRegime;
  /** |delta| of the neuron that decides, over twice the largest singular value of the function in canonical units: the prediction is sharp far from 1. */
  readonly imbalance: number;
  /** One sentence on why. */
  readonly reason: string;
}

/**
 * Predicts how a two-layer linear network learns from beta0 to beta*, by which of its neurons are imbalanced, |delta| above twice the largest
 * singular value of the function, and what they span. An upstream neuron fits every input, for one direction of the outputs, and a downstream
 * neuron every output, from one direction of the inputs, with a kernel that is fixed at first.
 *
 * - At least c upstream neurons, or at least d downstream ones, fit the whole target so: lazy. Isotropic networks are lazy upstream if h = c
 *   (narrowing), downstream if h = d (widening), and on both sides if all widths are equal.
 * - Fewer fit their span first, and turn towards the rest late: delayed rich.
 * - Without imbalanced neurons the kernel moves with the function: rich.
 *
 * It is the answer for imbalances far from 1 and a target unlike the start; `twoLayerMeasuredRegime` tells of one isotropic network how far its kernel goes
 * in fact. Directions are taken to be in general position. The imbalance is that of the neuron that decides: of the last one that the span needs (lazy),
 * or of the most imbalanced one.
 *
 * @throws RangeError if the shapes differ, a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 4.
 */
export function twoLayerLearningRegime({
  deltas,
  beta0,
  betaStar,
  etaA = 1,
  etaW = 1,
}: TwoLayerLearningRegimeProblem): TwoLayerLearningRegimePrediction {
  requireFiniteVector("deltas", deltas);
  requireFiniteMatrix("beta0", beta0);
  requireFiniteMatrix("betaStar", betaStar);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const { rows: d, columns: c } = beta0;
  if (betaStar.rows !== d || betaStar.columns !== c) {
    throw new RangeError(`betaStar is ${betaStar.rows} x ${betaStar.columns}; expected ${d} x ${c}, as beta0`);
  }
  const largest = Math.max(...[beta0, betaStar].map((beta) => singularValueDecomposition(beta).values[0] ?? 0));
  const size = 2 * Math.sqrt(etaA) * Math.sqrt(etaW) * largest;
  const imbalanceOf = (delta: number): number =>
    size > 0 ? Math.abs(delta) / size : delta === 0 ? 0 : Number.POSITIVE_INFINITY;
  const descending = (sign: number): number[] =>
    Array.from(deltas)
      .filter((delta) => sign * delta > 0)
      .map(imbalanceOf)
      .sort((a, b) => b - a);
  const [upstream, downstream] = [descending(1), descending(-1)];
  const [up, down] = [upstream, downstream].map((neurons) => neurons.filter((imbalance) => imbalance >= 1).length) as [
    number,
    number,
  ];
  if (up >= c) return { regime: "lazy", imbalance: upstream[c - 1]!, reason: lazyReason(up, "readouts", "outputs", c) };
  if (down >= d)
    return { regime: "lazy", imbalance: downstream[d - 1]!, reason: lazyReason(down, "weights", "inputs", d) };
  const imbalance = Math.max(upstream[0] ?? 0, downstream[0] ?? 0);
  if (up === 0 && down === 0) return { regime: "rich", imbalance, reason: RICH };
  return { regime: "delayed rich", imbalance, reason: delayedReason(up, c, down, d) };
}

const RICH = "The function outweighs the imbalance of every neuron, so the kernel grows and turns with it.";

function lazyReason(count: number, layer: string, space: string, dimension: number): string {
  return `The ${layer} of ${count} neurons outweigh the function and span all ${dimension} ${space}, so it is fitted with a fixed kernel.`;
}

function delayedReason(up: number, c: number, down: number, d: number): string {
  const parts = [
    up > 0 ? `the readouts of ${up} of at least ${c} neurons needed to span the outputs` : "",
    down > 0 ? `the weights of ${down} of at least ${d} neurons needed to span the inputs` : "",
  ].filter((part) => part !== "");
  return `Only ${parts.join(" and ")} outweigh the function, so it first fits what they span with a fixed kernel, and turns to the rest late.`;
}
