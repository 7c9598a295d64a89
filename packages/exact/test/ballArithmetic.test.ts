import { describe, expect, it } from "vitest";
import { ballArithmetic, ballOf, isZero, numberOf, scaledBall, signOf } from "../src/any-size/ballArithmetic.js";

const { sum, difference, product, quotient, root, exponential, exponentialMinusOne } = ballArithmetic(256);

/** Whether 40 given digits, as two numbers, are within the ball, and the ball within those. */
function expectDigits(value: ReturnType<typeof sum>, high: number, low: number): void {
  const rest = difference(difference(value, ballOf(high)), ballOf(low));
  expect(Math.abs(numberOf(rest))).toBeLessThan(1e-31 * Math.abs(high));
  expect(value.error).toBeLessThan(value.top - 200);
}

describe("ball arithmetic", () => {
  it("has the digits of exponentials and roots", () => {
    // e, 1/e, e^(-100) and sqrt 2 in twice the digits of a number
    expectDigits(exponential(ballOf(1)), Math.E, 1.4456468917292502e-16);
    expectDigits(exponential(ballOf(-1)), 0.36787944117144233, -1.2428753672788363e-17);
    expectDigits(exponential(ballOf(-100)), 3.720075976020836e-44, -1.5705024907732008e-60);
    expectDigits(root(ballOf(2)), Math.SQRT2, -9.667293313452913e-17);
  });

  it("has e^x - 1 at small x", () => {
    expect(numberOf(exponentialMinusOne(ballOf(1e-300)))).toBe(1e-300);
    expectDigits(exponentialMinusOne(ballOf(-0.25)), -0.22119921692859512, -1.0231869534531498e-17);
  });

  it("knows what is exact", () => {
    const half = quotient(ballOf(1), ballOf(2));
    expect(numberOf(half)).toBe(0.5);
    expect(isZero(difference(product(ballOf(0.1), ballOf(0.2)), product(ballOf(0.2), ballOf(0.1))))).toBe(true);
    expect(isZero(difference(root(product(ballOf(0.3), ballOf(0.3))), ballOf(0.3)))).toBe(true);
    expect(isZero(difference(root(ballOf(2)), root(ballOf(2))))).toBe(false);
  });

  it("keeps the error of what is lost in a sum", () => {
    const rest = difference(sum(ballOf(1), scaledBall(ballOf(1), -1000)), ballOf(1));
    expect(signOf(rest)).toBe(0);
    expect(rest.error).toBeGreaterThanOrEqual(-1000);
    const wider = ballArithmetic(2048);
    const kept = wider.difference(wider.sum(ballOf(1), scaledBall(ballOf(1), -1000)), ballOf(1));
    expect(numberOf(kept)).toBe(2 ** -1000);
    expect(signOf(kept)).toBe(1);
  });

  it("is refused where a divisor or an exponent is not known", () => {
    const unknown = difference(root(ballOf(2)), root(ballOf(2)));
    expect(() => quotient(ballOf(1), unknown)).toThrow("a divisor may be 0");
    expect(() => exponential(scaledBall(root(ballOf(2)), 300))).toThrow("an exponent is not known well enough");
    expect(numberOf(exponential(ballOf(-1e300)))).toBe(0);
  });

  it("gives numbers to their ends", () => {
    for (const x of [5e-324, -3e-310, 1.7976931348623157e308, -0.1, 0]) expect(numberOf(ballOf(x))).toBe(x);
    expect(numberOf(scaledBall(ballOf(1e308), 10))).toBe(Number.POSITIVE_INFINITY);
  });
});
