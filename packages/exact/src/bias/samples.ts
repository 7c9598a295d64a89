import {
  compensatedDot,
  euclideanNorm,
  type Matrix,
  matrix,
  nullSpaceProjector,
  requireFiniteVector,
  requireLength,
} from "@lazyrich/linalg";

/** Throws a RangeError unless a target for each row of X and a function of its columns are given, all finite. */
export function requireSamples(X: Matrix, y: ArrayLike<number>, beta0: ArrayLike<number>): void {
  requireFiniteVector("y", y);
  requireFiniteVector("beta0", beta0);
  requireLength("y", y, X.rows, "one a row of X");
  requireLength("beta0", beta0, X.columns, "one a column of X");
}

/** Throws a RangeError that names a result whose entries are beyond the numbers. */
export function requireRepresentable(name: string, vector: Float64Array): void {
  if (vector.every((entry) => Number.isFinite(entry))) return;
  throw new RangeError(`${name} is beyond the largest number; expected X, y and beta0 whose solutions are below 1e308`);
}

/** Whether $X beta = y$, up to rounding. */
export function interpolates(X: Matrix, y: ArrayLike<number>, beta: Float64Array): boolean {
  const residual = images(X, beta).map((image, i) => image - y[i]!);
  return euclideanNorm(residual) <= 1e-9 * euclideanNorm(y);
}

/** X beta, each entry summed in twice the working precision. */
export function images({ rows, columns, data }: Matrix, beta: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) =>
    compensatedDot(data.subarray(i * columns, (i + 1) * columns), beta),
  );
}

/**
 * The part of a vector in the null space of X. Inputs that are 0 in every sample keep their entries. Of the others, what the first projection leaves in the
 * row space is rounding of the whole vector, which may be far larger than its part in the null space; the second removes it.
 */
export function nullSpacePart({ rows, columns, data }: Matrix, vector: Float64Array): Float64Array {
  const used = Array.from({ length: columns }, (_, j) => j).filter((j) =>
    Array.from({ length: rows }, (_, i) => data[i * columns + j]).some((entry) => entry !== 0),
  );
  const ofUsed = Float64Array.from({ length: rows * used.length }, (_, k) => {
    const row = Math.floor(k / used.length);
    return data[row * columns + used[k - row * used.length]!]!;
  });
  const result = vector.slice();
  if (used.length === 0) return result;
  const projector = nullSpaceProjector(matrix(rows, used.length, ofUsed));
  const part = images(
    projector,
    images(
      projector,
      used.map((j) => vector[j]!),
    ),
  );
  for (const [k, j] of used.entries()) result[j] = part[k]!;
  return result;
}

/** |X beta - y| < |y|, without forming either. */
export function startsBelowZero(X: Matrix, y: ArrayLike<number>, beta: ArrayLike<number>): boolean {
  const image = images(X, beta);
  return compensatedDot(image, image) < 2 * compensatedDot(image, y);
}
