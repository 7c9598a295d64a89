import { describe, expect, it } from "vitest";
import { dormandPrince, integrate, rungeKuttaChebyshev } from "../src/index.js";
import { decay, product } from "./problems.js";

/** a w on the line a = w from a = s, where mu = a^2 follows mu' = 2 mu (1 - mu). */
const growth = (s: number, t: number): number => 1 / (1 + (1 / s ** 2 - 1) * Math.exp(-2 * t));

describe("a small start growths when it should, by the default tolerances", () => {
  it.each([1e-3, 1e-9, 1e-30, 1e-140])("from a = w = %d", (s) => {
    const t = -Math.log(s);
    for (const [method, allowed] of [
      [dormandPrince(), 1e-6 * t],
      [rungeKuttaChebyshev(), 4e-4 * t],
    ] as const) {
      const [a, w] = integrate(product, [s, s], { method, checkpoints: [t] }).finalState;
      expect(growth(s, t)).toBeCloseTo(0.5, 2);
      expect(Math.abs(a! * w! - growth(s, t))).toBeLessThan(allowed);
    }
  });

  it("one tolerance for each component serves a small block beside a large one", () => {
    // one stays at 1 while the other grows from 1e-9
    const field = decay([0, -1], [0, 0]);
    const error = (absoluteTolerance?: number[]) => {
      const method = dormandPrince({ absoluteTolerance });
      return Math.abs(
        integrate(field, [1, 1e-9], { method, checkpoints: [20] }).finalState[1]! / (1e-9 * Math.exp(20)) - 1,
      );
    };
    expect(error([1e-9, 1e-18])).toBeLessThan(2e-5);
    expect(error()).toBeGreaterThan(1e-3);
  });

  it("are those of a start of size 1 for larger ones and for zero", () => {
    const end = (start: number[], absoluteTolerance?: number) =>
      integrate(product, start, { method: dormandPrince({ absoluteTolerance }), checkpoints: [0.01] });
    for (const start of [
      [1, 0.3],
      [50, -3],
      [0, 0],
    ])
      expect(end(start)).toEqual(end(start, 1e-9));
  });
});
