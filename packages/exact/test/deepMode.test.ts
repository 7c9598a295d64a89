import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignedMode, deepLearningTime, deepMode } from "../src/index.js";

const depth = fc.constantFrom(1, 2, 3, 4, 5, 10, 100, Number.POSITIVE_INFINITY);
const positive = fc.double({ min: -4, max: 1, noNaN: true }).map((e) => 10 ** e);

describe("a balanced deep mode", () => {
  it("obeys u' = L eta u^(2 - 2/L) (s - u)", () => {
    fc.assert(
      fc.property(
        depth,
        positive,
        positive,
        positive,
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (L, start, target, eta, share) => {
          const problem = { depth: L, start, target, eta };
          const value = start * (target / start) ** share;
          fc.pre(Math.abs(value / start - 1) > 1e-3 && Math.abs(value / target - 1) > 1e-3);
          const time = deepLearningTime(problem, value);
          const u = deepMode(problem);
          const slope = (Number.isFinite(L) ? L : 1) * eta * value ** (2 - 2 / L) * (target - value);
          const step = (1e-3 * Math.min(value, Math.abs(target - value))) / Math.abs(slope);
          const measured =
            (u.at(time - step) - 8 * u.at(time - step / 2) + 8 * u.at(time + step / 2) - u.at(time + step)) /
            (6 * step);
          // rounding of the time moves u by slope time of itself, and is divided by the step
          const rounding = (1e-15 * (time + value / Math.abs(slope))) / step;
          expect(Math.abs(measured / slope - 1)).toBeLessThan(1e-9 + 10 * rounding);
        },
      ),
      { seed: 16, numRuns: 500 },
    );
  });

  it("is where its learning time says", () => {
    fc.assert(
      fc.property(
        depth,
        positive,
        positive,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (L, start, target, share) => {
          const problem = { depth: L, start, target };
          const value = start * (target / start) ** share;
          fc.pre(value !== start && value !== target);
          const time = deepLearningTime(problem, value);
          const slope = (Number.isFinite(L) ? L : 1) * value ** (2 - 2 / L) * Math.abs(target - value);
          expect(Math.abs(deepMode(problem).at(time) - value)).toBeLessThan(1e-12 * value + 2e-14 * slope * time);
        },
      ),
      { seed: 17, numRuns: 1000 },
    );
  });

  it("takes the times of the closed forms", () => {
    const [start, target, value] = [1e-3, 2, 1.5];
    const time = (L: number): number => deepLearningTime({ depth: L, start, target }, value);
    expect(time(1)).toBeCloseTo(Math.log((target - start) / (target - value)), 14);
    expect(time(2)).toBeCloseTo(Math.log((value * (target - start)) / (start * (target - value))) / (2 * target), 13);
    // L = 4 in v = sqrt(u): v' = 2 v^2 (s - v^2)
    const primitive = (u: number): number =>
      (-1 / Math.sqrt(u) + Math.atanh(Math.sqrt(u / target)) / Math.sqrt(target)) / (2 * target);
    expect(time(4)).toBeCloseTo(primitive(value) - primitive(start), 13);
    const limit = (u: number): number => -1 / (target * u) + Math.log(u / (target - u)) / target ** 2;
    expect(Math.abs(time(Number.POSITIVE_INFINITY) / (limit(value) - limit(start)) - 1)).toBeLessThan(1e-14);
  });

  it("has every digit of a short time", () => {
    for (const L of [1, 2, 3, Number.POSITIVE_INFINITY]) {
      for (const [start, target] of [
        [0.5, 2],
        [3, 1],
        [2, 0],
      ] as const) {
        const step = (target > start ? 1 : -1) * 2 ** -40;
        const speed = (Number.isFinite(L) ? L : 1) * start ** (2 - 2 / L) * (target - start);
        const time = deepLearningTime({ depth: L, start, target }, start + step);
        expect(Math.abs((time * speed) / step - 1)).toBeLessThan(4e-12);
      }
    }
    // on both sides of where the quadrature hands over to the series
    for (const L of [1, 2, 3, Number.POSITIVE_INFINITY]) {
      const time = (value: number): number => deepLearningTime({ depth: L, start: 1, target: 3 }, value);
      const slope = 1 / ((Number.isFinite(L) ? L : 1) * 1.01 ** (2 - 2 / L) * (3 - 1.01));
      expect(Math.abs((time(1.0100001) - time(1.0099999)) / 2e-7 / slope - 1)).toBeLessThan(1e-7);
    }
  });

  it("is the aligned mode of a balanced two-layer network at depth 2", () => {
    for (const start of [1e-9, 0.3, 5]) {
      const [deep, wide] = [
        deepMode({ depth: 2, start, target: 1.2, eta: 0.5 }),
        alignedMode({ start, target: 1.2, delta: 0, etaA: 0.25, etaW: 1 }),
      ];
      for (const time of [0, 0.1, 1, 10, 1e3]) expect(Math.abs(deep.at(time) / wide.at(time) - 1)).toBeLessThan(2e-14);
    }
  });

  it("tends to infinite depth, with time in units of 1/L", () => {
    const limit = deepMode({ depth: Number.POSITIVE_INFINITY, start: 0.1, target: 1 }).at(8);
    let last = Number.POSITIVE_INFINITY;
    for (const L of [10, 100, 1000, 10000]) {
      const error = Math.abs(deepMode({ depth: L, start: 0.1, target: 1 }).at(8 / L) - limit);
      expect(error).toBeLessThan(0.15 * last);
      last = error;
    }
  });

  it("is monotone, rests at its ends and forgets nothing at late times", () => {
    for (const L of [1, 2, 3, 7, Number.POSITIVE_INFINITY]) {
      const u = deepMode({ depth: L, start: 1e-6, target: 3 });
      const values = Array.from({ length: 200 }, (_, i) => u.at(10 ** (i / 10 - 6)));
      for (let i = 1; i < values.length; i++) expect(values[i]!).toBeGreaterThanOrEqual(values[i - 1]! * (1 - 1e-14));
      expect(u.at(1e300)).toBe(3);
      expect(u.limit()).toBe(3);
      expect(deepMode({ depth: L, start: 0, target: 3 }).limit()).toBe(L === 1 ? 3 : 0);
      expect(deepMode({ depth: L, start: 3, target: 3 }).at(5)).toBe(3);
      expect(deepMode({ depth: L, start: 0, target: 3 }).at(5)).toBeCloseTo(L === 1 ? 3 - 3 * Math.exp(-5) : 0, 14);
      expect(deepLearningTime({ depth: L, start: 0, target: 3 }, 1)).toBe(
        L === 1 ? Math.log(1.5) : Number.POSITIVE_INFINITY,
      );
      const decaying = deepMode({ depth: L, start: 2, target: 0 });
      expect(deepLearningTime({ depth: L, start: 2, target: 0 }, decaying.at(0.3))).toBeCloseTo(0.3, 14);
    }
  });

  it("names bad input", () => {
    const good = { depth: 3, start: 0.1, target: 1 };
    expect(() => deepMode({ ...good, depth: 2.5 })).toThrow(
      /^depth is 2.5; expected a whole number above 0, or Infinity$/,
    );
    expect(() => deepMode({ ...good, start: -1 })).toThrow(/^start is -1; expected a finite number of at least 0$/);
    expect(() => deepMode({ ...good, eta: 0 })).toThrow(/^eta is 0/);
    expect(() => deepMode(good).at(Number.NaN)).toThrow(/^time is NaN/);
    expect(() => deepLearningTime(good, 1.5)).toThrow(
      /^value is 1.5; the mode goes from 0.1 to 1 and does not reach it$/,
    );
  });
});
