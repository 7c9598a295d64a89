import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VectorField } from "../src/index.js";
import { PowerIteration } from "../src/powerIteration.js";

function estimate(power: PowerIteration, field: VectorField, state: Float64Array, distance = 1e-6): [number, number] {
  const slope = new Float64Array(state.length);
  field(0, state, slope);
  power.begin(slope);
  let iterations = 1;
  while (!power.iterate(field, { time: 0, state, slope }, distance)) iterations++;
  return [power.radius, iterations];
}

describe("PowerIteration", () => {
  it("bounds the radius of a symmetric Jacobian from above, within 20%", () => {
    const spectrum = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(spectrum, fc.double({ min: -3, max: 6, noNaN: true }), (small, exponent) => {
        const largest = 10 ** exponent;
        // A reflected diagonal: symmetric, with the given eigenvalues, and none of the axes an eigenvector.
        const eigenvalues = [largest, ...small.map((value) => 0.7 * value * largest)];
        const n = eigenvalues.length;
        const reflect = (x: Float64Array): Float64Array => {
          const mean = x.reduce((sum, value) => sum + value, 0) / n;
          return x.map((value) => value - 2 * mean);
        };
        const field: VectorField = (_, theta, out) => {
          const image = reflect(theta).map((value, i) => -eigenvalues[i]! * value);
          out.set(reflect(image));
        };
        const [radius] = estimate(new PowerIteration(n), field, new Float64Array(n).fill(1));
        expect(radius).toBeGreaterThan(largest);
        expect(radius).toBeLessThan(1.201 * largest);
      }),
      { seed: 5 },
    );
  });

  it("needs few iterations the second time", () => {
    const field: VectorField = (_, theta, out) => {
      for (let i = 0; i < theta.length; i++) out[i] = -(i + 1) * theta[i]! - theta[i]! ** 3;
    };
    const power = new PowerIteration(20);
    estimate(power, field, new Float64Array(20).fill(0.1));
    const [radius, iterations] = estimate(power, field, new Float64Array(20).fill(0.11));
    expect(iterations).toBeLessThanOrEqual(3);
    expect(radius).toBeGreaterThan(20);
  });

  it("bounds a rotation and a sheared decay", () => {
    const turn: VectorField = (_, theta, out) => {
      out[0] = -3 * theta[1]!;
      out[1] = 3 * theta[0]! + 4 * theta[1]!;
    };
    // Complex eigenvalues 2 +- i sqrt 5, of size 3.
    const [radius] = estimate(new PowerIteration(2), turn, Float64Array.of(1, 2));
    expect(radius).toBeGreaterThan(3);
  });

  it("is zero for a constant field", () => {
    const [radius] = estimate(new PowerIteration(3), (_, out) => out.fill(1), Float64Array.of(1, 2, 3));
    expect(radius).toBe(0);
  });
});
