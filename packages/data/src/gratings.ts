import { matrix, requireWhole } from "@lazyrich/linalg";
import type { RandomGenerator } from "./randomGenerator.js";
import { randomStream } from "./randomStream.js";
import type { SampledTask, Samples } from "./task.js";

export interface GratingsOptions {
  /** Directions, each a class. */
  readonly classes: number;
  /** Pixels of a side. */
  readonly side: number;
  readonly trainSize: number;
  /** 0 for no test set. */
  readonly testSize: number;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

/** Of the angle, as a share of the distance between two classes. */
const JITTER = 0.25;
/** Periods over a pixel. */
const FREQUENCIES = [0.1, 0.18] as const;

/**
 * Oriented gratings in noise, as pictures of one channel: cos(2 pi frequency (x cos angle + y sin angle) + phase) + a standard normal number a pixel, the angle
 * pi (class + U(-1/4, 1/4))/classes, the frequency U(0.1, 0.18), any phase.
 *
 * @throws RangeError if a size is not a whole number above 0.
 * @example
 * import { gratingsTask } from "@lazyrich/data";
 * const { X, Y } = gratingsTask({ classes: 4, side: 8, trainSize: 6, testSize: 0, seed: 1 });
 * [X.rows, X.columns]; // [6, 64]
 * Math.max(...Y.data) < 4; // true
 */
export function gratingsTask({ classes, side, trainSize, testSize, seed }: GratingsOptions): SampledTask {
  for (const [name, value] of Object.entries({ classes, side, trainSize })) requireWhole(name, value);
  if (testSize !== 0) requireWhole("testSize", testSize);
  const samples = (count: number, random: RandomGenerator): Samples => {
    const X = matrix(count, side * side);
    const Y = matrix(count, 1);
    for (let i = 0; i < count; i++) {
      const label = Math.floor(random.uniform() * classes);
      const angle = (Math.PI * (label + JITTER * (2 * random.uniform() - 1))) / classes;
      const frequency = FREQUENCIES[0] + (FREQUENCIES[1] - FREQUENCIES[0]) * random.uniform();
      const phase = 2 * Math.PI * random.uniform();
      const [alongX, alongY] = [Math.cos(angle), Math.sin(angle)].map((each) => 2 * Math.PI * frequency * each) as [
        number,
        number,
      ];
      for (let y = 0, k = i * side * side; y < side; y++) {
        for (let x = 0; x < side; x++, k++) X.data[k] = Math.cos(alongX * x + alongY * y + phase) + random.gaussian();
      }
      Y.data[i] = label;
    }
    return { X, Y };
  };
  const train = samples(trainSize, randomStream(seed, "inputs"));
  return { ...train, test: testSize > 0 ? samples(testSize, randomStream(seed, "test")) : undefined };
}
