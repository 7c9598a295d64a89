import { Matrix as Dense, SVD } from "ml-matrix";
import { euclideanNorm } from "./euclideanNorm.js";
import { jacobiTriplets, type SingularTriplet } from "./jacobiTriplets.js";
import { type Matrix, matrix, requireFiniteMatrix } from "./matrix.js";
import { type NonzeroBlock, nonzeroBlocks } from "./nonzeroBlocks.js";
import { unitScale } from "./unitScale.js";

/**
 * Singular values and vectors of a matrix.
 */
export interface SingularValueDecomposition {
  /** rows x r, orthonormal columns. */
  readonly left: Matrix;
  /** Length r, the smaller of rows and columns, descending. */
  readonly values: Float64Array;
  /** columns x r, orthonormal columns. */
  readonly right: Matrix;
}

/**
 * Singular value decomposition $A = U diag(s) V^T$ in `left`, `values` and `right`, with as many values as the smaller of rows and columns.
 *
 * Rows and columns that have no entries with the others are decomposed apart, so that the vectors of a block are exactly 0 outside it, and values of a small
 * block have their digits beside those of a large one. Values at the level of rounding of their block are 0.
 *
 * @param a any matrix
 * @throws RangeError if an entry is not finite.
 * @example
 * import { matrixFromRows, singularValueDecomposition } from "@lazyrich/linalg";
 * const { values, right } = singularValueDecomposition(matrixFromRows([[0, 2], [1, 0]]));
 * values; // [2, 1]
 * right.data.map(Math.abs); // [0, 1, 1, 0]: directions in columns
 */
export function singularValueDecomposition(a: Matrix): SingularValueDecomposition {
  requireFiniteMatrix("a", a);
  const { rows, columns } = a;
  const r = Math.min(rows, columns);
  const triplets: SingularTriplet[] = [];
  for (const block of nonzeroBlocks(a)) triplets.push(...tripletsOf(a, block));
  triplets.sort((one, other) => other.value - one.value);
  const left = Array.from(triplets, (triplet) => triplet.left);
  const right = Array.from(triplets, (triplet) => triplet.right);
  complete(left, rows, r);
  complete(right, columns, r);
  const values = new Float64Array(r);
  for (const [k, { value }] of triplets.entries()) values[k] = value;
  return { left: fromColumns(left, rows), values, right: fromColumns(right, columns) };
}

/** Entries this far apart lose digits in a bidiagonal form. */
const FAR_APART = 1e8;
/** Up to this size rotating columns costs little. */
const SMALL = 64;

/** The entries of a block, row-major. */
function entriesOf(a: Matrix, { rows, columns }: NonzeroBlock): Float64Array {
  const [n, m] = [rows.length, columns.length];
  const data = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) data[i * m + j] = a.data[rows[i]! * a.columns + columns[j]!]!;
  }
  return data;
}

function tripletsOf(a: Matrix, block: NonzeroBlock): SingularTriplet[] {
  const { rows, columns } = block;
  const [n, m] = [rows.length, columns.length];
  const { entries, restore } = unitScale({ rows: n, columns: m, data: entriesOf(a, block) });
  const graded = areFarApart(entries, n, m) ? gradedTriplets(a, block, entries, restore) : undefined;
  if (graded) return graded;
  const svd = new SVD(Dense.from1DArray(n, m, entries), { autoTranspose: true });
  const values = restore(Float64Array.from(svd.diagonal.slice(0, Math.min(n, m))));
  const rounding = Number.EPSILON * Math.max(n, m) * values[0]!;
  const [left, right] = [svd.leftSingularVectors.to2DArray(), svd.rightSingularVectors.to2DArray()];
  const column = (vectors: number[][], k: number, places: readonly number[], length: number): Float64Array => {
    const vector = new Float64Array(length);
    for (let i = 0; i < places.length; i++) vector[places[i]!] = vectors[i]![k]!;
    return vector;
  };
  return Array.from(values, (value, k) => ({
    value: value <= rounding ? 0 : value,
    left: column(left, k, rows, a.rows),
    right: column(right, k, columns, a.columns),
  }));
}

function areFarApart(entries: Float64Array, n: number, m: number): boolean {
  if (n === 1 || m === 1) return true;
  if (Math.max(n, m) > SMALL) return false;
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const entry of entries) {
    if (entry !== 0) least = Math.min(least, Math.abs(entry));
    largest = Math.max(largest, Math.abs(entry));
  }
  return least < largest / FAR_APART;
}

/**
 * The triplets of a block whose entries lie far apart, by its rows or its columns, whichever differ more in length; undefined where their vectors have not become
 * orthonormal, which happens where both differ.
 */
function gradedTriplets(
  a: Matrix,
  { rows, columns }: NonzeroBlock,
  data: Float64Array,
  restore: (values: Float64Array) => Float64Array,
): SingularTriplet[] | undefined {
  const [n, m] = [rows.length, columns.length];
  const byRow = Array.from(rows, (_, i) => data.slice(i * m, (i + 1) * m));
  const byColumn = Array.from(columns, (_, j) => Float64Array.from(rows, (_row, i) => data[i * m + j]!));
  const areRows = n === 1 || (m > 1 && spread(byRow) > spread(byColumn));
  const triplets = jacobiTriplets(areRows ? byRow : byColumn).slice(0, Math.min(n, m));
  if (!areOrthonormal(triplets.map(({ left }) => left))) return undefined;
  const values = restore(Float64Array.from(triplets, ({ value }) => value));
  const placed = (vector: Float64Array, places: readonly number[], length: number): Float64Array => {
    const result = new Float64Array(length);
    for (let i = 0; i < places.length; i++) result[places[i]!] = vector[i]!;
    return result;
  };
  return triplets.map(({ left, right }, k) => ({
    value: values[k]!,
    left: placed(areRows ? right : left, rows, a.rows),
    right: placed(areRows ? left : right, columns, a.columns),
  }));
}

/** Up to the rounding of a decomposition. */
function areOrthonormal(vectors: readonly Float64Array[]): boolean {
  return vectors.every((x, i) =>
    vectors.slice(0, i).every((y) => Math.abs(x.reduce((sum, entry, k) => sum + entry * y[k]!, 0)) < 1e-14),
  );
}

/** How many times the longest vector is as long as the shortest. */
function spread(vectors: readonly Float64Array[]): number {
  const lengths = vectors.map((vector) => euclideanNorm(vector));
  return Math.max(...lengths) / Math.min(...lengths);
}

/** Adds vectors of the given length, orthonormal to all others, up to a count. */
function complete(vectors: Float64Array[], length: number, count: number): void {
  for (let axis = 0; vectors.length < count; axis++) {
    const vector = new Float64Array(length);
    vector[axis] = 1;
    // the second pass removes what rounding left in the first; some axis keeps at least (length - count)/length of its square
    const kept = withoutSpan(vector, vectors) * withoutSpan(vector, vectors);
    if (kept * kept >= 0.5 / length) vectors.push(vector);
  }
}

/** Takes from a unit vector what the others span, scales it back to length 1, and returns the length that was left. */
function withoutSpan(vector: Float64Array, others: readonly Float64Array[]): number {
  for (const other of others) {
    let along = 0;
    for (let i = 0; i < vector.length; i++) along += vector[i]! * other[i]!;
    if (along === 0) continue;
    for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - along * other[i]!;
  }
  const norm = Math.hypot(...vector);
  if (norm > 0) for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / norm;
  return norm;
}

function fromColumns(columns: readonly Float64Array[], rows: number): Matrix {
  const result = matrix(rows, columns.length);
  for (const [j, column] of columns.entries()) {
    for (let i = 0; i < rows; i++) result.data[i * columns.length + j] = column[i]!;
  }
  return result;
}

/**
 * The singular values alone, min(rows, columns), descending: a third of the time of the decomposition.
 *
 * @param a any matrix
 * @throws RangeError if an entry is not finite.
 * @example
 * import { matrixFromRows, singularValues } from "@lazyrich/linalg";
 * singularValues(matrixFromRows([[3, 0], [0, 4]])); // [4, 3]
 */
export function singularValues(a: Matrix): Float64Array {
  requireFiniteMatrix("a", a);
  const { rows, columns } = a;
  const r = Math.min(rows, columns);
  if (r === 0) return new Float64Array(0);
  const { entries, restore } = unitScale(a);
  const svd = new SVD(Dense.from1DArray(rows, columns, entries), {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  });
  return restore(Float64Array.from(svd.diagonal.slice(0, r)));
}
