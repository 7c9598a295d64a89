import { type Matrix, matrix, requireLength, requireNonNegative, requirePositive } from "@lazyrich/linalg";
import type { Layer } from "./model.js";

/** Blocks of parameters one after the other, from their names and shapes. */
export function layersFrom(shapes: readonly (readonly [name: string, shape: readonly number[]])[]): Layer[] {
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const layer = { name, shape, offset };
    offset += sizeOf(layer);
    return layer;
  });
}

/** The number of parameters of a layer. */
export const sizeOf = ({ shape }: Pick<Layer, "shape">): number => shape.reduce((product, size) => product * size, 1);

/** The number of parameters of all layers. */
export const parameterCountOf = (layers: readonly Layer[]): number =>
  layers.reduce((sum, each) => sum + sizeOf(each), 0);

/**
 * The layers of a flat parameter vector as new matrices, one row for a layer of one dimension.
 *
 * @param theta the parameters
 * @param layers of the model, as its `layers` are
 * @throws RangeError if theta does not have as many entries as the layers.
 * @example
 * import { matricesFromTheta, singleNeuronModel } from "@lazyrich/networks";
 * const { layers } = singleNeuronModel({ inputDimension: 2 });
 * matricesFromTheta([0.1, 0.2, 3], layers).map(({ data }) => data); // [[0.1, 0.2], [3]]: w, then a
 */
export function matricesFromTheta(theta: ArrayLike<number>, layers: readonly Layer[]): Matrix[] {
  const count = parameterCountOf(layers);
  if (theta.length !== count) {
    throw new RangeError(
      `theta has length ${theta.length}; expected ${count}, the parameters of ${layers.map(({ name, shape }) => `${name} (${shape.join(" x ")})`).join(", ")}`,
    );
  }
  return layers.map((layer) => {
    const size = sizeOf(layer);
    const columns = layer.shape.at(-1)!;
    return matrix(
      size / columns,
      columns,
      Float64Array.from({ length: size }, (_, k) => theta[layer.offset + k]!),
    );
  });
}

/**
 * The parameters of a model from its layers by name, row-major; layers that are not given, such as biases, are 0.
 *
 * @param layers of the model, as its `layers` are
 * @param given the entries of each layer, by its name
 * @throws RangeError if the model has no layer of that name, or it has another size.
 * @example
 * import { singleNeuronModel, thetaFromLayers } from "@lazyrich/networks";
 * thetaFromLayers(singleNeuronModel({ inputDimension: 2 }).layers, { w: [0.1, 0.2], a: [3] }); // [0.1, 0.2, 3]
 */
export function thetaFromLayers(
  layers: readonly Layer[],
  given: Readonly<Record<string, ArrayLike<number>>>,
): Float64Array {
  const theta = new Float64Array(parameterCountOf(layers));
  for (const [name, entries] of Object.entries(given)) {
    const layer = layers.find((each) => each.name === name);
    if (layer === undefined) {
      throw new RangeError(
        `layer is ${JSON.stringify(name)}; expected one of ${layers.map((each) => each.name).join(", ")}`,
      );
    }
    requireLength(name, entries, sizeOf(layer), layer.shape.join(" x "));
    theta.set(Array.from(entries), layer.offset);
  }
  return theta;
}

/**
 * Matrices as one flat parameter vector, one after the other.
 *
 * @param matrices the layers, the first one first
 * @example
 * import { thetaFromMatrices } from "@lazyrich/networks";
 * const W = { rows: 1, columns: 2, data: Float64Array.of(0.1, 0.2) };
 * const A = { rows: 1, columns: 1, data: Float64Array.of(3) };
 * thetaFromMatrices([W, A]); // [0.1, 0.2, 3]
 */
export function thetaFromMatrices(matrices: readonly Matrix[]): Float64Array {
  const theta = new Float64Array(matrices.reduce((sum, { data }) => sum + data.length, 0));
  let offset = 0;
  for (const { data } of matrices) {
    theta.set(data, offset);
    offset += data.length;
  }
  return theta;
}

/**
 * The given learning rates, or 1 for each layer.
 *
 * @throws RangeError if there is not one a layer, or one is below 0 (or 0, where they are to be `positive`) or not finite.
 */
export function ratesOf(
  layers: readonly Layer[],
  learningRates: readonly number[] | undefined,
  kind: "non-negative" | "positive" = "non-negative",
): readonly number[] {
  if (learningRates === undefined) return layers.map(() => 1);
  if (learningRates.length !== layers.length) {
    const names = layers.map(({ name }) => name).join(", ");
    throw new RangeError(
      `learningRates has length ${learningRates.length}; expected ${layers.length}, one a layer: ${names}`,
    );
  }
  const require = kind === "positive" ? requirePositive : requireNonNegative;
  for (const [l, rate] of learningRates.entries()) require(`learningRates[${l}]`, rate);
  return learningRates;
}
