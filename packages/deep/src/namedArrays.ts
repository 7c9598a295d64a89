import type { DeepNetwork } from "./deepModel.js";
import { sizeOf } from "./outline.js";
import { requireLength } from "./requireLength.js";

/** Numbers with a shape, in C order: what a file of arrays holds under one name. */
export interface ShapedNumbers {
  /** Its sizes. */
  readonly shape: readonly number[];
  /** Its entries in C order. */
  readonly data: ArrayLike<number>;
}

/**
 * theta from arrays by the names of the network's layers.
 *
 * @param network whose layers the names are of
 * @param arrays by name, as a file of PyTorch's `state_dict` has them
 * @throws RangeError if a layer has no array, one of another shape, or there is an array that no layer has.
 * @example
 * import { deepNetwork, mlp, thetaFromArrays } from "@lazyrich/deep";
 * const network = deepNetwork(mlp({ inputDimension: 2, widths: [], outputDimension: 1 }));
 * const [{ name }] = network.layers;
 * thetaFromArrays(network, { [name]: { shape: [1, 2], data: [3, 4] } }); // [3, 4]
 */
export function thetaFromArrays(
  { layers, parameterCount }: DeepNetwork,
  arrays: Readonly<Record<string, ShapedNumbers>>,
): Float64Array {
  const theta = new Float64Array(parameterCount);
  const names = layers.map(({ name }) => name);
  for (const name of Object.keys(arrays)) {
    if (!names.includes(name)) {
      throw new RangeError(`the array ${name} is not a layer of the network; expected ${names.join(", ")}`);
    }
  }
  for (const { name, shape, offset } of layers) {
    const array = arrays[name];
    if (!array) throw new RangeError(`the array ${name} is missing; expected one of ${shape.join(" x ")}`);
    if (array.shape.join() !== shape.join() || array.data.length !== sizeOf(shape)) {
      throw new RangeError(`the array ${name} is ${array.shape.join(" x ")}; expected ${shape.join(" x ")}`);
    }
    theta.set(array.data, offset);
  }
  return theta;
}

/**
 * Copies of the blocks of theta by name. @throws RangeError if theta has another length.
 *
 * @param network whose parameters they are
 * @param theta the parameters
 * @example
 * import { arraysFromTheta, deepNetwork, mlp } from "@lazyrich/deep";
 * const network = deepNetwork(mlp({ inputDimension: 2, widths: [], outputDimension: 1 }));
 * Object.values(arraysFromTheta(network, [3, 4])); // [{ shape: [1, 2], data: [3, 4] }]
 */
export function arraysFromTheta(
  { layers, parameterCount }: DeepNetwork,
  theta: ArrayLike<number>,
): Record<string, { readonly shape: readonly number[]; readonly data: Float64Array }> {
  requireLength("theta", theta, parameterCount);
  return Object.fromEntries(
    layers.map(({ name, shape, offset }) => {
      return [name, { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, k) => theta[offset + k]!) }];
    }),
  );
}
