import { type Matrix, matrix } from "@lazyrich/linalg";

/** The number of parameters of layers between the given widths. */
export function parameterCountOf(widths: readonly number[]): number {
  let count = 0;
  for (let l = 1; l < widths.length; l++) count += widths[l]! * widths[l - 1]!;
  return count;
}

/**
 * The layers W_1, W_2, ... of a flat parameter vector, as new matrices; layer l is widths[l] x widths[l - 1].
 *
 * @throws RangeError if theta does not have as many entries as the layers.
 */
export function layersOf(theta: ArrayLike<number>, widths: readonly number[]): Matrix[] {
  const count = parameterCountOf(widths);
  if (theta.length !== count) {
    throw new RangeError(
      `theta has length ${theta.length}; expected ${count}, the parameters of widths ${widths.join(", ")}`,
    );
  }
  let offset = 0;
  return widths.slice(1).map((rows, l) => {
    const columns = widths[l]!;
    const data = Float64Array.from({ length: rows * columns }, (_, k) => theta[offset + k]!);
    offset += rows * columns;
    return matrix(rows, columns, data);
  });
}

/** Layers as one flat parameter vector, one after the other. */
export function parametersOf(layers: readonly Matrix[]): Float64Array {
  const theta = new Float64Array(layers.reduce((sum, { data }) => sum + data.length, 0));
  let offset = 0;
  for (const { data } of layers) {
    theta.set(data, offset);
    offset += data.length;
  }
  return theta;
}
