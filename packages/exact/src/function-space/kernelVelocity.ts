import {
  type Matrix,
  matrix,
  requireFiniteMatrix,
  requireFiniteVector,
  requireLength,
  requirePositive,
} from "@lazyrich/linalg";
import { areOrdinary } from "../any-size/ordinary.js";
import { kernelVelocityOfAnySize } from "./functionSpaceOfAnySize.js";

/** Inputs and targets of one neuron, and its learning rates. */
export interface KernelVelocityProblem {
  /** Inputs, $n x d$. */
  readonly X: Matrix;
  /** Targets, length n. */
  readonly y: ArrayLike<number>;
  readonly etaA?: number | undefined;
  readonly etaW?: number | undefined;
}

/**
 * How fast the kernel of one neuron moves under gradient flow on $1/2 sum (f - y)^2$, for any inputs: with $g = X^T (X beta - y)$,
 *
 * $K' = -etaA etaW X (2 (beta.g) I + g beta^T + beta g^T) X^T     (n x n, symmetric)$.
 *
 * It is a function of beta alone: delta does not enter, but in the kernel it is compared with. A kernel of size $|delta|$ therefore hardly moves while the
 * function is learnt, lazy, and one of size $|beta|$ does; and along beta, downstream, it can only grow, until beta turns.
 *
 * @param beta the function a w, length d
 * @throws RangeError if the sizes differ, a number is not finite or a learning rate not above 0.
 * @see Kunin et al. 2024, appendix A.3; theory.md section 3.
 * @example
 * import { kernelVelocity } from "@lazyrich/exact";
 * const X = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) };
 * kernelVelocity([0.1, 0], { X, y: [0, 1] }).data; // [-0.04, 0.1, 0.1, -0.02]
 */
export function kernelVelocity(beta: ArrayLike<number>, { X, y, etaA = 1, etaW = 1 }: KernelVelocityProblem): Matrix {
  requireFiniteMatrix("X", X);
  requireFiniteVector("beta", beta);
  requireLength("beta", beta, X.columns, "one a column of X");
  requireFiniteVector("y", y);
  requireLength("y", y, X.rows, "one a row of X");
  requirePositive("etaA", etaA);
  requirePositive("etaW", etaW);
  const { rows: n, columns: d, data } = X;
  if (![data, beta, y, [etaA, etaW]].every(areOrdinary)) {
    return matrix(n, n, kernelVelocityOfAnySize(beta, { X, y, etaA, etaW }));
  }
  const dot = (i: number, vector: ArrayLike<number>): number => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += data[i * d + k]! * vector[k]!;
    return sum;
  };
  const f = Float64Array.from({ length: n }, (_, i) => dot(i, beta));
  const gradient = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) gradient[k]! += (f[i]! - y[i]!) * data[i * d + k]!;
  const along = gradient.reduce((sum, entry, k) => sum + entry * beta[k]!, 0);
  const pushed = f.map((_, i) => dot(i, gradient));
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const gram = dot(i, data.subarray(j * d, (j + 1) * d));
      const entry = -etaA * etaW * (2 * along * gram + (pushed[i]! * f[j]! + f[i]! * pushed[j]!));
      result.data[i * n + j] = entry;
      result.data[j * n + i] = entry;
    }
  }
  return result;
}
