import { expect, it } from "vitest";
import { type BigFloat, BigFloats, isSmaller, sizeOf, toNumber } from "../src/any-size/bigFloat.js";

const numbers = new BigFloats(256);

/** 200 binary digits of e^x - 1, by mpmath, as mantissa and exponent. */
const EXPONENTIALS: readonly (readonly [x: number, mantissa: bigint, exponent: number])[] = [
  [1e-30, 0xa2425ff75e15000000000000066d812aab2989dae45196db90n, -299],
  [0.75, 0x8ef9db467dcf7bd4c356ee3ee7710f92b1046ad5542101e002n, -199],
  [-40, -0xffffffffffffffb1a1b6d993976f5aad7adf290b05eeea71a0n, -200],
  [300, 0xe02e0538b35a539eb353cfb196a096adca8a6a3ee38343b0fen, 233],
];

/** How many binary digits two numbers have in common. */
function agreement(x: BigFloat, y: BigFloat): number {
  return sizeOf(y) - sizeOf(numbers.subtract(x, y));
}

it.each(EXPONENTIALS)("e^%d - 1 has 199 digits", (x, mantissa, exponent) => {
  const length = mantissa.toString(2).replace("-", "").length;
  expect(agreement(numbers.expm1(numbers.from(x)), { mantissa, exponent, length })).toBeGreaterThan(198);
});

it("has the digits of sums, products, quotients and roots of numbers of any size", () => {
  const [one, tiny, huge] = [numbers.from(1), numbers.from(5e-324), numbers.from(1.7e308)];
  expect(toNumber(numbers.subtract(numbers.add(one, numbers.from(2 ** -200)), one))).toBe(2 ** -200);
  const third = numbers.divide(one, numbers.from(3));
  expect(agreement(numbers.multiply(third, numbers.from(3)), one)).toBeGreaterThan(254);
  const root = numbers.root(numbers.from(2));
  expect(agreement(numbers.multiply(root, root), numbers.from(2))).toBeGreaterThan(254);
  const square = numbers.multiply(numbers.multiply(huge, huge), numbers.multiply(tiny, tiny));
  expect(toNumber(numbers.divide(numbers.root(square), tiny))).toBe(1.7e308);
  expect(toNumber(numbers.multiply(huge, huge))).toBe(Number.POSITIVE_INFINITY);
  expect(toNumber(numbers.multiply(tiny, tiny))).toBe(0);
  expect(toNumber(numbers.exp(numbers.from(-1e4)))).toBe(0);
});

it("gives back every number, the smallest and largest too", () => {
  for (const x of [0, 1, -1, 5e-324, -2.5e-310, 2 ** -1022, 1 - 2 ** -53, 1 + 2 ** -52, -Number.MAX_VALUE, 0.1]) {
    expect(toNumber(numbers.from(x))).toBe(x);
  }
});

it("orders numbers by size, whatever their exponents", () => {
  const [x, y] = [numbers.from(0.1), numbers.divide(numbers.one, numbers.from(10))];
  // 0.1 as a number is above a tenth
  expect([isSmaller(y, x), isSmaller(x, y), isSmaller(x, x)]).toEqual([true, false, false]);
  expect(isSmaller(numbers.from(0), numbers.from(-5e-324))).toBe(true);
});
