import type { Batch, Contraction } from "./layerKind.js";
import type { Machine } from "./machine.js";

/** Rows of a kernel that are formed at a time. */
const BLOCK = 128;

/** Inputs whose rows are formed at a time where each has c outputs. */
export const inputsAtATime = (c: number): number => Math.max(1, Math.floor(BLOCK / c));

/**
 * Sums of Jacobians into kernels of up to `capacity` inputs by c outputs. Of the rows of some inputs the columns up to these inputs
 * are formed, so that each pair of inputs is formed once.
 */
export function contraction(machine: Machine, batch: Batch, capacity: number, c: number): Contraction {
  const { kernels, size } = machine;
  const block = machine.numbers(Math.min(inputsAtATime(c), capacity) * c * capacity * c);
  const grams = machine.numbers(Math.min(inputsAtATime(c), capacity) * capacity);
  let [first, count] = [0, 0];

  /** The products of the rows D of the inputs with all rows E up to them, in `block`. */
  const form = (d: number, e: number, width: number): void => {
    const columns = (first + count) * c;
    kernels.multiply(
      count * c,
      width,
      columns,
      d + first * c * width * size,
      width,
      1,
      e,
      1,
      width,
      block,
      columns,
      false,
    );
  };
  const add = (factor: number, K: Float64Array): void => {
    const { numbers } = machine.memory;
    for (let at = 0, from = block / size; at < K.length; at++, from++) K[at]! += factor * numbers[from]!;
  };
  /** The same, each pair of inputs times its number, of which a row begins every `stride` numbers. */
  const addWeighted = (
    gram: ArrayLike<number>,
    start: number,
    stride: number,
    factor: number,
    K: Float64Array,
  ): void => {
    const { numbers } = machine.memory;
    const inputs = first + count;
    for (let row = 0, at = 0, from = block / size; row < count * c; row++) {
      const weights = start + Math.floor(row / c) * stride;
      for (let j = 0; j < inputs; j++) {
        const weight = factor * gram[weights + j]!;
        for (let b = 0; b < c; b++) K[at++]! += weight * numbers[from++]!;
      }
    }
  };
  return {
    choose(from, inputs) {
      [first, count] = [from, inputs];
    },
    addJacobian(jacobian, width, factor, K) {
      form(jacobian, jacobian, width);
      add(factor, K);
    },
    addProduct(a, b, width, d, e, units, factor, K, slopesAlone) {
      const inputs = first + count;
      kernels.multiply(count, width, inputs, a + first * width * size, width, 1, b, 1, width, grams, inputs, false);
      form(d, e, units);
      addWeighted(machine.memory.numbers, grams / size, inputs, factor, K);
      if (slopesAlone) add(1, slopesAlone);
    },
    addMasked(gram, d, e, units, factor, K) {
      form(d, e, units);
      addWeighted(gram, first * batch.count, batch.count, factor, K);
    },
  };
}
