import type { Matrix } from "@lazyrich/linalg";

/** Neurons of a group, whose activity on an input is one pattern of bits. */
export const GROUP_SIZE = 5;

/** The inputs, targets and shape that a pass works on. */
export interface PassProblem {
  /** n x d. */
  readonly X: Matrix;
  /** Length n. */
  readonly y: ArrayLike<number>;
  /** h. */
  readonly hiddenWidth: number;
  /** Slope of the activation below 0. */
  readonly gamma: number;
}

/**
 * The passes over all inputs of f(x) = a.sigma(W x), theta = [w_1, ..., w_h, a], in one build. What a pass finds is in
 * its buffers until the next one.
 *
 * Neurons are taken in groups of five. For each of the 32 patterns of a group's activity, a table holds the sum
 * v = sum_k c_k a_k w_k, so that f(x_i) = x_i.(one row a group): a fifth of the additions of w_k.x_i for every k.
 * Backward, residual_i x_i is added to the row of its pattern, and the rows are summed by neuron at the end. What
 * remains of the products w_k.x_i is their signs.
 */
export interface PiecewiseLinearPass {
  /** f(x_i), length n. */
  readonly outputs: Float64Array;
  /** Activity of the neurons by groups, n x ceil(h/5): bit b is set where neuron 5 group + b has w_k.x_i >= 0. */
  readonly patterns: Uint8Array;
  /** The gradient by a (length h) and by W (h rows of `rowLength`, the first d of which count). */
  readonly readoutGradient: Float64Array;
  readonly weightGradient: Float64Array;
  readonly rowLength: number;
  /** Finds outputs and patterns. */
  forward(theta: ArrayLike<number>): void;
  /** Finds outputs, patterns and the gradient of factor/2 sum_i (f(x_i) - y_i)^2. */
  gradient(theta: ArrayLike<number>, factor: number): void;
}
