import { compensatedDot, type Matrix } from "@lazyrich/linalg";

/** Delta may differ from delta I by this fraction of the squared weights. */
const TOLERANCE = 1e-10;

/** The weights of f(x) = A^T W x and the learning rates of its layers. */
export interface TwoLayerWeights {
  /** First layer, h x d. */
  readonly W: Matrix;
  /** Second layer, h x c. */
  readonly A: Matrix;
  /** Learning rate of the second layer; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the first layer; 1 if not given. */
  readonly etaW?: number | undefined;
}

/**
 * The number delta for which the conserved matrix is isotropic, etaW A A^T - etaA W W^T = delta I_h. Entries are summed in twice the working
 * precision; a delta at the level of their rounding counts as 0.
 *
 * @throws RangeError if the matrix differs from every multiple of the identity by more than 1e-10 of the squared weights; the message has the
 * deviation.
 * @see Kunin et al. 2024, section 4.
 */
export function isotropicDelta({ W, A, etaA = 1, etaW = 1 }: TwoLayerWeights): number {
  const h = W.rows;
  const conserved = new Float64Array(h * h);
  let scale = 0;
  for (let i = 0; i < h; i++) {
    for (let j = 0; j <= i; j++) {
      const left = [...row(A, i, etaW), ...row(W, i, -etaA)];
      const right = [...row(A, j, 1), ...row(W, j, 1)];
      conserved[i * h + j] = compensatedDot(left, right);
      if (i === j) scale = Math.max(scale, compensatedDot(left.map(Math.abs), right.map(Math.abs)));
    }
  }
  let trace = 0;
  for (let i = 0; i < h; i++) trace += conserved[i * h + i]! / h;
  const delta = Math.abs(trace) <= 4 * Number.EPSILON * scale ? 0 : trace;
  for (let i = 0; i < h; i++) {
    for (let j = 0; j <= i; j++) {
      const deviation = Math.abs(conserved[i * h + j]! - (i === j ? delta : 0));
      if (deviation > TOLERANCE * scale) {
        throw new RangeError(
          `etaW A A^T - etaA W W^T differs from ${trace} I by ${deviation} at [${i}][${j}]; expected a multiple of the identity, as isotropicInitialization makes`,
        );
      }
    }
  }
  return delta;
}

/**
 * Throws a RangeError if no weights of these sizes have the conserved matrix delta I_h: A A^T has a rank of at most c, so that delta > 0 needs
 * h <= c, and W W^T one of at most d, so that delta < 0 needs h <= d.
 */
export function requireFeasibleDelta(delta: number, h: number, d: number, c: number): void {
  if (delta > 0 && h > c) {
    throw new RangeError(`delta is ${delta} with ${h} hidden neurons and ${c} outputs; expected delta <= 0, or h <= c`);
  }
  if (delta < 0 && h > d) {
    throw new RangeError(`delta is ${delta} with ${h} hidden neurons and ${d} inputs; expected delta >= 0, or h <= d`);
  }
}

function row({ columns, data }: Matrix, i: number, factor: number): number[] {
  return Array.from(data.subarray(i * columns, (i + 1) * columns), (entry) => factor * entry);
}
