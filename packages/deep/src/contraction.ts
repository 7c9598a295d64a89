import type { Batch, Contraction } from "./layerKind.js";
import type { Machine } from "./machine.js";

/** Rows of a kernel that are formed at a time. Where both slopes are the same, so are both inputs, and K is symmetric. */
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
    // a block that nobody wants now
    if (K.length === 0) return;
    const nc = batch.count * c;
    const isSymmetric = d === e;
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
          const input = Math.floor(i / c);
          const row = gramStart + input * batch.count;
          const inputs = isSymmetric ? input + 1 : batch.count;
          for (let j = 0, at = 0; j < inputs; j++) {
            const weight = factor * gram[row + j]!;
            const end = isSymmetric && j === input ? i + 1 : at + c;
            for (; at < end; at++) {
              const entry = weight * products[from + at]!;
              K[i * nc + at]! += entry;
              if (isSymmetric && at < i) K[at * nc + i]! += entry;
            }
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
