import {
  compensatedDot,
  euclideanNorm,
  minimumNormSolution,
  requirePositive,
  singularValueDecomposition,
} from "@lazyrich/linalg";
import { isOrdinary } from "../any-size/ordinary.js";
import { functionSize, layerLengths, layerSquares } from "../function-space/functionSpace.js";
import { basinOfAnySize } from "../neuron/neuronOfAnySize.js";
import { biasOfAnySize, type RowStart } from "./biasOfAnySize.js";
import { needExactSolutions } from "./exactSolutions.js";
import type { ImplicitBiasProblem } from "./implicitBiasProblem.js";
import {
  images,
  interpolates,
  nullSpacePart,
  requireRepresentable,
  requireSamples,
  startsBelowZero,
} from "./samples.js";

/**
 * Whether beta keeps away from 0 on its way, as theorem 3.1 asks. "undecided" where neither the loss nor the balance nor an exact solution
 * tells: there the flow must be followed until its loss is below that of $beta = 0$.
 */
export type ImplicitBiasCondition = "holds" | "fails" | "undecided";

/**
 * Where gradient flow ends, and whether that is sure.
 */
export interface ImplicitBias {
  /** The interpolant of least norm (of least squares, where $X beta = y$ has no solution), length d. */
  readonly minimumNorm: Float64Array;
  /** The minimiser of theorem 3.1, where the flow ends if the condition holds; length d. */
  readonly betaInfinity: Float64Array;
  /** Where the flow ends if beta passes through 0 on its way: the mirror image in the null space; length d. */
  readonly throughZero: Float64Array;
  readonly condition: ImplicitBiasCondition;
  /** Why the condition does not hold or is undecided; undefined if it holds. */
  readonly reason: string | undefined;
  /** Whether $X beta = y$ has a solution, up to rounding; if not, the flow ends at one of least squares. */
  readonly interpolates: boolean;
}

/**
 * The implicit bias of gradient flow with low-rank inputs: which of the solutions of $X beta = y$ it chooses.
 *
 * The part of w in the null space of X, of any dimension, never moves, and the rest has the conserved quantity $D = delta + |w_(null)|^2$, so the
 * flow ends, in canonical units, at
 *
 * $beta = beta_(mn) + a w_(null),   a^2 = D/2 + sqrt(D^2/4 + |beta_(mn)|^2)$,
 *
 * the minimiser of theorem 3.1 if a has kept its sign. It surely has where $D >= 0$, where the loss began below that of $beta = 0$, or where the
 * exact solution says so (X of rank one, or with equal singular values).
 *
 * @param problem inputs, targets, start and balance
 * @throws RangeError if the sizes differ, beta0 is 0, a number is not finite or the end beyond the numbers, or a learning rate is not above 0.
 * @see Kunin et al. 2024, theorem 3.1; Azulay et al. 2021; theory.md section 4.
 * @example
 * import { implicitBias } from "@lazyrich/exact";
 * const X = { rows: 1, columns: 2, data: Float64Array.of(1, 0) };
 * implicitBias({ X, y: [1], beta0: [0.1, 0.1], delta: 10 }).betaInfinity; // [1, 0.10049]: near the start's null-space part
 * implicitBias({ X, y: [1], beta0: [0.1, 0.1], delta: -10 }).betaInfinity; // [1, 0.98147]: along the start
 */
export function implicitBias(problem: ImplicitBiasProblem): ImplicitBias {
  const { X, y, beta0, delta, etaA = 1, etaW = 1 } = problem;
  if (Number.isNaN(delta) || typeof delta !== "number") throw new RangeError(`delta is ${delta}; expected a number`);
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  requireSamples(X, y, beta0);
  const norm = euclideanNorm(beta0);
  if (norm === 0) throw new RangeError("beta0 is 0; expected a function with a direction");
  const isBalanced = !Number.isFinite(delta) || isOrdinary(delta);
  if (needExactSolutions(X, y, beta0) || !(isBalanced && isOrdinary(etaA) && isOrdinary(etaW))) {
    return extraordinaryBias(problem);
  }
  const unit = Float64Array.from(beta0, (entry) => entry / norm);
  const minimumNorm = minimumNormSolution(X, y);
  requireRepresentable("minimumNorm", minimumNorm);
  const unitNull = nullSpacePart(X, unit);

  const ratio = nullSpaceRatio(problem, minimumNorm, euclideanNorm(unitNull) ** 2);
  const { condition, reason } = conditionOf(problem, minimumNorm, {
    ...ordinaryStart(problem, { unit, unitNull }),
    rowDirection: unit.map((entry, i) => entry - unitNull[i]!),
  });
  const betaInfinity = minimumNorm.map((entry, i) => entry + ratio * unitNull[i]!);
  const throughZero = minimumNorm.map((entry, i) => entry - ratio * unitNull[i]!);
  for (const [name, end] of Object.entries({ betaInfinity, throughZero })) requireRepresentable(name, end);
  return {
    minimumNorm,
    betaInfinity,
    throughZero,
    condition,
    reason,
    interpolates: interpolates(X, y, minimumNorm),
  };
}

function extraordinaryBias(problem: ImplicitBiasProblem): ImplicitBias {
  const { minimumNorm, betaInfinity, throughZero, start, isSolved } = biasOfAnySize(problem);
  for (const [name, end] of Object.entries({ minimumNorm, betaInfinity, throughZero })) requireRepresentable(name, end);
  const { condition, reason } = conditionOf(problem, minimumNorm, start);
  return { minimumNorm, betaInfinity, throughZero, condition, reason, interpolates: isSolved };
}

/** a_inf |w0| / (etaA etaW)^(1/2): how much of the null-space part of the unit vector beta0/|beta0| is in the end. */
function nullSpaceRatio(problem: ImplicitBiasProblem, minimumNorm: Float64Array, share: number): number {
  const { delta, beta0 } = problem;
  if (share === 0) return 0;
  if (delta === Number.POSITIVE_INFINITY) return euclideanNorm(beta0);
  // with |w_null|^2 = share |delta| and D = -(1 - share) |delta|, the size of delta drops out
  if (delta === Number.NEGATIVE_INFINITY) return euclideanNorm(minimumNorm) / Math.sqrt(1 - share);
  const size = functionSize([1], problem) / 2;
  const { weights } = layerLengths(delta, functionSize(beta0, problem));
  const { readout } = layerLengths(delta + weights ** 2 * share, functionSize(minimumNorm, problem));
  return (readout * weights) / size;
}

function ordinaryStart(
  { delta, beta0, etaA = 1, etaW = 1 }: ImplicitBiasProblem,
  { unit, unitNull }: { readonly unit: Float64Array; readonly unitNull: Float64Array },
): Pick<RowStart, "a0" | "rowWeights" | "isUpstream"> {
  const unitRow = unit.map((entry, i) => entry - unitNull[i]!);
  const { readout, weights } = Number.isFinite(delta)
    ? layerSquares(delta, functionSize(beta0, { delta, etaA, etaW }))
    : { readout: delta > 0 ? 1 : 0, weights: delta > 0 ? 0 : 1 };
  return {
    a0: Math.sqrt(readout / etaW),
    rowWeights: unitRow.map((entry) => entry * Math.sqrt(weights / etaA)),
    isUpstream: readout >= weights * euclideanNorm(unitRow) ** 2,
  };
}

function conditionOf(
  { X, delta, beta0, etaA = 1, etaW = 1 }: ImplicitBiasProblem,
  minimumNorm: Float64Array,
  { a0, rowWeights, rowDirection, isUpstream }: RowStart,
): { readonly condition: ImplicitBiasCondition; readonly reason: string | undefined } {
  const holds = { condition: "holds", reason: undefined } as const;
  // without a target the readout only shrinks; with D >= 0 it cannot vanish
  if (euclideanNorm(minimumNorm) === 0 || isUpstream) return holds;
  if (startsBelowZero(X, images(X, minimumNorm), beta0)) return holds;

  const { values } = singularValueDecomposition(X);
  const first = values[0]!;
  const isOneScale = values.every((value) => value > (1 - 1e-12) * first || value < 1e-12 * first);
  if (!isOneScale) return { condition: "undecided", reason: UNDECIDED };
  const basin = Number.isFinite(delta)
    ? basinOfAnySize({ a0, w0: rowWeights, betaStar: minimumNorm, etaA, etaW })
    : Math.sign(compensatedDot(rowDirection, minimumNorm));
  if (basin > 0) return holds;
  return { condition: "fails", reason: basin < 0 ? PASSES_ZERO : SADDLE };
}

const PASSES_ZERO =
  "beta passes through 0 on its way, so theorem 3.1 does not apply; gradient flow ends at throughZero instead";
const SADDLE = "the start lies on the separatrix: gradient flow ends at the saddle beta = 0 and solves nothing";
const UNDECIDED =
  "delta is below 0 and the loss at beta0 not below that at 0, so beta may pass through 0, where theorem 3.1 does not apply";
