import { euclideanNorm } from "./euclideanNorm.js";

/** A singular value with its vectors. */
export interface SingularTriplet {
  readonly value: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Far more than are needed: each squares what is left. */
const SWEEPS = 40;

/**
 * The singular triplets of a matrix given by its columns, descending: the columns are rotated in pairs until they are orthogonal (Hestenes 1958).
 *
 * An angle is formed from the two columns alone, so that where columns differ by many orders of magnitude small values, and small entries of the right
 * vectors, keep their relative accuracy (Demmel & Veselic 1992), which a bidiagonal form loses. A value at the level of rounding of the columns that it is
 * made of is 0, and left out.
 */
export function jacobiTriplets(given: readonly Float64Array[]): SingularTriplet[] {
  const n = given.length;
  const columns = given.map((column) => column.slice());
  const vectors = given.map((_, k) => new Float64Array(n).fill(1, k, k + 1));
  const sizes = given.map((column) => euclideanNorm(column));
  for (let sweep = 0, isRotated = true; isRotated && sweep < SWEEPS; sweep++) {
    isRotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) if (rotate(columns, vectors, p, q)) isRotated = true;
    }
  }
  const triplets: SingularTriplet[] = [];
  for (const [k, column] of columns.entries()) {
    const right = vectors[k]!;
    const value = euclideanNorm(column);
    const rounding = right.reduce((most, entry, j) => Math.max(most, Math.abs(entry) * sizes[j]!), 0);
    if (value > Number.EPSILON * n * rounding) triplets.push({ value, left: column.map((x) => x / value), right });
  }
  return triplets.sort((one, other) => other.value - one.value);
}

/** Makes two columns orthogonal, and says whether they were not, up to rounding. */
function rotate(columns: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): boolean {
  const [x, y] = [columns[p]!, columns[q]!];
  const [sizeX, sizeY] = [euclideanNorm(x), euclideanNorm(y)];
  if (sizeX === 0 || sizeY === 0) return false;
  let cosine = 0;
  for (let i = 0; i < x.length; i++) cosine += (x[i]! / sizeX) * (y[i]! / sizeY);
  if (cosine === 0) return false;
  // tan of twice the angle is 2 x.y/(|x|^2 - |y|^2), in units of the larger column
  const [large, small] = sizeX >= sizeY ? [sizeX, sizeY] : [sizeY, sizeX];
  const ratio = small / large;
  const zeta = ((1 - ratio) * (1 + ratio)) / (2 * cosine);
  // of the larger column the smaller has ratio times this
  const tangent = ratio / (zeta + Math.sign(zeta || 1) * Math.hypot(zeta, ratio));
  const [one, other] = sizeX >= sizeY ? [p, q] : [q, p];
  turn(columns[one]!, columns[other]!, tangent);
  turn(vectors[one]!, vectors[other]!, tangent);
  // columns that are orthogonal to rounding are turned once more: an angle far below it is a small entry of the vectors
  return Math.abs(cosine) > (Number.EPSILON / 2) * Math.sqrt(x.length);
}

/** (x + t y, y - t x)/sqrt(1 + t^2). */
function turn(x: Float64Array, y: Float64Array, t: number): void {
  const cosine = 1 / Math.hypot(1, t);
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!];
    x[i] = cosine * (a + t * b);
    y[i] = cosine * (b - t * a);
  }
}
