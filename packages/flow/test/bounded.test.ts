import { describe, expect, it } from "vitest";
import {
  dormandPrince,
  gradientDescent,
  IntegrationError,
  integrate,
  rungeKuttaChebyshev,
  type VectorField,
} from "../src/index.js";

const methods = [
  dormandPrince({ maximumEvaluations: 20_000 }),
  rungeKuttaChebyshev({ maximumEvaluations: 20_000 }),
  gradientDescent({ stepSize: 0.01 }),
];
const sizes = [1e100, 1e149, 1e155, 1e200, 1e300, Number.MAX_VALUE];

/** theta' = f(theta, t) of one component. */
const scalar =
  (f: (y: number, t: number) => number): VectorField =>
  (t, theta, out) => {
    out[0] = f(theta[0]!, t);
  };

/** Right within `relative`, or an IntegrationError; in a bounded number of evaluations. */
function rightOrRefused(
  field: VectorField,
  start: number,
  right: ((t: number) => number) | undefined,
  end = 1,
): string[] {
  return methods.map((method) => {
    let calls = 0;
    try {
      const counted: VectorField = (t, theta, out) => {
        calls++;
        field(t, theta, out);
      };
      const { finalState } = integrate(counted, [start], { method, checkpoints: [end] });
      // gradient descent is not accurate, only bounded
      if (right === undefined || method.name === "gradientDescent") return "finite";
      expect(Math.abs(finalState[0]! / right(end) - 1)).toBeLessThan(1e-3);
      return "right";
    } catch (error) {
      expect(error).toBeInstanceOf(IntegrationError);
      return "refused";
    } finally {
      expect(calls).toBeLessThan(22_100);
    }
  });
}

describe("fields of any size end in bounded work", () => {
  it.each(sizes)("constant %d", (size) => {
    const answers = rightOrRefused(
      scalar(() => size),
      0,
      (t) => size * t,
    );
    if (size < 1e308) expect(answers).toEqual(["right", "right", "finite"]);
    rightOrRefused(
      scalar(() => -size),
      1,
      (t) => -size * t,
      0.25,
    );
  });

  it.each(sizes)("decay and growth at rate %d", (rate) => {
    const short = rightOrRefused(
      scalar((y) => rate * y),
      1,
      (t) => Math.exp(rate * t),
      1 / rate,
    );
    // steps below 1e-293 are taken for nothing
    if (rate < 1e290) expect(short.slice(0, 2)).toEqual(["right", "right"]);
    for (const sign of [1, -1]) {
      const answers = rightOrRefused(
        scalar((y) => sign * rate * y),
        1,
        () => Number.NaN,
      );
      expect(answers).toEqual(["refused", "refused", "refused"]);
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "%d, from the start or from a time on",
    (value) => {
      const whole = scalar(() => value);
      expect(rightOrRefused(whole, 1, () => 0)).toEqual(["refused", "refused", "refused"]);
      const later = scalar((_, t) => (t > 0.5 ? value : 1));
      expect(rightOrRefused(later, 1, () => 0)).toEqual(["refused", "refused", "refused"]);
    },
  );

  it("squares, switches and noise", () => {
    rightOrRefused(
      scalar((y) => y ** 2 * 1e200),
      1e150,
      () => Number.NaN,
    );
    rightOrRefused(
      scalar((y) => (y > 0 ? -1e200 : 1e200)),
      1,
      () => Number.NaN,
    );
    let noise = 0.3;
    rightOrRefused(
      (_, __, out) => {
        noise = (noise * 997) % 1;
        out[0] = (noise - 0.5) * 1e160;
      },
      1,
      () => Number.NaN,
    );
  });

  it("says how far it came when the limit of evaluations is reached", () => {
    const method = dormandPrince({ maximumEvaluations: 1000 });
    expect(() =>
      integrate(
        scalar((y) => -1e6 * y),
        [1],
        { method, checkpoints: [1] },
      ),
    ).toThrow(
      /^dormandPrince cannot go on at time 0\.000\d+: maximumEvaluations is reached \(100\d\) at step .*e-7 of 1$|at step 0\.00000/,
    );
  });
});
