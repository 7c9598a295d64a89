import type { Batch, Contraction } from "./layerKind.js";
import type { Machine } from "./machine.js";

/** Rows of a kernel that are formed at a time. */
const BLOCK = 128;

/** Sums of Jacobians into kernels of up to `capacity` inputs by c outputs, each pair of inputs once. */
export function contraction(machine: Machine, batch: Batch, capacity: number, c: number): Contraction {
  const { kernels, size } = machine;
  const block = machine.numbers(BLOCK * capacity * c);
  const grams = machine.numbers(capacity * capacity);

  const addBlocks = (
    d: number,
    e: number,
    width: number,
    factor: number,
    K: Float64Array,
    gram: ArrayLike<number> | undefined,
    gramStart: number,
  ): void => {
    const nc = batch.count * c;
    const isSymmetric = d === e && gram === undefined;
    for (let first = 0; first < nc; first += BLOCK) {
      const rows = Math.min(BLOCK, nc - first);
      const columns = isSymmetric ? first + rows : nc;
      kernels.multiply(rows, width, columns, d + first * width * size, width, 1, e, 1, width, block, columns, false);
      const products = machine.memory.numbers;
      for (let i = first, from = block / size; i < first + rows; i++, from += columns) {
        if (gram === undefined) {
          const end = isSymmetric ? i + 1 : nc;
          for (let j = 0; j < end; j++) {
            const entry = factor * products[from + j]!;
            K[i * nc + j]! += entry;
            if (isSymmetric && j < i) K[j * nc + i]! += entry;
          }
        } else {
          const row = gramStart + Math.floor(i / c) * batch.count;
          for (let j = 0, at = 0; j < batch.count; j++) {
            const weight = factor * gram[row + j]!;
            for (let b = 0; b < c; b++, at++) K[i * nc + at]! += weight * products[from + at]!;
          }
        }
      }
    }
  };
  return {
    addJacobian: (jacobian, width, factor, K) => addBlocks(jacobian, jacobian, width, factor, K, undefined, 0),
    addProduct(a, b, width, d, e, units, factor, K) {
      const n = batch.count;
      kernels.multiply(n, width, n, a, width, 1, b, 1, width, grams, n, false);
      addBlocks(d, e, units, factor, K, machine.memory.numbers, grams / size);
    },
    addMasked: (gram, d, e, units, factor, K) => addBlocks(d, e, units, factor, K, gram, 0),
  };
}
