import {
  type Matrix,
  matrix,
  product,
  requireFiniteMatrix,
  singularValueDecomposition,
  transposedProduct,
} from "@lazyrich/linalg";
import { requireFeasibleDelta } from "../conserved/isotropicDelta.js";
import { type Balance, requireBalance } from "../function-space/balance.js";
import { layerSquares } from "../function-space/functionSpace.js";

/** What one hidden neuron of a two-layer linear network adds to the flow of the function. */
export interface NeuronPreconditioner {
  /** $A^T A$ of the neuron alone, times etaW: $etaW a a^T$, $c x c$. */
  readonly outputs: Matrix;
  /** $etaA w w^T$, $d x d$. */
  readonly inputs: Matrix;
}

/**
 * The preconditioner of one hidden neuron with the function $beta_k = w_k a_k^T$ ($d x c$, rank one) and the conserved quantity
 * $delta_k = etaW |a_k|^2 - etaA |w_k|^2$, so that for any inputs X and any conserved quantities
 *
 * $beta' = -sum_k (G outputs_k + inputs_k G),   G = X^T (X beta - Y)$,
 *
 * with $outputs_k = (kappa + delta)/2 p p^T$, $inputs_k = (kappa - delta)/2 q q^T$, $kappa = sqrt(delta^2 + 4 etaA etaW |beta_k|^2)$ and the unit
 * vectors p, q of $beta_k = |beta_k| q p^T$: theorem 4.1, whose $M_k$ is the operator in the sum.
 *
 * @param beta the neuron's function, $d x c$, of rank one
 * @param balance delta of the neuron, and the learning rates
 * @throws RangeError if $beta_k$ is 0 with delta not 0, since a or w then has no direction; if it is not of rank one, a number is not finite, or a
 * learning rate is not above 0.
 * @see Kunin et al. 2024, theorem 4.1.
 * @example
 * import { neuronPreconditioner } from "@lazyrich/exact";
 * const beta = { rows: 2, columns: 1, data: Float64Array.of(0, 1) };
 * const { outputs, inputs } = neuronPreconditioner(beta, { delta: 0 });
 * outputs.data; // [1]
 * inputs.data; // [0, 0, 0, 1]
 */
export function neuronPreconditioner(beta: Matrix, balance: Balance): NeuronPreconditioner {
  requireFiniteMatrix("beta", beta);
  requireBalance(balance);
  const { rows: d, columns: c } = beta;
  const { left, values, right } = singularValueDecomposition(beta);
  const norm = values[0] ?? 0;
  if (norm === 0) {
    if (balance.delta === 0) return { outputs: matrix(c, c), inputs: matrix(d, d) };
    throw new RangeError(
      `beta is 0 with delta = ${balance.delta}; expected another beta, since a layer has no direction there`,
    );
  }
  if (values.length > 1 && values[1]! > 1e-10 * norm) {
    throw new RangeError(
      `beta has the singular values ${norm} and ${values[1]}; expected rank one, as of a single neuron`,
    );
  }
  const { etaA = 1, etaW = 1, delta } = balance;
  const { readout, weights } = layerSquares(delta, 2 * Math.sqrt(etaA) * Math.sqrt(etaW) * norm);
  return { outputs: outerSquare(right, readout), inputs: outerSquare(left, weights) };
}

/** factor x x^T of the first column x. */
function outerSquare({ rows: n, columns, data }: Matrix, factor: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) result.data[i * n + j] = factor * data[i * columns]! * data[j * columns]!;
  }
  return result;
}

/** The balance of a two-layer linear network with an isotropic conserved quantity, $etaW A A^T - etaA W W^T = delta I_h$. */
export interface IsotropicBalance extends Balance {
  readonly hiddenWidth: number;
}

/**
 * The preconditioner of an isotropic network as a function of beta ($d x c$) alone: $beta' = -(G outputs + inputs G)$, $G = X^T (X beta - Y)$, with
 *
 * $outputs = etaW A^T A = delta/2 I_c + sqrt(etaA etaW beta^T beta + delta^2/4 I_c)$,
 *
 * $inputs = etaA W^T W = -delta/2 I_d + sqrt(etaA etaW beta beta^T + delta^2/4 I_d)$,
 *
 * from the singular values of beta without cancellation. It needs $h = c$ where $delta > 0$ and $h = d$ where $delta < 0$; at $delta = 0$ any h serves.
 *
 * @param beta the network's function, $d x c$
 * @throws RangeError if h is another: then beta does not tell which directions the larger layer spans, and only the sum over neurons
 * (`neuronPreconditioner`) or the solution in time (`twoLayerLinear`) holds; if a number is not finite, or a learning rate not above 0.
 * @see Kunin et al. 2024, theorem 4.2.
 * @example
 * import { selfConsistentPreconditioner } from "@lazyrich/exact";
 * const beta = { rows: 2, columns: 2, data: Float64Array.of(2, 0, 0, 1) };
 * const { outputs } = selfConsistentPreconditioner(beta, { delta: 0, hiddenWidth: 2 });
 * outputs.data; // [2, 0, 0, 1]: each mode at the speed of its singular value
 */
export function selfConsistentPreconditioner(
  beta: Matrix,
  { hiddenWidth, ...balance }: IsotropicBalance,
): { readonly outputs: Matrix; readonly inputs: Matrix } {
  requireFiniteMatrix("beta", beta);
  requireSelfConsistent(beta.rows, beta.columns, { hiddenWidth, ...balance });
  return fromFunction(beta, balance);
}

/**
 * The right-hand side of gradient flow in function space for an isotropic network, `(t, beta, out) => void` for any integrator, with beta flat and
 * row-major ($d x c$): $-(G outputs + inputs G)$ of `selfConsistentPreconditioner`. Inputs X are $n x d$, targets Y $n x c$.
 *
 * @throws RangeError as `selfConsistentPreconditioner`, and if X and Y differ in rows.
 * @see Kunin et al. 2024, theorem 4.2.
 * @example
 * import { selfConsistentField } from "@lazyrich/exact";
 * const X = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * const Y = { rows: 2, columns: 2, data: Float64Array.of(3, 0, 0, 1) };
 * const field = selfConsistentField({ X, Y, delta: 0, hiddenWidth: 2 });
 * const velocity = new Float64Array(4);
 * field(0, Float64Array.of(1, 0, 0, 0.1), velocity);
 * velocity; // [4, 0, 0, 0.18]
 */
export function selfConsistentField({
  X,
  Y,
  hiddenWidth,
  ...balance
}: IsotropicBalance & { readonly X: Matrix; readonly Y: Matrix }): (
  t: number,
  beta: Float64Array,
  out: Float64Array,
) => void {
  requireFiniteMatrix("X", X);
  requireFiniteMatrix("Y", Y);
  if (Y.rows !== X.rows) throw new RangeError(`Y has ${Y.rows} rows, but X has ${X.rows}`);
  const [d, c] = [X.columns, Y.columns];
  requireSelfConsistent(d, c, { hiddenWidth, ...balance });
  return (_, flat, out) => {
    const beta = matrix(d, c, flat);
    const residual = product(X, beta);
    for (let k = 0; k < residual.data.length; k++) residual.data[k] = residual.data[k]! - Y.data[k]!;
    const gradient = transposedProduct(X, residual);
    const { outputs, inputs } = fromFunction(beta, balance);
    const right = product(gradient, outputs).data;
    const left = product(inputs, gradient).data;
    for (let k = 0; k < out.length; k++) out[k] = -right[k]! - left[k]!;
  };
}

function requireSelfConsistent(d: number, c: number, { hiddenWidth: h, ...balance }: IsotropicBalance): void {
  requireBalance(balance);
  const { delta } = balance;
  requireFeasibleDelta(delta, h, d, c);
  if (delta > 0 && h !== c) {
    throw new RangeError(
      `hiddenWidth is ${h} with delta = ${delta} and ${c} outputs; expected h = c, or use neuronPreconditioner or twoLayerLinear`,
    );
  }
  if (delta < 0 && h !== d) {
    throw new RangeError(
      `hiddenWidth is ${h} with delta = ${delta} and ${d} inputs; expected h = d, or use neuronPreconditioner or twoLayerLinear`,
    );
  }
}

function fromFunction(beta: Matrix, balance: Balance): { readonly outputs: Matrix; readonly inputs: Matrix } {
  const { etaA = 1, etaW = 1, delta } = balance;
  const { left, values, right } = singularValueDecomposition(beta);
  const squares = Array.from(values, (value) => layerSquares(delta, 2 * Math.sqrt(etaA) * Math.sqrt(etaW) * value));
  // |delta| of the larger layer is in every direction; what beta adds to it is the square of the smaller layer
  const small = squares.map(({ readout, weights }) => Math.min(readout, weights));
  return {
    outputs: spectral(right, small, Math.max(delta, 0)),
    inputs: spectral(left, small, Math.max(-delta, 0)),
  };
}

/** base I + vectors diag(values) vectors^T. */
function spectral({ rows: n, columns, data }: Matrix, values: readonly number[], base: number): Matrix {
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? base : 0;
      for (let k = 0; k < columns; k++) sum += values[k]! * data[i * columns + k]! * data[j * columns + k]!;
      result.data[i * n + j] = sum;
      result.data[j * n + i] = sum;
    }
  }
  return result;
}
