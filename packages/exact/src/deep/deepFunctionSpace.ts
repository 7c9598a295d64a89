import {
  type Matrix,
  matrix,
  product,
  productTransposed,
  requireFiniteMatrix,
  requirePositive,
  requireWhole,
  singularValueDecomposition,
  transposedProduct,
} from "@lazyrich/linalg";
import { isOrdinary, requireRepresentable } from "../any-size/ordinary.js";
import { servesSamples } from "../function-space/functionSpaceOfAnySize.js";
import { largestEntry } from "../powerOfTwo.js";
import { deepVelocityOfAnySize } from "./deepVelocityOfAnySize.js";

/** Inputs and targets of a balanced deep linear network. */
export interface DeepFunctionSpaceProblem {
  /** Number of weight matrices $L >= 1$. */
  readonly depth: number;
  /** Inputs, $n x d$. */
  readonly X: Matrix;
  /** Targets, $n x c$. */
  readonly Y: Matrix;
  /** The learning rate of every layer; 1 if not given. */
  readonly eta?: number | undefined;
}

/**
 * Gradient flow of a balanced deep linear network in function space, for any inputs and any widths of the hidden layers that hold the function: with
 * $G = X^T (X beta - Y)$,
 *
 * $beta' = -eta sum_(j = 1)^L (beta beta^T)^((j-1)/L) G (beta^T beta)^((L-j)/L)$.
 *
 * In the singular vectors of beta an entry of G between singular values p and q is multiplied by the sum of $p^(2(j-1)/L) q^(2(L-j)/L)$. Depth 1 is linear
 * regression, depth 2 the flow of theorem 4.2 at $delta = 0$, and a mode along the target that of `deepMode`.
 *
 * @returns the right-hand side, a function of the time, beta ($d x c$, row-major) and what it writes into.
 * @throws RangeError if the depth is not a whole number above 0, X and Y differ in rows, a number is not finite, or eta is not above 0.
 * @see Kunin et al. 2024, appendix B; Arora, Cohen and Hazan 2018; theory.md section 6.
 * @example
 * import { deepFunctionSpaceField } from "@lazyrich/exact";
 * const X = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const Y = { rows: 2, columns: 1, data: Float64Array.of(0, 1) };
 * const field = deepFunctionSpaceField({ depth: 3, X, Y });
 * const velocity = new Float64Array(2);
 * field(0, Float64Array.of(0.1, 0.1), velocity);
 * velocity; // [0.051576, 0.12526]
 */
export function deepFunctionSpaceField({
  depth,
  X,
  Y,
  eta = 1,
}: DeepFunctionSpaceProblem): (t: number, beta: Float64Array, out: Float64Array) => void {
  requireWhole("depth", depth);
  requireFiniteMatrix("X", X);
  requireFiniteMatrix("Y", Y);
  if (Y.rows !== X.rows) throw new RangeError(`Y has ${Y.rows} rows; expected ${X.rows}, one a row of X`);
  requirePositive("eta", eta);
  const [d, c] = [X.columns, Y.columns];
  const isBounded = servesSamples(X.data) && servesSamples(Y.data);
  return (_, flat, out) => {
    if (!(isBounded && isOrdinary(largestEntry(flat)) && isOrdinary(eta)) && flat.every(Number.isFinite)) {
      if (c === 1) {
        out.set(deepVelocityOfAnySize({ depth, X, y: Y.data, eta }, flat));
        return;
      }
    }
    const beta = matrix(d, c, flat);
    const residual = product(X, beta);
    for (let k = 0; k < residual.data.length; k++) residual.data[k] = residual.data[k]! - Y.data[k]!;
    const moved = preconditioned(depth, beta, transposedProduct(X, residual));
    for (let k = 0; k < out.length; k++) out[k] = -eta * moved.data[k]!;
    if (flat.every(Number.isFinite)) for (const entry of out) requireRepresentable("the velocity", entry, "arguments");
  };
}

/** The sum over j, by what G has in the span of the singular vectors on both sides, and on one alone, where only the first or last term is left. */
function preconditioned(depth: number, beta: Matrix, gradient: Matrix): Matrix {
  const { left, values, right } = singularValueDecomposition(beta);
  const r = values.length;
  if (depth === 1) return gradient;
  const powers = values.map((value) => value ** (2 / depth));
  const ends = values.map((value) => value ** (2 - 2 / depth));
  const onRight = product(gradient, right); // d x r
  const onLeft = transposedProduct(left, gradient); // r x c
  const inside = transposedProduct(left, onRight); // r x r
  const ofInside = product(left, inside);
  const insideOf = productTransposed(inside, right);
  for (let i = 0; i < onRight.rows; i++) {
    for (let k = 0; k < r; k++)
      onRight.data[i * r + k] = (onRight.data[i * r + k]! - ofInside.data[i * r + k]!) * ends[k]!;
  }
  const { columns: c } = onLeft;
  for (let k = 0; k < r; k++) {
    for (let j = 0; j < c; j++)
      onLeft.data[k * c + j] = (onLeft.data[k * c + j]! - insideOf.data[k * c + j]!) * ends[k]!;
    for (let l = 0; l < r; l++) {
      let sum = 0;
      for (let j = 0; j < depth; j++) sum += powers[k]! ** j * powers[l]! ** (depth - 1 - j);
      inside.data[k * r + l] = inside.data[k * r + l]! * sum;
    }
  }
  const parts = [product(left, inside), onRight].map((part) => productTransposed(part, right));
  const result = product(left, onLeft);
  for (const { data } of parts) for (let k = 0; k < data.length; k++) result.data[k] = result.data[k]! + data[k]!;
  return result;
}
