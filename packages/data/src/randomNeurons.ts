import type { Matrix } from "@lazyrich/linalg";
import type { RandomGenerator } from "./randomGenerator.js";
import { unitRows } from "./unitRows.js";

/** The directions (one a row) and the signs of the readouts of a layer of neurons. */
export interface NeuronDirections {
  /** Unit vectors, one a row. */
  readonly directions: Matrix;
  /** 1 or -1, one a neuron. */
  readonly signs: Float64Array;
}

/**
 * Neurons of independent directions, uniform on the unit sphere, and signs.
 *
 * @param count how many
 * @param inputDimension d
 * @param random the source of randomness
 * @example
 * import { randomGenerator, randomNeurons } from "@lazyrich/data";
 * const { directions, signs } = randomNeurons(3, 2, randomGenerator(1));
 * [directions.rows, directions.columns]; // [3, 2]
 * signs; // [-1, -1, 1]
 */
export function randomNeurons(count: number, inputDimension: number, random: RandomGenerator): NeuronDirections {
  const directions = unitRows(count, inputDimension, random);
  return { directions, signs: Float64Array.from({ length: count }, () => (random.uniform() < 0.5 ? 1 : -1)) };
}
