import type { RandomGenerator } from "./randomGenerator.js";

/**
 * The whole numbers from 0 to below `count` in random order.
 *
 * @param count how many numbers
 * @param random the source of randomness
 * @example
 * import { permutation, randomGenerator } from "@lazyrich/data";
 * permutation(5, randomGenerator(1)); // [1, 3, 2, 4, 0]
 */
export function permutation(count: number, random: RandomGenerator): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
