import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { standardNormal } from "./standardNormal.js";

/** A stream of random numbers. Every draw moves it on. */
export interface RandomGenerator {
  /** A number in [0, 1), a multiple of $2^-53$. */
  uniform(): number;
  /** A standard normal number. */
  gaussian(): number;
}

/**
 * Random numbers from a seed: the same numbers on every machine and engine, to the last bit, since integer operations,
 * additions, products and comparisons are all that is used (no logarithm, no sine).
 *
 * The generator is xoroshiro128+ of the package pure-rand; its state is the seed mixed, so seeds 1, 2, 3 ... give unrelated streams.
 *
 * @param seed a whole number from 0 to $2^32 - 1$.
 * @throws RangeError if the seed is another number.
 * @example
 * import { randomGenerator } from "@lazyrich/data";
 * const random = randomGenerator(1);
 * random.uniform(); // 0.1038
 * random.gaussian(); // -0.24981
 */
export function randomGenerator(seed: number): RandomGenerator {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    throw new RangeError(`seed is ${seed}; expected a whole number from 0 to 4294967295`);
  }
  const source = xoroshiro128plusFromState([1, 2, 3, 4].map((word) => mixed(seed + Math.imul(word, 0x9e3779b9))));
  const uniform = (): number => uniformFloat64(source);
  return { uniform, gaussian: () => standardNormal(uniform) };
}

/** The finalizer of MurmurHash3, a one-to-one map of 32-bit words in which each bit of the input flips half of the output. */
function mixed(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
