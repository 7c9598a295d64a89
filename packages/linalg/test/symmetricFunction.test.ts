import { expect, it } from "vitest";
import {
  compensatedDot,
  identityMatrix,
  type Matrix,
  matrix,
  matrixFromRows,
  meanDecay,
  symmetricFunction,
  symmetricMeanDecay,
  transpose,
} from "../src/index.js";
import { randomMatrix, randomSymmetric } from "./randomMatrix.js";
import { largestDifference, threeLoops } from "./threeLoops.js";

const gram = (factor: Matrix): Matrix => threeLoops(transpose(factor), factor);
const exponential = (a: Matrix): Matrix => symmetricFunction(a, Math.exp);
const times = (a: Matrix, factor: number): Matrix => ({ ...a, data: a.data.map((entry) => entry * factor) });

it("knows the exponential of a swap, and that e^A e^-A = 1", () => {
  const swap = matrixFromRows([
    [0, 1.5],
    [1.5, 0],
  ]);
  const [c, s] = [Math.cosh(1.5), Math.sinh(1.5)];
  expect(
    largestDifference(
      exponential(swap),
      matrixFromRows([
        [c, s],
        [s, c],
      ]),
    ),
  ).toBeLessThan(2e-15);
  const a = randomSymmetric(7, 64);
  const back = threeLoops(exponential(a), exponential(times(a, -1)));
  expect(largestDifference(back, identityMatrix(7))).toBeLessThan(1e-13);
  expect(exponential(matrix(3, 3))).toEqual(identityMatrix(3));
});

it("has A phi(A) = 1 - e^-A, also where A is singular", () => {
  const a = gram(randomMatrix(3, 6, 65));
  const left = threeLoops(a, symmetricMeanDecay(a));
  const right = exponential(times(a, -1));
  expect(
    largestDifference(left, { ...right, data: identityMatrix(6).data.map((one, i) => one - right.data[i]!) }),
  ).toBeLessThan(2e-14);
  expect(symmetricMeanDecay(matrix(3, 3))).toEqual(identityMatrix(3));
});

it("is the function of a polynomial, and empty for the empty matrix", () => {
  const a = randomSymmetric(8, 66);
  const cubed = symmetricFunction(a, (x) => x ** 3);
  expect(largestDifference(cubed, threeLoops(a, threeLoops(a, a)))).toBeLessThan(5e-14);
  expect(symmetricFunction(matrix(0, 0), Math.exp)).toEqual(matrix(0, 0));
});

it("names an eigenvalue at which the function is not finite", () => {
  expect(() => symmetricFunction(matrix(1, 1), (x) => 1 / x)).toThrow(
    new RangeError("f(0) is Infinity; expected a finite number"),
  );
});

it("the mean decay is 1 at 0, its series beside it, and 1/x far away", () => {
  expect(meanDecay(0)).toBe(1);
  for (const x of [1e-300, 1e-9, -1e-9, 1e-5, -1e-5]) {
    expect(Math.abs(meanDecay(x) - (1 - x / 2 + (x * x) / 6))).toBeLessThan(3e-16);
  }
  expect(meanDecay(1e6)).toBe(1e-6);
  // 1 - 1/e and e - 1
  expect(Math.abs(meanDecay(1) - 0.6321205588285577)).toBeLessThan(1.2e-16);
  expect(Math.abs(meanDecay(-1) - 1.718281828459045)).toBeLessThan(2.3e-16);
});

it("the compensated dot product keeps what the plain one cancels", () => {
  expect(compensatedDot([1e16, 1, -1e16], [1, 1, 1])).toBe(1);
  const third = 1 / 3;
  // 3 x 1/3 - 1 is the rounding of 1/3, -2^-54
  expect(compensatedDot([3, 1], [third, -1])).toBe(-(2 ** -54));
  expect(compensatedDot([], [])).toBe(0);
  expect(compensatedDot([1e200, 1e200], [1e200, 1])).toBe(Number.POSITIVE_INFINITY);
  expect(() => compensatedDot([1, 2], [1])).toThrow(new RangeError("x has length 2, but y has length 1"));
});
