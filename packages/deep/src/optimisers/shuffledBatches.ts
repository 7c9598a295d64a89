/**
 * One epoch: the numbers 0 to count - 1 in random order, cut into batches of `size`, the last one smaller where it must be.
 *
 * @param count how many inputs
 * @param size of a batch
 * @param random uniform numbers in [0, 1); one for each input but the first.
 * @throws RangeError if a size is not a whole number > 0.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * import { shuffledBatches } from "@lazyrich/deep";
 * shuffledBatches(5, 2, randomGenerator(1).uniform); // [[1, 3], [2, 4], [0]]
 */
export function shuffledBatches(count: number, size: number, random: () => number): Uint32Array[] {
  for (const [name, value] of Object.entries({ count, size })) {
    if (!(Number.isSafeInteger(value) && value > 0)) {
      throw new RangeError(`${name} is ${value}; expected a whole number > 0`);
    }
  }
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return Array.from({ length: Math.ceil(count / size) }, (_, k) => order.subarray(k * size, (k + 1) * size));
}
