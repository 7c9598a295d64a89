import { matrix, requireWhole } from "@lazyrich/linalg";
import { randomGenerator } from "./randomGenerator.js";
import type { Samples } from "./task.js";

export interface ExclusiveOrOptions {
  /** Number of inputs; the four clusters take turns. */
  readonly trainSize: number;
  /** Standard deviation of a cluster in each direction; 0.1 if not given. Its centre lies at distance 1 from the origin. */
  readonly spread?: number | undefined;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

/**
 * An XOR-like task in the plane ($d = 2$): Gaussian clusters around $(+-1, +-1)/sqrt(2)$, with target 1 where the signs are equal and -1 where
 * they differ. No linear function of the inputs does better than zero on the centres.
 *
 * @throws RangeError if `trainSize` is not a whole number above 0, `spread` is negative or not finite, or the seed not a whole number.
 * @see Kunin et al. 2024, figure 5(a).
 * @example
 * import { exclusiveOrTask } from "@lazyrich/data";
 * const { X, Y } = exclusiveOrTask({ trainSize: 4, spread: 0, seed: 1 });
 * X.data; // [0.70711, 0.70711, -0.70711, 0.70711, 0.70711, -0.70711, ...]
 * Y.data; // [1, -1, -1, 1]
 */
export function exclusiveOrTask({ trainSize: n, spread = 0.1, seed }: ExclusiveOrOptions): Samples {
  requireWhole("trainSize", n);
  if (!(spread >= 0 && spread < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`spread is ${spread}; expected a finite number of at least 0`);
  }
  const random = randomGenerator(seed);
  const X = matrix(n, 2);
  const Y = matrix(n, 1);
  for (let i = 0; i < n; i++) {
    const [first, second] = [i & 1 ? -1 : 1, i & 2 ? -1 : 1];
    X.data[2 * i] = first * Math.SQRT1_2 + spread * random.gaussian();
    X.data[2 * i + 1] = second * Math.SQRT1_2 + spread * random.gaussian();
    Y.data[i] = first * second;
  }
  return { X, Y };
}
