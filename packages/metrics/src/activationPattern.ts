import type { Matrix } from "@lazyrich/linalg";

/** Which hidden neurons are active on which inputs. */
export interface ActivationPattern {
  readonly hiddenWidth: number;
  readonly inputCount: number;
  /** h x n, row-major: 1 where neuron k is active on input i, else 0. */
  readonly active: Uint8Array;
}

/**
 * Activation pattern of a layer of piecewise linear neurons: neuron k is active on input i where w_k.x_i >= 0, that
 * is, the derivative of ReLU at 0 counts as 1.
 *
 * @param weights h x d, one neuron a row.
 * @param inputs n x d, one input a row.
 * @param active where the pattern is written, length h x n; a new array if not given.
 * @throws RangeError if the dimensions differ, or `active` has another length.
 * @see theory.md section 7.
 */
export function activationPattern(
  weights: Matrix,
  inputs: Matrix,
  active: Uint8Array = new Uint8Array(weights.rows * inputs.rows),
): ActivationPattern {
  const { rows: h, columns: d } = weights;
  const n = inputs.rows;
  if (inputs.columns !== d) throw new RangeError(`inputs have ${inputs.columns} columns, but weights have ${d}`);
  if (active.length !== h * n)
    throw new RangeError(`active has length ${active.length}; expected ${h} x ${n} = ${h * n}`);
  for (let k = 0; k < h; k++) {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += weights.data[k * d + j]! * inputs.data[i * d + j]!;
      active[k * n + i] = sum >= 0 ? 1 : 0;
    }
  }
  return { hiddenWidth: h, inputCount: n, active };
}
