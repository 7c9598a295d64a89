import { type RandomGenerator, randomGenerator } from "./randomGenerator.js";

/** What draws from the numbers of one seed, in a fixed order: a new one goes last. */
const STREAMS = ["teacher", "inputs", "test", "student", "batches", "weights"] as const;
/**
 * What may draw from the numbers of one seed.
 */
export type StreamName = (typeof STREAMS)[number];

/**
 * One of several unrelated streams of random numbers of one seed, so that no size of one part changes what another draws.
 *
 * @param seed a whole number from 0 to $2^32 - 1$.
 * @param name what draws from it
 * @throws RangeError if the seed is another number or there is no stream of that name.
 * @example
 * import { randomStream } from "@lazyrich/data";
 * randomStream(1, "teacher").uniform(); // 0.24123
 * randomStream(1, "inputs").uniform(); // 0.034184: unrelated
 */
export function randomStream(seed: number, name: StreamName): RandomGenerator {
  const place = STREAMS.indexOf(name);
  if (place < 0) throw new RangeError(`name is ${JSON.stringify(name)}; expected one of ${STREAMS.join(", ")}`);
  const source = randomGenerator(seed);
  for (let skipped = 0; skipped < place; skipped++) source.uniform();
  return randomGenerator(Math.floor(source.uniform() * 2 ** 32));
}
