import type { Matrix } from "@lazyrich/linalg";

/**
 * A network with its training data and learning rates, as functions of one flat parameter vector theta (length p).
 *
 * The functions are bound to nothing (`integrate(network.field, ...)` works). They write into the buffers they are given and
 * allocate only what they return; they share scratch space, so one network serves one thread of control.
 */
export interface Network {
  /** p, the length of theta. */
  readonly parameterCount: number;
  /** d. */
  readonly inputDimension: number;
  /** c, the length of f(x). */
  readonly outputDimension: number;
  /** n, the number of training inputs. */
  readonly inputCount: number;
  /** Writes f(x_i) on the training inputs, or on `inputs` (m x d), into `out` (n x c, or m x c). */
  value(theta: ArrayLike<number>, out: Float64Array, inputs?: Matrix): void;
  /** L: 1/2 sum_i |f(x_i) - y_i|^2, unless a network says otherwise. */
  loss(theta: ArrayLike<number>): number;
  /** Writes dL/dtheta into `out` (length p). */
  gradient(theta: ArrayLike<number>, out: Float64Array): void;
  /** Writes the right-hand side of gradient flow, -eta_k dL/dtheta_k, which does not depend on the time, into `out` (length p). */
  field(t: number, theta: ArrayLike<number>, out: Float64Array): void;
  /** The NTK matrix on the training inputs, nc x nc with the outputs of one input side by side, in `out` or a new matrix. */
  ntkMatrix(theta: ArrayLike<number>, out?: Matrix): Matrix;
}
