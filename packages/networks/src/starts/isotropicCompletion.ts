import { requireFeasibleDelta, type TwoLayerRates } from "@lazyrich/exact";
import {
  type Matrix,
  matrix,
  productTransposed,
  requireFinite,
  requireFiniteMatrix,
  requirePositive,
  requireWhole,
  symmetricEigendecomposition,
} from "@lazyrich/linalg";

/**
 * A second layer $A (h x c)$ for the given first layer $W (h x d)$, such that $etaW A A^T - etaA W W^T = delta I_h$. It is determined up to a rotation of
 * the outputs; the columns of `outputs` ($c x min(h, c)$, orthonormal; the first axes if not given) are the outputs of its directions, the largest
 * first.
 *
 * @throws RangeError if no such A exists, because the sizes forbid delta or $W W^T$ is too small ($delta < 0$) or of too large a rank ($h > c$); if
 * `outputs` has another shape, or a number is not finite or a learning rate not above 0.
 * @see Kunin et al. 2024, section 4.
 * @example
 * import { isotropicReadout } from "@lazyrich/networks";
 * const W = { rows: 1, columns: 2, data: Float64Array.of(0.6, 0.8) };
 * isotropicReadout({ W, delta: 3, outputDimension: 1 }).data; // [2]: 4 - 1 = 3
 */
export function isotropicReadout({
  W,
  delta,
  outputDimension,
  outputs,
  etaA = 1,
  etaW = 1,
}: TwoLayerRates & {
  readonly W: Matrix;
  readonly delta: number;
  readonly outputDimension: number;
  readonly outputs?: Matrix | undefined;
}): Matrix {
  requireFiniteMatrix("W", W);
  requireWhole("outputDimension", outputDimension);
  requireFinite("delta", delta);
  for (const [name, value] of Object.entries({ etaA, etaW })) requirePositive(name, value);
  requireFeasibleDelta(delta, W.rows, W.columns, outputDimension);
  return complement({
    layer: W,
    name: "W",
    delta,
    own: etaA,
    other: etaW,
    size: outputDimension,
    axes: outputs,
    axesName: "outputs",
  });
}

/**
 * A first layer $W (h x d)$ for the given second layer $A (h x c)$, such that $etaW A A^T - etaA W W^T = delta I_h$: `isotropicReadout` with the layers
 * exchanged, and `inputs` $d x min(h, d)$.
 *
 * @throws RangeError as `isotropicReadout`.
 * @see Kunin et al. 2024, section 4.
 * @example
 * import { isotropicWeights } from "@lazyrich/networks";
 * const A = { rows: 1, columns: 1, data: Float64Array.of(2) };
 * isotropicWeights({ A, delta: 3, inputDimension: 2 }).data; // [1, 0]: 4 - 1 = 3
 */
export function isotropicWeights({
  A,
  delta,
  inputDimension,
  inputs,
  etaA = 1,
  etaW = 1,
}: TwoLayerRates & {
  readonly A: Matrix;
  readonly delta: number;
  readonly inputDimension: number;
  readonly inputs?: Matrix | undefined;
}): Matrix {
  requireFiniteMatrix("A", A);
  requireWhole("inputDimension", inputDimension);
  requireFinite("delta", delta);
  for (const [name, value] of Object.entries({ etaA, etaW })) requirePositive(name, value);
  requireFeasibleDelta(delta, A.rows, inputDimension, A.columns);
  return complement({
    layer: A,
    name: "A",
    delta: -delta,
    own: etaW,
    other: etaA,
    size: inputDimension,
    axes: inputs,
    axesName: "inputs",
  });
}

interface ComplementRequest {
  readonly layer: Matrix;
  readonly name: "W" | "A";
  /** The wanted difference of the other layer's squares and those of the given one. */
  readonly delta: number;
  readonly own: number;
  readonly other: number;
  readonly size: number;
  readonly axes: Matrix | undefined;
  readonly axesName: string;
}

/** The layer B (h x size) with other B B^T = delta I_h + own L L^T, from the eigenvectors of L L^T. */
function complement({ layer: given, name, delta, own, other, size, axes, axesName }: ComplementRequest): Matrix {
  const h = given.rows;
  const rank = Math.min(h, size);
  if (axes && (axes.rows !== size || axes.columns !== rank)) {
    throw new RangeError(`${axesName} is ${axes.rows} x ${axes.columns}; expected ${size} x ${rank}`);
  }
  const { values, vectors } = symmetricEigendecomposition(productTransposed(given, given));
  const rounding = 1e-13 * h * (own * Math.max(values[h - 1]!, 0) + Math.abs(delta));
  const squares = Array.from(values, (value) => delta + own * value).reverse();
  const smallest = squares[h - 1]!;
  if (smallest < -rounding) {
    throw new RangeError(
      `${name} ${name}^T has the smallest eigenvalue ${values[0]}; expected at least ${-delta / own} for delta of size ${Math.abs(delta)}`,
    );
  }
  if (h > size && squares[size]! > rounding) {
    throw new RangeError(
      `${name} has rank above ${size} with ${h} hidden neurons; expected at most the ${size} dimensions of the other layer`,
    );
  }
  const descending = matrix(h, rank);
  for (let i = 0; i < h; i++) {
    for (let k = 0; k < rank; k++) {
      descending.data[i * rank + k] = vectors.data[i * h + h - 1 - k]! * Math.sqrt(Math.max(squares[k]!, 0) / other);
    }
  }
  const result = matrix(h, size);
  if (axes) return productTransposed(descending, axes, result);
  for (let i = 0; i < h; i++) result.data.set(descending.data.subarray(i * rank, (i + 1) * rank), i * size);
  return result;
}
