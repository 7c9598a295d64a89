import { randomGenerator } from "@lazyrich/data";
import { kernelDistance } from "@lazyrich/metrics";
import { expect, test } from "vitest";
import { kernelMoments } from "../src/measures/kernelMoments.js";

const [n, c] = [11, 2];
const size = n * c;

/** J J^T and that of J moved by so much. */
function kernels(move: number): [Float64Array, Float64Array] {
  const random = randomGenerator(3);
  const J = Array.from({ length: size }, () => Float64Array.from({ length: 40 }, () => random.gaussian()));
  const K = J.map((row) => row.map((entry) => entry + move * random.gaussian()));
  return [J, K].map((rows) =>
    Float64Array.from({ length: size ** 2 }, (_, at) => {
      const [x, y] = [rows[Math.floor(at / size)]!, rows[at % size]!];
      return x.reduce((sum, entry, k) => sum + entry * y[k]!, 0);
    }),
  ) as [Float64Array, Float64Array];
}

/** The rows of some inputs up to their own columns. */
const rowsOf = (K: Float64Array, first: number, count: number): Float64Array =>
  Float64Array.from({ length: count * c }, (_, i) => i).reduce(
    (rows, i) => {
      const from = (first * c + i) * size;
      rows.set(K.subarray(from, from + (first + count) * c), i * (first + count) * c);
      return rows;
    },
    new Float64Array(count * c * (first + count) * c),
  );

function byRows(k1: Float64Array, k2: Float64Array, inputs: number) {
  const moments = kernelMoments(n, c);
  for (let first = 0; first < n; first += inputs) {
    const count = Math.min(inputs, n - first);
    moments.add(rowsOf(k1, first, count), rowsOf(k2, first, count), first, count);
  }
  return moments;
}

const without = (K: Float64Array, input: number): Float64Array =>
  K.filter((_, at) => ![Math.floor(at / size), at % size].some((row) => Math.floor(row / c) === input));

// S is about the square of the move; where that is 1e-18, rounding the entries of K2 - f K1 is 1e-7 of them
test.for([
  [1, 12],
  [1e-3, 11],
  [1e-6, 9],
  [1e-9, 6],
] as const)("S by rows is that of whole kernels, moved by %s", ([move, digits]) => {
  const [k1, k2] = kernels(move);
  const S = kernelDistance(k1, k2);
  for (const inputs of [1, 4, n]) {
    const { distance, norms } = byRows(k1, k2, inputs);
    expect(distance() / S).toBeCloseTo(1, digits);
    expect(norms()[1] / Math.hypot(...k2)).toBeCloseTo(1, 12);
  }
});

test.for([1, 1e-3, 1e-6])("the standard error is that of the distances without each input, moved by %s", (move) => {
  const [k1, k2] = kernels(move);
  const each = Array.from({ length: n }, (_, i) => kernelDistance(without(k1, i), without(k2, i)));
  const mean = each.reduce((sum, S) => sum + S, 0) / n;
  const error = Math.sqrt(((n - 1) / n) * each.reduce((sum, S) => sum + (S - mean) ** 2, 0));
  expect(byRows(k1, k2, 3).standardError() / error).toBeCloseTo(1, 7);
});

test("equal kernels, kernels of any scale, and a kernel that is zero, on some inputs or all", () => {
  const [k1, k2] = kernels(0.1);
  expect(byRows(k1, k1, 4).distance()).toBe(0);
  const S = kernelDistance(k1, k2);
  const huge = byRows(
    k1.map((entry) => 1e200 * entry),
    k2.map((entry) => 1e-200 * entry),
    4,
  );
  expect(huge.distance() / S).toBeCloseTo(1, 12);
  const later = k1.map((entry, at) => (Math.floor(at / size) < 8 || at % size < 8 ? 0 : entry));
  expect(byRows(later, later, 4).distance()).toBe(0);
  expect(byRows(later, k2, 4).distance() / kernelDistance(later, k2)).toBeCloseTo(1, 12);
  expect(byRows(k1.fill(0), k2, 4).distance()).toBeNaN();
});
