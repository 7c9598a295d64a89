import type { Matrix } from "@lazyrich/linalg";
import { type Ball, type BallArithmetic, ballOf, ballWithin } from "../any-size/ballArithmetic.js";
import { areOrdinary } from "../any-size/ordinary.js";

/** The solutions of X beta = y, or of least squares, and a start, exactly. */
export interface ExactSolutions {
  readonly rank: number;
  /** The solution of least norm. */
  minimumNorm(arithmetic: BallArithmetic): Ball[];
  /** The part of the start in the null space of X, and the rest of it. */
  nullPart(arithmetic: BallArithmetic): Ball[];
  rowPart(arithmetic: BallArithmetic): Ball[];
}

/** By elimination in whole numbers, each of the given ones being a whole number times a power of two. */
export function exactSolutions(
  { rows, columns, data }: Matrix,
  y: ArrayLike<number>,
  beta0: ArrayLike<number>,
): ExactSolutions {
  const [entries, unit] = wholeNumbers(data);
  const [targets, targetUnit] = wholeNumbers(y);
  const [start, startUnit] = wholeNumbers(beta0);
  const X = Array.from({ length: rows }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
  const basis = independentRows(X);
  const images = X.map((row) => basis.map((other) => dot(row, other)));
  // beta = basis^T c with the normal equations of X basis^T c = y
  const gram = basis.map((_, k) => basis.map((_, l) => sumOf(images, (image) => image[k]! * image[l]!)));
  const sides = basis.map((_, k) => sumOf(images, (image, i) => image[k]! * targets[i]!));
  const solution = solved(gram, sides);
  const least = combined(basis, solution.numerators, columns);
  // the part in the row space is basis^T c with the Gram matrix of the basis
  const projection = solved(
    basis.map((row) => basis.map((other) => dot(row, other))),
    basis.map((row) => dot(row, start)),
  );
  const inRows = combined(basis, projection.numerators, columns);
  const divided =
    (numerators: readonly bigint[], denominator: bigint, exponent: number) => (arithmetic: BallArithmetic) =>
      numerators.map((numerator) => arithmetic.quotient(exact(numerator, exponent), exact(denominator, 0)));
  return {
    rank: basis.length,
    minimumNorm: divided(least, solution.determinant, targetUnit - unit),
    rowPart: divided(inRows, projection.determinant, startUnit),
    nullPart: divided(
      inRows.map((entry, j) => projection.determinant * start[j]! - entry),
      projection.determinant,
      startUnit,
    ),
  };
}

function exact(mantissa: bigint, exponent: number): Ball {
  return ballWithin(mantissa, exponent, Number.NEGATIVE_INFINITY);
}

/** Numbers as whole ones times 2^unit. */
function wholeNumbers(x: ArrayLike<number>): [whole: bigint[], unit: number] {
  const balls = Array.from(x, ballOf);
  const unit = Math.min(0, ...balls.filter(({ mantissa }) => mantissa !== 0n).map(({ exponent }) => exponent));
  return [balls.map(({ mantissa, exponent }) => (mantissa === 0n ? 0n : mantissa << BigInt(exponent - unit))), unit];
}

/** The rows that do not depend on those before them. */
function independentRows(rows: readonly (readonly bigint[])[]): (readonly bigint[])[] {
  const reduced: { readonly row: bigint[]; readonly pivot: number }[] = [];
  return rows.filter((given) => {
    let row = [...given];
    let last = 1n;
    for (const { row: other, pivot } of reduced) {
      const [own, factor] = [row[pivot]!, other[pivot]!];
      const divisor = last;
      row = row.map((entry, j) => (entry * factor - own * other[j]!) / divisor);
      last = factor;
    }
    const pivot = row.findIndex((entry) => entry !== 0n);
    if (pivot >= 0) reduced.push({ row, pivot });
    return pivot >= 0;
  });
}

/** x = numerators/determinant of A x = b for a positive A, by the elimination of Bareiss, whose divisions leave nothing. */
function solved(
  A: readonly (readonly bigint[])[],
  b: readonly bigint[],
): { readonly numerators: bigint[]; readonly determinant: bigint } {
  const n = b.length;
  const rows = A.map((row, i) => [...row, b[i]!]);
  let last = 1n;
  for (let k = 0; k < n; k++) {
    const pivot = rows[k]![k]!;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      rows[i] = rows[i]!.map((entry, j) => (entry * pivot - factor * rows[k]![j]!) / last);
    }
    last = pivot;
  }
  return { numerators: rows.map((row) => row[n]!), determinant: last };
}

function combined(basis: readonly (readonly bigint[])[], factors: readonly bigint[], columns: number): bigint[] {
  return Array.from({ length: columns }, (_, j) => sumOf(basis, (row, k) => row[j]! * factors[k]!));
}

function dot(x: readonly bigint[], y: readonly bigint[]): bigint {
  return sumOf(x, (entry, i) => entry * y[i]!);
}

function sumOf<T>(items: readonly T[], term: (item: T, index: number) => bigint): bigint {
  return items.reduce((sum, item, i) => sum + term(item, i), 0n);
}

/** Entries of X this far apart are beyond a singular value decomposition, which has the digits of the largest. */
const LARGEST_RATIO = 1e6;
/** Elimination in whole numbers is for small problems; larger ones are decomposed whatever their entries. */
const MOST_ENTRIES = 256;

/** Whether inputs, targets and start are such that a singular value decomposition does not have the digits of them all, and are few. */
export function needExactSolutions({ data }: Matrix, y: ArrayLike<number>, beta0: ArrayLike<number>): boolean {
  if (data.length > MOST_ENTRIES) return false;
  if (!(areOrdinary(data) && areOrdinary(y) && areOrdinary(beta0))) return true;
  return ratioOf(data) > LARGEST_RATIO || ratioOf(beta0) > LARGEST_RATIO;
}

/** How much larger the largest entry is than the smallest, of those that are not 0. */
function ratioOf(x: ArrayLike<number>): number {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0) continue;
    least = Math.min(least, Math.abs(x[i]!));
    most = Math.max(most, Math.abs(x[i]!));
  }
  return most / least;
}
