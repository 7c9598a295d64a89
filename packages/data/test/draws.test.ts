import { expect, test } from "vitest";
import { exclusiveOrTask, pixelScale, randomGenerator, randomNeurons } from "../src/index.js";
import { permutation } from "../src/permutation.js";

// Bounds are four standard deviations of the count or the estimate.

test("signs of random neurons are 1 and -1, each half of the time", () => {
  const { signs } = randomNeurons(4000, 2, randomGenerator(1));
  expect(new Set(signs)).toEqual(new Set([1, -1]));
  const positive = signs.filter((sign) => sign === 1).length;
  expect(Math.abs(positive - 2000)).toBeLessThan(4 * Math.sqrt(1000));
});

test("each of the six permutations of three is as likely as any other", () => {
  const random = randomGenerator(1);
  const counts = new Map<string, number>();
  for (let k = 0; k < 6000; k++) {
    const order = Array.from(permutation(3, random)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["012", "021", "102", "120", "201", "210"]);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt((6000 * 5) / 36));
});

test("inputs of an exclusive or stand around (+-1, +-1)/sqrt(2) with a standard deviation of 0.1", () => {
  const { X } = exclusiveOrTask({ trainSize: 4000, seed: 1 });
  const away = Array.from(X.data, (x) => Math.abs(x) - Math.SQRT1_2);
  const mean = away.reduce((sum, each) => sum + each, 0) / 8000;
  const deviation = Math.sqrt(away.reduce((sum, each) => sum + each ** 2, 0) / 8000);
  expect(Math.abs(mean)).toBeLessThan((4 * 0.1) / Math.sqrt(8000));
  expect(Math.abs(deviation - 0.1)).toBeLessThan((4 * 0.1) / Math.sqrt(16_000));
});

test("the scale of pixels is that of each channel over the images asked for", () => {
  const images = {
    shape: [2, 1, 1] as const,
    pixels: Uint8Array.of(1, 2, 3, 5, 7, 11),
    labels: Uint8Array.of(0, 0, 0),
  };
  const { means, deviations } = pixelScale({ ...images, count: 3 }, [1, 2]);
  expect([...means]).toEqual([5, 8]);
  expect([...deviations]).toEqual([2, 3]);
});
