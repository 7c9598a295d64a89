import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neuronWithFunction } from "../src/index.js";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const vector = fc
  .array(number(-5, 5), { minLength: 1, maxLength: 5 })
  .filter((components) => Math.hypot(...components) > 1e-3);
const sign = fc.constantFrom(1 as const, -1 as const);

describe("neuronWithFunction", () => {
  it("has the function and the conserved quantity that were asked for", () => {
    fc.assert(
      fc.property(
        vector,
        fc.oneof(number(-1e6, 1e6), number(-1, 1), fc.constant(0)),
        number(0.1, 10),
        number(0.1, 10),
        sign,
        (beta0, delta, etaA, etaW, sign) => {
          const { a, w } = neuronWithFunction({ beta0, delta, etaA, etaW, sign });
          expect(Math.sign(a)).toBe(sign);
          w.forEach((component, k) => {
            expect(Math.abs(a * component - beta0[k]!)).toBeLessThan(1e-15 * (1 + Math.abs(beta0[k]!)));
          });
          const [a2, w2] = [etaW * a ** 2, etaA * w.reduce((sum, each) => sum + each ** 2, 0)];
          expect(Math.abs(a2 - w2 - delta)).toBeLessThan(2e-15 * (a2 + w2));
        },
      ),
      { seed: 3, numRuns: 1000 },
    );
  });

  it("does not cancel far downstream: a = |beta0|/sqrt(|delta|) to the last digits", () => {
    const { a, w } = neuronWithFunction({ beta0: [3, 4], delta: -1e30 });
    expect(Math.abs(a / 5e-15 - 1)).toBeLessThan(4e-16);
    expect(Math.abs(Math.hypot(...w) / 1e15 - 1)).toBeLessThan(4e-16);
  });

  it("takes a function of any size and dimension", () => {
    for (const scale of [1e-160, 1e160]) {
      const { a, w } = neuronWithFunction({ beta0: [3 * scale, 4 * scale], delta: 0 });
      expect(Math.abs(a / Math.sqrt(5 * scale) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(Math.hypot(...w) / a - 1)).toBeLessThan(1e-15);
    }
    const { a } = neuronWithFunction({ beta0: new Float64Array(250_000).fill(0.002), delta: 0 });
    expect(Math.abs(a - 1)).toBeLessThan(1e-12);
  });

  it("names what it refuses", () => {
    expect(() => neuronWithFunction({ beta0: [0, 0], delta: -1 })).toThrow(
      new RangeError("beta0 is the zero vector; expected a vector with a direction"),
    );
    expect(() => neuronWithFunction({ beta0: [1, Number.NaN], delta: -1 })).toThrow(
      new RangeError("beta0[1] is NaN; expected a finite number"),
    );
    expect(() => neuronWithFunction({ beta0: [1], delta: Infinity })).toThrow(
      new RangeError("delta is Infinity; expected a finite number"),
    );
    expect(() => neuronWithFunction({ beta0: [1], delta: 1, etaW: -1 })).toThrow(
      new RangeError("etaW is -1; expected a finite number above 0"),
    );
  });
});
