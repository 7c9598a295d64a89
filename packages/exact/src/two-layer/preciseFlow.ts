import type { Matrix } from "@lazyrich/linalg";
import {
  type BigFloat,
  type BigFloats,
  isSmaller,
  magnitude,
  negative,
  sizeOf,
  timesTwoTo,
  ZERO,
} from "../any-size/bigFloat.js";

/** Binary digits of what rounding leaves of an entry that rotations have made 0. */
const ROUNDING = 24;

/** Rows of numbers. */
export type Rows = readonly (readonly BigFloat[])[];

/** A two-layer network with whitened inputs and learning rates of 1: weights (h x d), readouts (h x c), target (d x c). */
export interface CanonicalProblem {
  readonly weights: Rows;
  readonly readouts: Rows;
  readonly target: Rows;
}

/** The problem in canonical units, in numbers of a given precision. */
export function canonicalProblem(
  numbers: BigFloats,
  {
    W0,
    A0,
    betaStar,
    etaA,
    etaW,
  }: {
    readonly W0: Matrix;
    readonly A0: Matrix;
    readonly betaStar: Matrix;
    readonly etaA: number;
    readonly etaW: number;
  },
): CanonicalProblem {
  const [rootA, rootW] = [etaA, etaW].map((rate) => numbers.root(numbers.from(rate))) as [BigFloat, BigFloat];
  const rows = ({ rows: n, columns: m, data }: Matrix, unit: BigFloat): BigFloat[][] =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: m }, (_entry, j) => numbers.multiply(unit, numbers.from(data[i * m + j]!))),
    );
  return {
    weights: rows(W0, rootA),
    readouts: rows(A0, rootW),
    target: rows(betaStar, numbers.multiply(rootA, rootW)),
  };
}

/**
 * The flow of `ModeFlow` in numbers of any precision and size. The matrix M = [Phi^(1/2) C; I] is eliminated with complete pivoting, M = L U up to the order
 * of its rows and columns, so that L has entries of at most 1 whatever has grown and U cancels:
 *
 *     Q Q^T(t) = V K L_C (L^T L)^-1 L_C^T K V^T,   K = e^(rates t) Phi^(-1/2).
 */
export class PreciseFlow {
  readonly #numbers: BigFloats;
  readonly #rates: readonly BigFloat[];
  /** Eigenvectors of H in columns. */
  readonly #vectors: Rows;
  /** Q_0, (d + c) x h. */
  readonly start: Rows;
  readonly #inModes: Rows;

  constructor(numbers: BigFloats, { weights, readouts, target }: CanonicalProblem) {
    this.#numbers = numbers;
    const { add, subtract, multiply } = bound(numbers);
    const [d, c] = [target.length, target[0]!.length];
    const squares = (rows: Rows): BigFloat => rows.flat().reduce((sum, x) => add(sum, multiply(x, x)), ZERO);
    const delta = numbers.divide(subtract(squares(readouts), squares(weights)), numbers.from(weights.length));
    const half = timesTwoTo(delta, -1);
    const matrix = Array.from({ length: d + c }, (_, i) =>
      Array.from({ length: d + c }, (_entry, j) => {
        if (i === j) return i < d ? negative(half) : half;
        if (i < d && j >= d) return target[i]![j - d]!;
        return i >= d && j < d ? target[j]![i - d]! : ZERO;
      }),
    );
    const { values, vectors } = eigenpairs(numbers, matrix);
    this.#rates = values;
    this.#vectors = vectors;
    this.start = transposed([...weights.map((row, k) => [...row, ...readouts[k]!])]);
    this.#inModes = product(numbers, transposed(vectors), this.start);
  }

  /** Q at a time >= 0, or at Infinity, (d + c) x h, up to a rotation of its columns. */
  at(time: BigFloat | undefined): Rows {
    if (time?.length === 0) return this.start;
    const numbers = this.#numbers;
    const h = this.start[0]!.length;
    const growths = this.#growths(time);
    const rows = [
      ...this.#inModes.map((row, i) => row.map((entry) => numbers.multiply(growths[i]!.weight, entry))),
      ...Array.from({ length: h }, (_, i) => Array.from({ length: h }, (_entry, j) => (i === j ? numbers.one : ZERO))),
    ];
    const lower = completelyPivoted(numbers, rows);
    const root = cholesky(numbers, product(numbers, transposed(lower), lower));
    const scaled = this.#rates.map((_, i) => lower[i]!.map((entry) => numbers.multiply(growths[i]!.kept, entry)));
    return product(numbers, this.#vectors, timesInverseTransposed(numbers, scaled, root));
  }

  /** Of each mode Phi^(1/2) and e^(rate t) Phi^(-1/2). */
  #growths(time: BigFloat | undefined): { readonly weight: BigFloat; readonly kept: BigFloat }[] {
    const numbers = this.#numbers;
    const { exponents, late } = this.#exponents(time);
    return exponents.map((exponent, i) => {
      if (exponent.length === 0) {
        const weight = numbers.root(late);
        return { weight, kept: numbers.divide(numbers.one, weight) };
      }
      const excess = numbers.expm1(magnitude(exponent));
      const grown = numbers.add(excess, numbers.one);
      // e^(2 x) - 1 over 2 rate for a mode that grows, over e^(2 x) for one that shrinks
      const mean = numbers.divide(
        numbers.multiply(excess, numbers.add(grown, numbers.one)),
        timesTwoTo(magnitude(this.#rates[i]!), 1),
      );
      const root = numbers.root(mean);
      if (exponent.mantissa > 0n) return { weight: root, kept: numbers.divide(grown, root) };
      const weight = numbers.divide(root, grown);
      return { weight, kept: numbers.divide(numbers.one, root) };
    });
  }

  /**
   * Rates times the time. Gaps between them beyond which nothing is left of the slower beside the faster are shortened to that, so that exponentials keep to a
   * size; rates of rounding are 0.
   */
  #exponents(time: BigFloat | undefined): { readonly exponents: BigFloat[]; readonly late: BigFloat } {
    const numbers = this.#numbers;
    const { add, subtract, multiply } = bound(numbers);
    const largest = this.#rates.reduce((most, rate) => (isSmaller(most, rate) ? magnitude(rate) : most), ZERO);
    const late = time ?? timesTwoTo(numbers.one, numbers.bits - sizeOf(largest.length === 0 ? numbers.one : largest));
    const enough = numbers.from(4 * numbers.bits);
    const negligible = sizeOf(largest) - Math.floor((numbers.bits * 3) / 4);
    const exponents: BigFloat[] = this.#rates.map(() => ZERO);
    for (const sign of [1, -1]) {
      const order = [...this.#rates.keys()]
        .filter((i) => this.#rates[i]!.mantissa !== 0n && this.#rates[i]!.mantissa > 0n === sign > 0)
        .sort((i, j) => (isSmaller(this.#rates[i]!, this.#rates[j]!) ? -1 : 1));
      let [before, reached] = [ZERO, ZERO];
      for (const i of order) {
        const rate = magnitude(this.#rates[i]!);
        const difference = subtract(rate, before);
        if (time === undefined) {
          if (sizeOf(difference) > negligible) reached = add(reached, enough);
        } else {
          const gap = multiply(difference, time);
          reached = add(reached, isSmaller(enough, gap) ? enough : gap);
        }
        before = rate;
        exponents[i] = sign > 0 ? reached : negative(reached);
      }
    }
    return { exponents, late };
  }
}

/** Operations without their object. */
export function bound(numbers: BigFloats): Pick<BigFloats, "add" | "subtract" | "multiply" | "divide"> {
  return {
    add: (x, y) => numbers.add(x, y),
    subtract: (x, y) => numbers.subtract(x, y),
    multiply: (x, y) => numbers.multiply(x, y),
    divide: (x, y) => numbers.divide(x, y),
  };
}

export function transposed(rows: Rows): BigFloat[][] {
  return Array.from(rows[0]!, (_, j) => rows.map((row) => row[j]!));
}

/** The product of two matrices. */
export function product(numbers: BigFloats, left: Rows, right: Rows): BigFloat[][] {
  const columns = transposed(right);
  return left.map((row) =>
    columns.map((column) => row.reduce((sum, x, k) => numbers.add(sum, numbers.multiply(x, column[k]!)), ZERO)),
  );
}

/** The eigenvalues of a symmetric matrix, and its eigenvectors in columns, by rotations in pairs (Jacobi 1846). */
function eigenpairs(
  numbers: BigFloats,
  symmetric: Rows,
): { readonly values: BigFloat[]; readonly vectors: BigFloat[][] } {
  const n = symmetric.length;
  const a = symmetric.map((row) => [...row]);
  const vectors = a.map((_, i) => a.map((_entry, j) => (i === j ? numbers.one : ZERO)));
  const size = Math.max(...a.flat().map(sizeOf));
  for (let isRotated = true; isRotated; ) {
    isRotated = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (sizeOf(a[p]![q]!) <= size - numbers.bits + ROUNDING) continue;
        isRotated = true;
        rotate(numbers, a, vectors, p, q);
      }
    }
  }
  return { values: a.map((row, i) => row[i]!), vectors };
}

/** Turns two directions of a symmetric matrix so that it is diagonal in them. */
function rotate(numbers: BigFloats, a: BigFloat[][], vectors: BigFloat[][], p: number, q: number): void {
  const { add, subtract, multiply, divide } = bound(numbers);
  const between = a[p]![q]!;
  const theta = divide(subtract(a[q]![q]!, a[p]![p]!), timesTwoTo(between, 1));
  const denominator = add(magnitude(theta), numbers.root(add(multiply(theta, theta), numbers.one)));
  const unsigned = divide(numbers.one, denominator);
  const tangent = theta.mantissa < 0n ? negative(unsigned) : unsigned;
  const cosine = divide(numbers.one, numbers.root(add(multiply(tangent, tangent), numbers.one)));
  const sine = multiply(tangent, cosine);
  const turn = (x: BigFloat, y: BigFloat): readonly [BigFloat, BigFloat] => [
    subtract(multiply(cosine, x), multiply(sine, y)),
    add(multiply(sine, x), multiply(cosine, y)),
  ];
  const step = multiply(tangent, between);
  a[p]![p] = subtract(a[p]![p]!, step);
  a[q]![q] = add(a[q]![q]!, step);
  a[p]![q] = ZERO;
  a[q]![p] = ZERO;
  for (let k = 0; k < a.length; k++) {
    const row = vectors[k]!;
    [row[p], row[q]] = turn(row[p]!, row[q]!);
    if (k === p || k === q) continue;
    const [x, y] = turn(a[k]![p]!, a[k]![q]!);
    a[k]![p] = x;
    a[p]![k] = x;
    a[k]![q] = y;
    a[q]![k] = y;
  }
}

/** The lower factor of a matrix, its rows where they were, by elimination with complete pivoting. Its columns are as many and independent. */
function completelyPivoted(numbers: BigFloats, given: Rows): BigFloat[][] {
  const rows = given.map((row) => [...row]);
  const h = rows[0]!.length;
  const lower: BigFloat[][] = rows.map(() => new Array<BigFloat>(h).fill(ZERO));
  const [left, columns] = [new Set(rows.keys()), new Set(rows[0]!.keys())];
  for (let step = 0; step < h; step++) {
    let [pivotRow, pivotColumn, largest] = [-1, -1, ZERO];
    for (const i of left) {
      for (const j of columns) {
        if (isSmaller(largest, rows[i]![j]!)) [pivotRow, pivotColumn, largest] = [i, j, rows[i]![j]!];
      }
    }
    lower[pivotRow]![step] = numbers.one;
    left.delete(pivotRow);
    columns.delete(pivotColumn);
    for (const i of left) {
      const ratio = numbers.divide(rows[i]![pivotColumn]!, largest);
      lower[i]![step] = ratio;
      if (ratio.length === 0) continue;
      for (const j of columns) {
        rows[i]![j] = numbers.subtract(rows[i]![j]!, numbers.multiply(ratio, rows[pivotRow]![j]!));
      }
    }
  }
  return lower;
}

/** The lower triangle with T T^T = a, of a positive definite matrix. */
function cholesky(numbers: BigFloats, a: Rows): BigFloat[][] {
  const n = a.length;
  const triangle = a.map((row) => row.map(() => ZERO));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = a[i]![j]!;
      for (let k = 0; k < j; k++) {
        rest = numbers.subtract(rest, numbers.multiply(triangle[i]![k]!, triangle[j]![k]!));
      }
      triangle[i]![j] = i === j ? numbers.root(rest) : numbers.divide(rest, triangle[j]![j]!);
    }
  }
  return triangle;
}

/** X T^-T for a lower triangle T. */
function timesInverseTransposed(numbers: BigFloats, x: Rows, triangle: Rows): BigFloat[][] {
  return x.map((row) => {
    const solved: BigFloat[] = [];
    for (const [j, entry] of row.entries()) {
      let rest = entry;
      for (let k = 0; k < j; k++) rest = numbers.subtract(rest, numbers.multiply(solved[k]!, triangle[j]![k]!));
      solved.push(numbers.divide(rest, triangle[j]![j]!));
    }
    return solved;
  });
}
