import { type Matrix, matrix, meanDecay, type Products, singularValueDecomposition } from "@lazyrich/linalg";
import { pairModes } from "../pairModes.js";

/**
 * The eigenvectors of H = [[-delta/2 I_d, betaStar], [betaStar^T, delta/2 I_c]], in which the two-layer flow is a linear one.
 *
 * Each singular value s of the target gives a pair of modes with rates +-sqrt(s^2 + delta^2/4); the dimensions that are left over have the rate
 * -delta/2 (inputs) or delta/2 (outputs). Modes are ordered: r growing, r shrinking, |d - c| left over, with r = min(d, c).
 */
export interface TargetModes {
  /** Singular values of the target, length r, descending. */
  readonly values: Float64Array;
  /** Eigenvalues of H, length d + c. */
  readonly rates: Float64Array;
  /** By how much a growing mode is faster than |delta|/2, without cancellation; 0 for the modes that do not grow. Length d + c. */
  readonly excess: Float64Array;
  /** Their number r of pairs. */
  readonly pairs: number;
  /** What multiplies here. */
  readonly products: Products;
  /** All left singular vectors of the target, d x d. */
  readonly left: Matrix;
  /** All right singular vectors of the target, c x c. */
  readonly right: Matrix;
  /** The growing eigenvector of pair i is (inputPart[i], outputPart[i]), the shrinking one (-outputPart[i], inputPart[i]); length r. */
  readonly inputPart: Float64Array;
  readonly outputPart: Float64Array;
}

/**
 * The modes of a target (d x c) for the conserved quantity delta.
 *
 * @see theory.md section 5.
 */
export function targetModes(betaStar: Matrix, delta: number, products: Products): TargetModes {
  const { rows: d, columns: c } = betaStar;
  const { left, values, right } = singularValueDecomposition(betaStar);
  const r = values.length;
  const rates = new Float64Array(d + c).fill((d > c ? -delta : delta) / 2);
  const excess = new Float64Array(d + c);
  const inputPart = new Float64Array(r);
  const outputPart = new Float64Array(r);
  for (let i = 0; i < r; i++) {
    const { omega, lambda, mu, input, output } = pairModes(values[i]!, delta);
    rates[i] = omega;
    rates[r + i] = -omega;
    excess[i] = Math.min(lambda, mu);
    inputPart[i] = input;
    outputPart[i] = output;
  }
  return {
    values,
    rates,
    excess,
    pairs: r,
    left: completed(left, products),
    right: completed(right, products),
    products,
    inputPart,
    outputPart,
  };
}

/** Differences of rates below this share of them are rounding. */
const ROUNDING = 1e-13;

/** The slowest rate at which a mode grows, or grows beside another; 0 where none does. */
export function slowestChange({ rates, excess }: TargetModes): number {
  let [slowest, before] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < rates.length; i++) {
    if (!(rates[i]! > 0)) continue;
    slowest = Math.min(slowest, rates[i]!);
    // those that grow are in descending order
    const gap = before - excess[i]!;
    if (gap > ROUNDING * before) slowest = Math.min(slowest, gap);
    before = excess[i]!;
  }
  return slowest === Number.POSITIVE_INFINITY ? 0 : slowest;
}

/** left^T W^T over right^T A^T ((d + c) x h): Q = [W^T; A^T] in the singular vectors of the target. */
export function toSingularVectors({ left, right, products }: TargetModes, wT: Matrix, aT: Matrix): Matrix {
  const result = matrix(wT.rows + aT.rows, wT.columns);
  result.data.set(products.transposedProduct(left, wT).data);
  result.data.set(products.transposedProduct(right, aT).data, wT.data.length);
  return result;
}

/** The coordinates of Q in the modes ((d + c) x h), from those in the singular vectors. */
export function toModes({ left, right, inputPart, outputPart }: TargetModes, { columns: h, data }: Matrix): Matrix {
  const u = data.subarray(0, left.rows * h);
  const v = data.subarray(left.rows * h);
  const r = inputPart.length;
  const result = matrix(left.rows + right.rows, h);
  for (let i = 0; i < r; i++) {
    for (let k = i * h; k < (i + 1) * h; k++) {
      result.data[k] = inputPart[i]! * u[k]! + outputPart[i]! * v[k]!;
      result.data[r * h + k] = inputPart[i]! * v[k]! - outputPart[i]! * u[k]!;
    }
  }
  result.data.set((u.length > v.length ? u : v).subarray(r * h), 2 * r * h);
  return result;
}

/**
 * The size of what the entries of each growing mode in `toModes` are differences of, length d + c. It is 0 where they are exact: in directions that are those of single
 * inputs and outputs, if both layers are in the same units.
 */
export function cancelledSizes(
  { left, right, rates, inputPart, outputPart }: TargetModes,
  { columns: h, data }: Matrix,
  areSameUnits: boolean,
): Float64Array {
  const sizes = new Float64Array(rates.length);
  const sizeOf = (row: number): number => {
    let size = 0;
    for (let k = row * h; k < (row + 1) * h; k++) size = Math.max(size, Math.abs(data[k]!));
    return size;
  };
  for (let i = 0; i < inputPart.length; i++) {
    if (areSameUnits && isAxis(left, i) && isAxis(right, i)) continue;
    sizes[i] = inputPart[i]! * sizeOf(i) + outputPart[i]! * sizeOf(left.rows + i);
  }
  return sizes;
}

function isAxis({ rows, columns, data }: Matrix, column: number): boolean {
  let count = 0;
  for (let i = 0; i < rows; i++) if (data[i * columns + column] !== 0) count++;
  return count === 1;
}

/**
 * e^(Ht) Q_0 in the singular vectors at a time with rate time <= 1/2, by the entries of each pair's own exponential: with mu, lambda = omega -+ delta/2,
 * E = e^(-2 omega t) and m = 1 - E, over e^(omega t),
 *
 *     [[(lambda E + mu)/(2 omega), s m/(2 omega)], [s m/(2 omega), (mu E + lambda)/(2 omega)]],
 *
 * none of which is a difference, so that a row that begins at 0 has every digit.
 */
export function earlyPairFlow(modes: TargetModes, start: Matrix, delta: number, time: number): Matrix {
  const { left, right, values } = modes;
  const h = start.columns;
  const [d, c, r] = [left.rows, right.rows, values.length];
  const result = matrix(start.rows, h);
  for (let i = 0; i < r; i++) {
    const s = values[i]!;
    const { omega, lambda, mu } = pairModes(s, delta);
    const grown = Math.exp(omega * time);
    const e = Math.exp(-2 * omega * time);
    const [shareLambda, shareMu] = omega > 0 ? [lambda / (2 * omega), mu / (2 * omega)] : [1, 0];
    const keptU = (shareLambda * e + shareMu) * grown;
    const keptV = (shareMu * e + shareLambda) * grown;
    const exchanged = s * time * meanDecay(2 * omega * time) * grown;
    for (let k = 0, at = i * h, other = (d + i) * h; k < h; k++, at++, other++) {
      result.data[at] = keptU * start.data[at]! + exchanged * start.data[other]!;
      result.data[other] = exchanged * start.data[at]! + keptV * start.data[other]!;
    }
  }
  const decay = Math.exp(((d > c ? -1 : 1) * delta * time) / 2);
  const from = d > c ? r * h : (d + r) * h;
  for (let k = from; k < from + Math.abs(d - c) * h; k++) result.data[k] = decay * start.data[k]!;
  return result;
}

/**
 * The inverse of `toModes` up to the rotations by the singular vectors, of some pairs and the modes left over: writes their rows of left^T W^T and
 * right^T A^T, times the given factors, one row a pair in their order and then those left over.
 *
 * @param q the coordinates in the modes ((d + c) x h)
 * @param pairs numbers of pairs, ascending
 */
export function fromModes(
  { inputPart, outputPart }: TargetModes,
  q: Float64Array,
  pairs: ArrayLike<number>,
  [u, uFactor]: readonly [Matrix, number],
  [v, vFactor]: readonly [Matrix, number],
): void {
  const h = u.columns;
  const r = inputPart.length;
  const [uData, vData] = [u.data, v.data];
  for (let p = 0, to = 0; p < pairs.length; p++) {
    const i = pairs[p]!;
    const input = inputPart[i]!;
    const output = outputPart[i]!;
    for (let k = i * h, other = (r + i) * h, end = k + h; k < end; k++, other++, to++) {
      const growing = q[k]!;
      const shrinking = q[other]!;
      uData[to] = uFactor * (input * growing - output * shrinking);
      vData[to] = vFactor * (output * growing + input * shrinking);
    }
  }
  const [rest, factor] = u.rows > v.rows ? [uData, uFactor] : [vData, vFactor];
  for (let k = pairs.length * h, from = 2 * r * h; k < rest.length; k++, from++) rest[k] = factor * q[from]!;
}

/** Orthonormal columns (n x r) completed to an orthonormal basis (n x n). */
function completed(columns: Matrix, products: Products): Matrix {
  const { rows: n, columns: r, data } = columns;
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) result.data.set(data.subarray(i * r, (i + 1) * r), i * n);
  const vector = new Float64Array(n);
  for (let found = r, axis = 0; found < n; axis++) {
    vector.fill(0);
    vector[axis] = 1;
    // the second pass removes what rounding left in the first
    const kept = removeSpan(vector, result, found, products) * removeSpan(vector, result, found, products);
    // some axis keeps at least (n - found)/n of its square
    if (kept * kept < 0.5 / n) continue;
    for (let i = 0; i < n; i++) result.data[i * n + found] = vector[i]!;
    found++;
  }
  return result;
}

/** Takes from a unit vector what the first `count` columns of the basis span, scales it back to length 1, and returns the length that was left. */
function removeSpan(vector: Float64Array, basis: Matrix, count: number, products: Products): number {
  const n = vector.length;
  const span = matrix(n, count);
  for (let i = 0; i < n; i++) span.data.set(basis.data.subarray(i * n, i * n + count), i * count);
  const column = matrix(n, 1, vector);
  const shadow = products.product(span, products.transposedProduct(span, column));
  for (let i = 0; i < n; i++) vector[i] = vector[i]! - shadow.data[i]!;
  const length = Math.hypot(...vector);
  if (length > 0) for (let i = 0; i < n; i++) vector[i] = vector[i]! / length;
  return length;
}
