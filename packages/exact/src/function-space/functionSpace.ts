import {
  euclideanNorm,
  type Matrix,
  matrix,
  requireFiniteMatrix,
  requireFiniteVector,
  requireLength,
} from "@lazyrich/linalg";
import { areOrdinary } from "../any-size/ordinary.js";
import { type Balance, requireBalance } from "./balance.js";
import {
  kappaOfAnySize,
  kernelOfAnySize,
  preconditionerOfAnySize,
  servesEntries,
  servesFunction,
  servesSamples,
  velocityOfAnySize,
} from "./functionSpaceOfAnySize.js";

/**
 * kappa = sqrt(delta^2 + 4 etaA etaW |beta|^2) = etaW a^2 + etaA |w|^2, the speed at which the function beta = a w (length d)
 * moves along itself.
 *
 * @throws RangeError if a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3.
 */
export function kappa(beta: ArrayLike<number>, balance: Balance): number {
  requireFiniteVector("beta", beta);
  requireBalance(balance);
  if (!servesEntries(beta, balance)) return kappaOfAnySize(beta, balance);
  return Math.hypot(balance.delta, functionSize(beta, balance));
}

/** 2 sqrt(etaA etaW) |beta|. */
export function functionSize(beta: ArrayLike<number>, { etaA = 1, etaW = 1 }: Balance): number {
  return 2 * Math.sqrt(etaA) * Math.sqrt(etaW) * euclideanNorm(beta);
}

/**
 * (kappa + delta)/2 = etaW a^2 and (kappa - delta)/2 = etaA |w|^2 from delta and size = 2 sqrt(etaA etaW) |beta|, the smaller one as
 * product over the larger, since the difference would cancel.
 */
export function layerSquares(delta: number, size: number): { readonly readout: number; readonly weights: number } {
  const large = Math.hypot(delta, size) / 2 + Math.abs(delta) / 2;
  const small = large > 0 ? (size / 2) * (size / 2 / large) : 0;
  return delta >= 0 ? { readout: large, weights: small } : { readout: small, weights: large };
}

/** sqrt(etaW) a and sqrt(etaA) |w|, the roots of `layerSquares`; the smaller one is a quotient too, since its square may be below the numbers. */
export function layerLengths(delta: number, size: number): { readonly readout: number; readonly weights: number } {
  const large = Math.sqrt(Math.hypot(delta, size) / 2 + Math.abs(delta) / 2);
  const small = large > 0 ? size / 2 / large : 0;
  return delta >= 0 ? { readout: large, weights: small } : { readout: small, weights: large };
}

/**
 * The preconditioner M ($d x d$, symmetric, positive) of gradient flow in function space, $beta' = -M X^T (X beta - y)$ for any inputs X:
 *
 * $M = etaW a^2 I + etaA w w^T = (kappa + delta)/2 I + (kappa - delta)/2 b b^T,   b = beta/|beta|$.
 *
 * Upstream ($delta >> 0$) it is near delta I, and the flow is linear regression; balanced it is $|beta| I + beta beta^T/|beta|$; downstream
 * ($delta << 0$) it is near $|delta| b b^T$, and beta moves along itself.
 *
 * @param beta the function a w, length d
 * @param balance delta and the learning rates
 * @throws RangeError if beta is 0 and delta below 0, since then w is not a function of beta; if a number is not finite or a learning rate not
 * above 0.
 * @see Kunin et al. 2024, section 3; theory.md section 3.
 * @example
 * import { preconditioner } from "@lazyrich/exact";
 * preconditioner([0, 1], { delta: 0 }).data; // [1, 0, 0, 2]: twice as fast along beta
 * preconditioner([0, 1], { delta: 100 }).data; // [100.01, 0, 0, 100.02]: alike in all directions
 */
export function preconditioner(beta: ArrayLike<number>, balance: Balance): Matrix {
  const d = beta.length;
  const { readout, weights, unit } = split(beta, balance);
  if (!servesEntries(beta, balance)) return matrix(d, d, preconditionerOfAnySize(beta, balance));
  const result = matrix(d, d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) result.data[i * d + j] = weights * unit[i]! * unit[j]! + (i === j ? readout : 0);
  }
  return result;
}

/**
 * The neural tangent kernel on the inputs $X (n x d)$, as a function of beta: $K = X M X^T (n x n)$.
 *
 * @param X inputs, $n x d$
 * @param beta the function a w, length d
 * @param balance delta and the learning rates
 * @throws RangeError as `preconditioner`, and if beta does not have one entry per column of X.
 * @see Kunin et al. 2024, section 3.
 * @example
 * import { neuralTangentKernel } from "@lazyrich/exact";
 * const X = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 1, 1) };
 * neuralTangentKernel(X, [0, 1], { delta: 0 }).data; // [1, 1, 1, 3]
 */
export function neuralTangentKernel(X: Matrix, beta: ArrayLike<number>, balance: Balance): Matrix {
  const { rows: n, columns: d, data } = X;
  requireLength("beta", beta, d, "one a column of X");
  const { readout, weights, unit } = split(beta, balance);
  if (!(servesEntries(beta, balance) && areOrdinary(data))) {
    requireFiniteMatrix("X", X);
    return matrix(n, n, kernelOfAnySize(X, beta, balance));
  }
  const projections = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += data[i * d + k]! * unit[k]!;
    projections[i] = sum;
  }
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += data[i * d + k]! * data[j * d + k]!;
      const entry = readout * sum + weights * projections[i]! * projections[j]!;
      result.data[i * n + j] = entry;
      result.data[j * n + i] = entry;
    }
  }
  return result;
}

/**
 * The right-hand side of gradient flow in function space, `(t, beta, out) => void` for any integrator: out = $-M X^T (X beta - y)$, in
 * O(n d) and without allocation.
 *
 * Where beta passes through 0 with $delta < 0$ the function alone does not say where the flow goes; the field is then NaN.
 *
 * @throws RangeError if y does not have one entry per row of X, a number is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, equation 4.
 * @example
 * import { functionSpaceField } from "@lazyrich/exact";
 * const X = { rows: 1, columns: 2, data: Float64Array.of(1, 1) };
 * const field = functionSpaceField({ X, y: [2], delta: 0 });
 * const velocity = new Float64Array(2);
 * field(0, Float64Array.of(1, 0), velocity);
 * velocity; // [2, 1]
 */
export function functionSpaceField({
  X,
  y,
  ...balance
}: Balance & { readonly X: Matrix; readonly y: ArrayLike<number> }): (
  t: number,
  beta: Float64Array,
  out: Float64Array,
) => void {
  const { rows: n, columns: d, data } = X;
  requireFiniteMatrix("X", X);
  requireLength("y", y, n, "one a row of X");
  requireFiniteVector("y", y);
  requireBalance(balance);
  const isBounded = servesSamples(data) && servesSamples(y);
  return (_, beta, out) => {
    if (!(isBounded && servesFunction(beta, balance)) && beta.every(Number.isFinite)) {
      if (balance.delta < 0 && beta.every((entry) => entry === 0)) out.fill(Number.NaN);
      else out.set(velocityOfAnySize(X, y, beta, balance));
      return;
    }
    out.fill(0);
    for (let i = 0; i < n; i++) {
      let residual = -y[i]!;
      for (let k = 0; k < d; k++) residual += data[i * d + k]! * beta[k]!;
      for (let k = 0; k < d; k++) out[k] = out[k]! - residual * data[i * d + k]!;
    }
    const norm = euclideanNorm(beta);
    const { readout, weights } = layerSquares(balance.delta, functionSize(beta, balance));
    let along = 0;
    if (weights > 0) for (let k = 0; k < d; k++) along += (beta[k]! / norm) * out[k]!;
    for (let k = 0; k < d; k++) out[k] = readout * out[k]! + (weights > 0 ? (weights * along * beta[k]!) / norm : 0);
  };
}

/** etaW a^2, etaA |w|^2 and the direction of w that a function has. */
function split(
  beta: ArrayLike<number>,
  balance: Balance,
): { readonly readout: number; readonly weights: number; readonly unit: Float64Array } {
  requireFiniteVector("beta", beta);
  requireBalance(balance);
  const norm = euclideanNorm(beta);
  if (norm === 0 && balance.delta < 0) {
    throw new RangeError(
      `beta is 0 with delta = ${balance.delta}; expected another beta, since w has no direction there`,
    );
  }
  const unit = Float64Array.from(beta, (entry) => (norm > 0 ? entry / norm : 0));
  return { ...layerSquares(balance.delta, functionSize(beta, balance)), unit };
}
