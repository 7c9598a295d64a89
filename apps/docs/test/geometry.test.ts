import { implicitBias } from "@lazyrich/exact";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { descentField, halfSumSquared, neuronWithFunction, singleNeuronModel } from "@lazyrich/networks";
import { describe, expect, test } from "vitest";
import { initialValues } from "../src/demo.ts";
import { startOf as basinStart } from "../src/demos/basinsProblem.ts";
import { implicitBiasDemo } from "../src/demos/implicitBias.ts";
import { objectiveContours } from "../src/demos/objectiveContours.ts";
import { limitPath, planePath } from "../src/demos/planeSolution.ts";
import { functionBranch, levelSheet } from "../src/space/levelSheet.ts";

test.each([-4, -0.5, 0, 0.5, 4])("level set and starts of delta = %d lie where a^2 - |w|^2 = delta", (delta) => {
  for (const side of [1, -1] as const) {
    const sheet = levelSheet(delta, side, 2.7);
    for (const u of [0, 0.3, 1]) {
      const [w1, w2, a] = sheet(u, 0.4);
      expect(a ** 2 - w1 ** 2 - w2 ** 2).toBeCloseTo(delta, 12);
      expect(side * a).toBeGreaterThanOrEqual(0);
    }
    for (const [w1, w2, a] of functionBranch([0.3, -1], side, { reach: 2.7, top: 3 })) {
      expect(a * w1).toBeCloseTo(0.3, 12);
      expect(a * w2).toBeCloseTo(-1, 12);
    }
    const { a0, w0 } = basinStart({ delta, angle: 77, a0: side * 0.4 });
    expect(a0 ** 2 - w0[0] ** 2 - w0[1] ** 2).toBeCloseTo(delta, 12);
  }
});

test.each([-3, 0, 2])(
  "the path on one input at delta = %d is that of the integrated flow, and ends where it does",
  (delta) => {
    const values = { ...initialValues(implicitBiasDemo.fields), inputAngle: 40 };
    const x = [Math.cos((40 * Math.PI) / 180), Math.sin((40 * Math.PI) / 180)] as const;
    const y = x[0] * values.target1 + x[1] * values.target2;
    const neuron = singleNeuronModel({ inputDimension: 2 }).bind({
      X: { rows: 1, columns: 2, data: Float64Array.from(x) },
      Y: { rows: 1, columns: 1, data: Float64Array.of(y) },
      loss: halfSumSquared,
    });
    const { a, w } = neuronWithFunction({ beta0: [values.start1, values.start2], delta });
    const times = Float64Array.of(0, 0.1, 1, 5, 60);
    const { states } = integrate(descentField(neuron), [...w, a], {
      method: dormandPrince({ relativeTolerance: 1e-11, absoluteTolerance: 1e-13 }),
      checkpoints: times,
    });
    const path = planePath(values, delta, times);
    states.forEach((theta, i) => {
      expect(path.beta1[i]).toBeCloseTo(theta[2]! * theta[0]!, 9);
      expect(path.beta2[i]).toBeCloseTo(theta[2]! * theta[1]!, 9);
      expect(path.loss[i]).toBeCloseTo(neuron.lossAt(theta), 9);
    });
    expect(path.bias?.condition).toBe("holds");
    expect(path.end[0]).toBeCloseTo(path.beta1.at(-1)!, 9);
    expect(path.end[1]).toBeCloseTo(path.beta2.at(-1)!, 9);
  },
);

test.each([-90, 90])(
  "at an angle of %d degrees the downstream limit leaves the plane as it nearly does at the angle before",
  (inputAngle) => {
    const values = initialValues(implicitBiasDemo.fields);
    const { xs, ys } = limitPath({ ...values, inputAngle }, -1);
    const near = limitPath({ ...values, inputAngle: 0.999_999 * inputAngle }, -1);
    expect(xs[1]).toBeGreaterThan(100);
    expect(ys[1]! / xs[1]!).toBeCloseTo(near.ys[1]! / near.xs[1]!, 5);
    expect([...limitPath({ ...values, inputAngle }, 1).xs].every(Number.isFinite)).toBe(true);
  },
);

describe("contours of what the implicit bias minimises", () => {
  test.each([-4, -1, 0, 2, 50])(
    "delta = %d: the bold one lies on one side of the solutions and touches them at the end",
    (delta) => {
      const [beta0, x, y] = [[0.5, -0.2] as const, [0.6, 0.8] as const, 1.1];
      const { condition, betaInfinity } = implicitBias({
        X: { rows: 1, columns: 2, data: Float64Array.from(x) },
        y: [y],
        beta0,
        delta,
      });
      expect(condition).toBe("holds");
      const end = [betaInfinity[0]!, betaInfinity[1]!] as const;
      const [inner, bold] = objectiveContours(beta0, { delta, end, shares: [0.5, 1] });
      const beyond = (points: readonly (readonly [number, number])[]): number =>
        Math.max(...points.map(([b1, b2]) => x[0] * b1 + x[1] * b2 - y));
      expect(Math.abs(beyond(bold!))).toBeLessThan(0.01);
      expect(beyond(inner!)).toBeLessThan(-0.05);
      expect(bold![0]![0]).toBeCloseTo(bold!.at(-1)![0], 10);
    },
  );

  test("a start that is an end has none", () => {
    expect(objectiveContours([1, 0], { delta: 1, end: [1, 0], shares: [1] })).toEqual([]);
  });
});
