import { type Matrix, matrix, productTransposed } from "@lazyrich/linalg";
import { exponentOf, largestEntry, timesPowerOfTwo } from "../powerOfTwo.js";
import { conservedDiagonal, type TwoLayerWeights } from "./conservedMatrix.js";
import { requireFiniteDelta } from "./requireFiniteDelta.js";

/**
 * A start without the one number delta that the closed form of a two-layer linear network needs.
 *
 * @example
 * import { isotropicDelta, NotIsotropicError } from "@lazyrich/exact";
 * const W = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 2) };
 * const isRefused = () => {
 *   try {
 *     return isotropicDelta({ W, A: W, etaA: 2 }) === undefined;
 *   } catch (error) {
 *     return error instanceof NotIsotropicError;
 *   }
 * };
 * isRefused(); // true
 */
export class NotIsotropicError extends RangeError {}

/** Delta may differ from delta I by this fraction of the squared weights. */
const TOLERANCE = 1e-10;

/**
 * The number delta for which the conserved matrix is isotropic, $etaW A A^T - etaA W W^T = delta I_h$. Its diagonal is summed in twice the
 * working precision; a delta at the level of rounding counts as 0.
 *
 * @param weights both layers and their learning rates
 * @throws NotIsotropicError if the matrix differs from every multiple of the identity by more than 1e-10 of the squared weights (the message has the
 *   deviation), RangeError if it is not finite.
 * @see Kunin et al. 2024, section 4.
 * @example
 * import { isotropicDelta } from "@lazyrich/exact";
 * const W = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const A = { rows: 2, columns: 2, data: Float64Array.of(0, 2, -2, 0) };
 * isotropicDelta({ W, A }); // 3
 */
export function isotropicDelta({ W, A, etaA = 1, etaW = 1 }: TwoLayerWeights): number {
  const size = Math.max(largestEntry(W.data), largestEntry(A.data));
  // where squares would underflow or overflow
  const exponent = size > 0 && (size < 1e-100 || size > 1e100) ? exponentOf(size) : 0;
  if (exponent === 0) return unscaledDelta({ W, A, etaA, etaW });
  const scaled = ({ rows, columns, data }: Matrix): Matrix =>
    matrix(
      rows,
      columns,
      data.map((entry) => timesPowerOfTwo(entry, -exponent)),
    );
  const delta = timesPowerOfTwo(unscaledDelta({ W: scaled(W), A: scaled(A), etaA, etaW }), 2 * exponent);
  if (exponent > 0 && !Number.isFinite(timesPowerOfTwo(W.rows * Math.max(etaA, etaW), 2 * exponent + 2))) {
    requireFiniteDelta(Number.POSITIVE_INFINITY);
  }
  requireFiniteDelta(delta);
  return delta;
}

function unscaledDelta({
  W,
  A,
  etaA,
  etaW,
}: {
  readonly W: Matrix;
  readonly A: Matrix;
  readonly etaA: number;
  readonly etaW: number;
}): number {
  const h = W.rows;
  const readouts = productTransposed(A, A).data;
  const weights = productTransposed(W, W).data;
  const diagonal = conservedDiagonal({ W, A, etaA, etaW });
  for (const entry of diagonal) requireFiniteDelta(entry);
  let scale = 0;
  for (let i = 0; i < h; i++) scale = Math.max(scale, etaW * readouts[i * h + i]! + etaA * weights[i * h + i]!);
  const mean = diagonal.reduce((sum, entry) => sum + entry / h, 0);
  const delta = Math.abs(mean) <= 4 * Number.EPSILON * scale ? 0 : mean;
  for (let i = 0; i < h; i++) {
    for (let j = 0; j <= i; j++) {
      const k = i * h + j;
      const deviation = Math.abs(i === j ? diagonal[i]! - delta : etaW * readouts[k]! - etaA * weights[k]!);
      if (deviation > TOLERANCE * scale) {
        throw new NotIsotropicError(
          `etaW A A^T - etaA W W^T differs from ${mean} I by ${deviation} at [${i}][${j}]; expected a multiple of the identity${remedy(mean, h, W.columns, A.columns)}`,
        );
      }
    }
  }
  return delta;
}

function remedy(delta: number, h: number, d: number, c: number): string {
  if (delta > 0 && h > c) return `, which needs delta <= 0 with ${h} hidden neurons and ${c} outputs`;
  if (delta < 0 && h > d) return `, which needs delta >= 0 with ${h} hidden neurons and ${d} inputs`;
  return ", as isotropicLayers of @lazyrich/networks makes";
}

/**
 * Throws a RangeError if no weights of these sizes have the conserved matrix $delta I_h$: $A A^T$ has a rank of at most c, so that $delta > 0$ needs
 * $h <= c$, and $W W^T$ one of at most d, so that $delta < 0$ needs $h <= d$.
 *
 * @param delta the conserved quantity
 * @param h hidden neurons
 * @param d inputs
 * @param c outputs
 * @example
 * import { requireFeasibleDelta } from "@lazyrich/exact";
 * requireFeasibleDelta(-1, 8, 10, 3); // undefined: eight neurons can be downstream on ten inputs
 */
export function requireFeasibleDelta(delta: number, h: number, d: number, c: number): void {
  if (delta > 0 && h > c) {
    throw new RangeError(`delta is ${delta} with ${h} hidden neurons and ${c} outputs; expected delta <= 0, or h <= c`);
  }
  if (delta < 0 && h > d) {
    throw new RangeError(`delta is ${delta} with ${h} hidden neurons and ${d} inputs; expected delta >= 0, or h <= d`);
  }
}
