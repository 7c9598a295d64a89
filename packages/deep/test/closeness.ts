import { expect } from "vitest";
import type { DeepNetwork } from "../src/index.js";
import type { NumericArray } from "./npz.js";

/** The largest difference, relative to the largest entry of the reference. */
export function largestDifference(values: ArrayLike<number>, reference: ArrayLike<number>): number {
  expect(values.length).toBe(reference.length);
  let [difference, largest] = [0, 0];
  for (let k = 0; k < reference.length; k++) {
    const distance = Math.abs(values[k]! - reference[k]!);
    if (!(distance <= difference)) difference = distance;
    largest = Math.max(largest, Math.abs(reference[k]!));
  }
  return difference / largest;
}

/** Reference arrays `${prefix}${name}` of every layer, flat in the order of theta; `names` translates a layer's name. */
export function flatReference(
  network: DeepNetwork,
  arrays: Record<string, NumericArray>,
  prefix: string,
  names: (name: string) => string = (name) => name,
): Float64Array {
  const theta = new Float64Array(network.parameterCount);
  for (const { name, shape, offset } of network.layers) {
    const array = arrays[prefix + names(name)];
    if (!array) throw new Error(`the references have no ${prefix}${names(name)}`);
    expect(shape).toEqual(array.shape);
    theta.set(array.data, offset);
  }
  return theta;
}
