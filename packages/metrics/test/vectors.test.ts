import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alignment,
  generalizationError,
  kernelTargetAlignment,
  parameterDistance,
  relativeParameterDistance,
  relativeParameterDistances,
} from "../src/index.js";

describe("parameterDistance", () => {
  it("is Euclidean at any scale", () => {
    for (const scale of [1e-310, 1e-170, 1, 1e170, 1e307]) {
      const distance = parameterDistance([4 * scale, 0, scale], [scale, 4 * scale, scale]);
      expect(Math.abs(distance / (5 * scale) - 1)).toBeLessThan(1e-15);
    }
    expect(parameterDistance([1, 2], [1, 2])).toBe(0);
    expect(parameterDistance([1, Number.NaN], [1, 2])).toBeNaN();
  });

  it("refuses vectors of two lengths", () => {
    expect(() => parameterDistance([1, 2], [1])).toThrow(new RangeError("theta has length 2, but theta0 has length 1"));
  });
});

describe("relativeParameterDistance", () => {
  it("is the distance over the size of the start, at any scale, of all parameters or layer by layer", () => {
    for (const scale of [1e-200, 1, 1e200]) {
      const [theta, theta0] = [[3, 4, 12, 8].map((x) => x * scale), [3, 4, 0, 3].map((x) => x * scale)];
      expect(relativeParameterDistance(theta, theta0)).toBeCloseTo(13 / Math.sqrt(34), 14);
      const layers = [
        { shape: [1, 2], offset: 0 },
        { shape: [2], offset: 2 },
      ];
      expect([...relativeParameterDistances(theta, theta0, layers)]).toEqual([0, 13 / 3]);
    }
    expect(relativeParameterDistance([1, 0], [0, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(relativeParameterDistance([0, 0], [0, 0])).toBeNaN();
  });

  it("names what it refuses", () => {
    expect(() => relativeParameterDistance([1, 2], [1])).toThrow("theta has length 2, but theta0 has length 1");
    expect(() => relativeParameterDistances([1, 2], [1], [])).toThrow("theta has length 2, but theta0 has length 1");
    expect(() => relativeParameterDistances([1, 2], [1, 2], [{ shape: [2], offset: 1 }])).toThrow(
      new RangeError("layers[0] ends at 3; expected at most 2, the length of theta"),
    );
  });
});

describe("generalizationError", () => {
  it("is the mean of the squares over the inputs, without a half", () => {
    expect(generalizationError([1, 2, 3, 4], [1, 1, 1, 1])).toBe(14 / 4);
    expect(generalizationError([1, 2, 3, 4], [1, 1, 1, 1], 2)).toBe(14 / 2);
    expect(() => generalizationError([1, 2, 3], [1, 1, 1], 2)).toThrow(
      new RangeError("outputDimension is 2; expected a divisor of 3, the length of targets"),
    );
  });

  it("refuses an empty set and vectors of two lengths", () => {
    expect(() => generalizationError([], [])).toThrow(new RangeError("targets is empty; expected at least one number"));
    expect(() => generalizationError([1], [1, 2])).toThrow(
      new RangeError("predictions has length 1, but targets has length 2"),
    );
  });
});

describe("alignment", () => {
  it("is the cosine at any scale", () => {
    for (const scale of [1e-300, 1, 1e300]) {
      expect(alignment([3 * scale, 4 * scale], [1, 0])).toBeCloseTo(0.6, 15);
      expect(alignment([0, 1], [3 * scale, -4 * scale])).toBeCloseTo(-0.8, 15);
    }
  });

  it("stays in [-1, 1] and reaches both ends", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (x, factor) => {
          fc.pre(Math.hypot(...x) > 1e-3);
          const same = alignment(
            x,
            x.map((each) => factor * each),
          );
          expect(same).toBeLessThanOrEqual(1);
          expect(same).toBeGreaterThan(1 - 1e-15);
          const opposite = alignment(
            x.map((each) => -factor * each),
            x,
          );
          expect(opposite).toBeGreaterThanOrEqual(-1);
          expect(opposite).toBeLessThan(-1 + 1e-15);
        },
      ),
      { seed: 7 },
    );
  });

  it("is undefined for a zero vector and refuses two lengths", () => {
    expect(alignment([0, 0], [1, 2])).toBeNaN();
    expect(() => alignment([1], [1, 2])).toThrow(new RangeError("y has length 2, but x has length 1"));
  });
});

describe("kernelTargetAlignment", () => {
  it("is 1 for the kernel y y^T at any scale, 0 for a kernel that does not see y, 1/sqrt(n) for the identity", () => {
    const y = [1, -2, 3];
    for (const scale of [1e-250, 1, 1e250]) {
      const outer = y.flatMap((u) => y.map((v) => scale * u * v));
      expect(kernelTargetAlignment(outer, y)).toBeCloseTo(1, 14);
    }
    expect(kernelTargetAlignment([1, 1, 1, 1], [1, -1])).toBe(0);
    expect(kernelTargetAlignment([1, 0, 0, 0, 1, 0, 0, 0, 1], y)).toBeCloseTo(1 / Math.sqrt(3), 15);
  });

  it("is undefined where there is no direction, and refuses a kernel that is not n x n", () => {
    expect(kernelTargetAlignment([0, 0, 0, 0], [1, 2])).toBeNaN();
    expect(kernelTargetAlignment([1, 0, 0, 1], [0, 0])).toBeNaN();
    expect(() => kernelTargetAlignment([1, 2, 3], [1, 2])).toThrow(
      new RangeError("kernel has 3 entries; expected 2 x 2, one row a target"),
    );
  });
});
