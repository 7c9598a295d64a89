import { expect, test } from "vitest";
import { solve } from "../src/index.js";

const problem = { model: "deep-implicit-bias", X: [[0.5, 1]], y: [1.1], beta0: [0.3, -0.1] } as const;

test("the end interpolates and has the direction of theorem B.10 in the null space, at any depth", () => {
  const n = [1 / Math.hypot(1, 0.5), -0.5 / Math.hypot(1, 0.5)] as const;
  const size0 = Math.hypot(0.3, 0.1);
  const null0 = 0.3 * n[0] - 0.1 * n[1];
  for (const [depth, power] of [
    [1, 0],
    [2, 1 / 2],
    [4, 3 / 4],
    ["infinite", 1],
  ] as const) {
    const { betaInfinity, warning } = solve({ ...problem, depth });
    const [x, y] = betaInfinity as [number, number];
    expect(0.5 * x + y).toBeCloseTo(1.1, 13);
    // the stationarity of the objective along the null space: |beta|^-power times the part there does not move
    expect((x * n[0] + y * n[1]) / Math.hypot(x, y) ** power).toBeCloseTo(null0 / size0 ** power, 13);
    expect(warning).toBeNull();
  }
});

test("a start that may end at the saddle, and lengths that do not fit, are named", () => {
  const across = solve({ ...problem, depth: 3, beta0: [-0.5, -1] });
  expect(across.betaInfinity).toBeNull();
  expect(across.warning).toMatch(/may end at that saddle/);
  expect(() => solve({ ...problem, depth: 3, beta0: [1] })).toThrow(
    "spec.beta0 has length 1, but the rows of X have length 2",
  );
  expect(() => solve({ ...problem, depth: 3, y: [1, 2] })).toThrow("spec.y has length 2, but X has 1 row");
  expect(() => solve({ ...problem, depth: 0 })).toThrow(/^spec.depth is 0; expected/);
});
