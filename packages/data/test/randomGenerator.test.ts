import { describe, expect, it } from "vitest";
import { randomGenerator } from "../src/index.js";

const draws = (count: number, draw: () => number): Float64Array => Float64Array.from({ length: count }, draw);

describe("randomGenerator", () => {
  // from a separate program in Python, on 64-bit integers, that shares no code with this package or pure-rand
  it.each([
    {
      seed: 0,
      uniform: [0.21777990607770026, 0.2753701415482115, 0.9405299004243229],
      gaussian: [-0.09107936316008114, -1.0985007873195611, -0.9151972952090335, -0.6288655295956703],
    },
    {
      seed: 1,
      uniform: [0.10380351494605067, 0.18404587050353194, 0.7618716780000773],
      gaussian: [-0.7618716780000773, 1.7189742287449459, 1.471377537448847, 0.5219333489582643],
    },
    {
      seed: 4294967295,
      uniform: [0.553325328831222, 0.9626344787191933, 0.5106088282322919],
      gaussian: [0.03264168264564005, 0.4391591037759125, -0.5869571682815442, 0.689049819106185],
    },
  ])("draws these numbers from seed $seed, on every machine", ({ seed, uniform, gaussian }) => {
    expect(Array.from(draws(3, randomGenerator(seed).uniform))).toEqual(uniform);
    expect(Array.from(draws(4, randomGenerator(seed).gaussian))).toEqual(gaussian);
  });

  it("draws the same Gaussian numbers 10^4 draws on", () => {
    const { gaussian } = randomGenerator(2026);
    let sum = 0;
    for (let i = 0; i < 10_000; i++) sum += gaussian();
    expect(sum).toBe(80.0565387659176);
  });

  it("gives uniform numbers in [0, 1)", () => {
    const count = 200_000;
    const numbers = draws(count, randomGenerator(5).uniform);
    expect(numbers.every((x) => x >= 0 && x < 1 && Number.isInteger(x * 2 ** 53))).toBe(true);
    // chi-squared of 100 equal bins: mean 99, standard deviation sqrt(2 * 99) = 14
    const bins = new Float64Array(100);
    for (const x of numbers) bins[Math.floor(100 * x)]! += 1;
    const chiSquared = bins.reduce((sum, observed) => sum + (observed - count / 100) ** 2 / (count / 100), 0);
    expect(Math.abs(chiSquared - 99)).toBeLessThan(4 * 14);
  });

  it("gives standard normal numbers: moments, shares within 1 to 4 standard deviations, independence of the next", () => {
    const count = 400_000;
    const numbers = draws(count, randomGenerator(6).gaussian);
    const mean = (f: (x: number, i: number) => number): number =>
      numbers.reduce((sum, x, i) => sum + f(x, i), 0) / count;
    const sigma = 1 / Math.sqrt(count);
    // E x^k, and the standard deviation of one x^k
    for (const [power, moment, deviation] of [
      [1, 0, 1],
      [2, 1, Math.sqrt(2)],
      [3, 0, Math.sqrt(15)],
      [4, 3, Math.sqrt(96)],
      [6, 15, Math.sqrt(10_170)],
    ] as const) {
      expect(Math.abs(mean((x) => x ** power) - moment), `power ${power}`).toBeLessThan(4 * deviation * sigma);
    }
    for (const [bound, share] of [
      [0.5, 0.38292492254802624],
      [1, 0.6826894921370859],
      [2, 0.9544997361036416],
      [3, 0.9973002039367398],
      [4, 0.9999366575163338],
    ] as const) {
      const found = mean((x) => (Math.abs(x) < bound ? 1 : 0));
      expect(Math.abs(found - share), `within ${bound}`).toBeLessThan(4 * Math.sqrt(share * (1 - share)) * sigma);
    }
    expect(Math.abs(mean((x, i) => x * (numbers[i + 1] ?? 0)))).toBeLessThan(4 * sigma);
  });

  it("gives unrelated streams for neighbouring seeds", () => {
    const count = 20_000;
    const first = Array.from({ length: count }, (_, seed) => randomGenerator(seed).gaussian());
    const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / count;
    const sigma = 1 / Math.sqrt(count);
    expect(Math.abs(mean(first))).toBeLessThan(4 * sigma);
    expect(Math.abs(mean(first.map((x) => x * x)) - 1)).toBeLessThan(4 * Math.SQRT2 * sigma);
    for (const lag of [1, 2, 256]) {
      expect(Math.abs(mean(first.map((x, i) => x * (first[i + lag] ?? 0))))).toBeLessThan(4 * sigma);
    }
  });

  it("refuses a seed that is not a whole number of 32 bits", () => {
    for (const seed of [-1, 0.5, 2 ** 32, Number.NaN, Infinity]) {
      expect(() => randomGenerator(seed)).toThrow(
        new RangeError(`seed is ${seed}; expected a whole number from 0 to 4294967295`),
      );
    }
  });
});
