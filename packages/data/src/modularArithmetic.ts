import { matrix, requireWhole } from "@lazyrich/linalg";
import { permutation } from "./permutation.js";
import { randomStream } from "./randomStream.js";
import type { Samples } from "./task.js";

/**
 * What may stand between two numbers.
 *
 * @example
 * import { modularOperations } from "@lazyrich/data";
 * modularOperations; // ["add", "subtract", "multiply", "divide"]
 */
export const modularOperations = ["add", "subtract", "multiply", "divide"] as const;
/**
 * One of `modularOperations`.
 */
export type ModularOperation = (typeof modularOperations)[number];

export interface ModularArithmeticOptions {
  /** p; a prime number where it is divided. */
  readonly modulus: number;
  /** What stands between two numbers. */
  readonly operation: ModularOperation;
  /** The share of all equations that is trained on, above 0 and at most 1; the others are the test set. */
  readonly trainShare: number;
  /** A whole number from 0 to $2^32 - 1$. */
  readonly seed: number;
}

/** Equations to be learnt. */
export interface ModularArithmeticTask extends Samples {
  /** The equations that are not trained on; missing where all are. */
  readonly test?: Samples | undefined;
  /** p + 2: the numbers, then the operation (p) and the sign of equality (p + 1). */
  readonly vocabulary: number;
}

/**
 * Equations a op b = c modulo p, all of them (without $b = 0$ where it is divided), in a random order of which the first are trained on. An
 * input is the four tokens a, op, b and =, $n x 4$; Y is the token c, $n x 1$.
 *
 * @param options modulus, operation, the share to train on and the seed
 * @throws RangeError if the modulus is not a whole number above 1, or not prime where it is divided, or the share leaves no equation.
 * @see Power et al. 2022, "Grokking: generalization beyond overfitting on small algorithmic datasets"
 * @example
 * import { modularArithmeticTask } from "@lazyrich/data";
 * const { X, Y, test } = modularArithmeticTask({ modulus: 5, operation: "add", trainShare: 0.4, seed: 1 });
 * X.data.subarray(0, 4); // [3, 5, 4, 6]: a, "+", b, "="
 * Y.data[0]; // 2
 * test.X.rows; // 15
 */
export function modularArithmeticTask(options: ModularArithmeticOptions): ModularArithmeticTask {
  const { modulus: p, operation, trainShare, seed } = options;
  requireWhole("modulus", p);
  if (p < 2 || p > 2 ** 12) throw new RangeError(`modulus is ${p}; expected a whole number from 2 to 4096`);
  if (!modularOperations.includes(operation)) {
    throw new RangeError(`operation is ${JSON.stringify(operation)}; expected one of ${modularOperations.join(", ")}`);
  }
  if (operation === "divide" && !isPrime(p))
    throw new RangeError(`modulus is ${p}; expected a prime number to divide by`);
  if (!(trainShare > 0 && trainShare <= 1)) {
    throw new RangeError(`trainShare is ${trainShare}; expected a number above 0 and at most 1`);
  }
  const least = operation === "divide" ? 1 : 0;
  const seconds = p - least;
  const order = permutation(p * seconds, randomStream(seed, "inputs"));
  const trainSize = Math.floor(trainShare * order.length);
  if (trainSize === 0)
    throw new RangeError(`trainShare is ${trainShare} of ${order.length} equations; expected at least one`);
  const quotients = operation === "divide" ? inverses(p) : undefined;
  const samples = (from: number, to: number): Samples => {
    const X = matrix(to - from, 4);
    const Y = matrix(to - from, 1);
    for (let i = from; i < to; i++) {
      const [a, b] = [Math.floor(order[i]! / seconds), (order[i]! % seconds) + least];
      X.data.set([a, p, b, p + 1], 4 * (i - from));
      Y.data[i - from] = resultOf(a, b, p, operation, quotients);
    }
    return { X, Y };
  };
  return {
    ...samples(0, trainSize),
    ...(trainSize < order.length ? { test: samples(trainSize, order.length) } : {}),
    vocabulary: p + 2,
  };
}

function resultOf(
  a: number,
  b: number,
  p: number,
  operation: ModularOperation,
  inverse: Uint32Array | undefined,
): number {
  if (operation === "add") return (a + b) % p;
  if (operation === "subtract") return (a - b + p) % p;
  if (operation === "multiply") return (a * b) % p;
  return (a * inverse![b]!) % p;
}

/** The number that gives 1 with each, modulo a prime. */
function inverses(p: number): Uint32Array {
  const found = new Uint32Array(p);
  for (let b = 1; b < p; b++) {
    for (let c = 1; c < p; c++) if ((b * c) % p === 1) found[b] = c;
  }
  return found;
}

function isPrime(p: number): boolean {
  for (let d = 2; d * d <= p; d++) if (p % d === 0) return false;
  return true;
}
