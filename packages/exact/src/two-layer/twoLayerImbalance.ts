import {
  type Matrix,
  requireFiniteMatrix,
  requireFiniteVector,
  requirePositive,
  singularValues,
} from "@lazyrich/linalg";
import { ballOf } from "../any-size/ballArithmetic.js";
import { requireRepresentable } from "../any-size/ordinary.js";
import { resolved } from "../any-size/resolved.js";

/** The sizes are those of the function ($d x c$) and the number of deltas (h). */
export interface TwoLayerImbalanceProblem {
  /** The conserved quantity of each hidden neuron, length h; of an isotropic start h equal numbers. */
  readonly deltas: ArrayLike<number>;
  /** The function at the start, $d x c$. */
  readonly beta0: Matrix;
  /** The target, $d x c$. */
  readonly betaStar: Matrix;
  readonly etaA?: number | undefined;
  readonly etaW?: number | undefined;
}

/** $|delta|$ of neurons over twice the largest singular value of the function in canonical units. */
export interface TwoLayerImbalance {
  /** Of the last neuron that is needed to span all outputs (c upstream ones) or all inputs (d downstream ones); 0 where there are too few. */
  readonly whole: number;
  /** Of the most imbalanced neuron. */
  readonly part: number;
}

/**
 * How far the neurons of a two-layer linear network outweigh its function, the larger one of start and target. An upstream neuron fits every input, for
 * one direction of the outputs, and a downstream neuron every output, from one direction of the inputs, with a kernel that is fixed at first. In general
 * position and for a target unlike the start,
 *
 * - `whole` far above 1: a fixed kernel fits all of the target, lazy. Isotropic networks are so upstream if $h = c$ (narrowing), downstream if $h = d$
 *   (widening), and on both sides if all widths are equal;
 * - `part` far above 1 but not `whole`: the neurons fit what they span, and turn to the rest late, delayed rich;
 * - `part` far below 1: the kernel moves with the function, rich.
 *
 * In between the words blend; `twoLayerMeasuredRegime` takes its word from how far the kernel goes.
 *
 * @param problem the deltas of the neurons, start and target
 * @throws RangeError if the shapes differ, a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 4; theory.md section 5.
 * @example
 * import { twoLayerImbalance } from "@lazyrich/exact";
 * const beta0 = { rows: 2, columns: 1, data: Float64Array.of(0.1, 0) };
 * const betaStar = { rows: 2, columns: 1, data: Float64Array.of(0, 1) };
 * twoLayerImbalance({ deltas: [10], beta0, betaStar }); // { whole: 5, part: 5 }: one upstream neuron fits all of one output
 * twoLayerImbalance({ deltas: [-10], beta0, betaStar }); // { whole: 0, part: 5 }: one downstream neuron does not
 */
export function twoLayerImbalance({
  deltas,
  beta0,
  betaStar,
  etaA = 1,
  etaW = 1,
}: TwoLayerImbalanceProblem): TwoLayerImbalance {
  requireFiniteVector("deltas", deltas);
  requireFiniteMatrix("beta0", beta0);
  requireFiniteMatrix("betaStar", betaStar);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const { rows: d, columns: c } = beta0;
  if (betaStar.rows !== d || betaStar.columns !== c) {
    throw new RangeError(`betaStar is ${betaStar.rows} x ${betaStar.columns}; expected ${d} x ${c}, as beta0`);
  }
  const largest = Math.max(singularValues(beta0)[0]!, singularValues(betaStar)[0]!);
  const descending = (sign: number): number[] =>
    Array.from(deltas, (delta) => (sign * delta > 0 ? ratio(Math.abs(delta), [2, etaA, etaW, largest]) : 0)).sort(
      (a, b) => b - a,
    );
  const [upstream, downstream] = [descending(1), descending(-1)];
  return {
    whole: Math.max(upstream[c - 1] ?? 0, downstream[d - 1] ?? 0),
    part: Math.max(upstream[0]!, downstream[0]!),
  };
}

/** |delta| over the size of the function, Infinity for none; the factors of the size may take each other beyond the numbers. */
function ratio(delta: number, [two, etaA, etaW, largest]: readonly [number, number, number, number]): number {
  if (largest === 0) return Number.POSITIVE_INFINITY;
  const [quotient] = resolved(({ product, quotient, root }) => {
    const rates = root(product(ballOf(etaA), ballOf(etaW)));
    return [quotient(ballOf(delta), product(product(ballOf(two), ballOf(largest)), rates))];
  });
  return requireRepresentable("the imbalance", quotient!, "deltas and a function");
}
