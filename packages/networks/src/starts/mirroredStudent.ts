import { type NeuronDirections, randomNeurons, randomStream } from "@lazyrich/data";
import { matrix, requireWhole } from "@lazyrich/linalg";

/**
 * Neurons of random unit directions, the second half of which is the first half with the opposite signs, so that their function is zero at any
 * scale of the layers: what `twoLayerState` makes a start of.
 *
 * @param hiddenWidth the number of neurons, even.
 * @param inputDimension d.
 * @param seed a whole number from 0 to $2^32 - 1$; independent of a task of the same seed.
 * @throws RangeError if `hiddenWidth` is not even or a number is out of its range.
 * @see Kunin et al. 2024, section 5; theory.md section 8.
 * @example
 * import { mirroredStudent } from "@lazyrich/networks";
 * const { directions, signs } = mirroredStudent(4, 2, 1);
 * signs; // [1, -1, -1, 1]
 * directions.rows; // 4
 */
export function mirroredStudent(hiddenWidth: number, inputDimension: number, seed: number): NeuronDirections {
  requireWhole("hiddenWidth", hiddenWidth);
  requireWhole("inputDimension", inputDimension);
  if (hiddenWidth % 2 !== 0) {
    throw new RangeError(`hiddenWidth is ${hiddenWidth}; expected an even number, a neuron and its mirror image each`);
  }
  const half = randomNeurons(hiddenWidth / 2, inputDimension, randomStream(seed, "student"));
  const directions = matrix(hiddenWidth, inputDimension);
  directions.data.set(half.directions.data);
  directions.data.set(half.directions.data, half.directions.data.length);
  return { directions, signs: Float64Array.of(...half.signs, ...half.signs.map((sign) => -sign)) };
}
