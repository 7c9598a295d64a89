import { dormandPrince, integrate } from "@lazyrich/flow";
import { neuronWithFunction, singleNeuronNetwork } from "@lazyrich/networks";
import { expect, test } from "vitest";
import { initialValues } from "../src/demo.ts";
import { startOf as basinStart } from "../src/demos/basinsDrawing.ts";
import { implicitBiasDemo } from "../src/demos/implicitBias.ts";
import { planePath } from "../src/demos/planeSolution.ts";
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
    const network = singleNeuronNetwork({ X: { rows: 1, columns: 2, data: Float64Array.from(x) }, y: [y] });
    const { a, w } = neuronWithFunction({ beta0: [values.start1, values.start2], delta });
    const times = Float64Array.of(0, 0.1, 1, 5, 60);
    const { states } = integrate((theta, out) => network.field(theta, out), [a, ...w], {
      method: dormandPrince({ relativeTolerance: 1e-11, absoluteTolerance: 1e-13 }),
      checkpoints: times,
    });
    const path = planePath(values, delta, times);
    states.forEach((theta, i) => {
      expect(path.beta1[i]).toBeCloseTo(theta[0]! * theta[1]!, 9);
      expect(path.beta2[i]).toBeCloseTo(theta[0]! * theta[2]!, 9);
      expect(path.loss[i]).toBeCloseTo(network.loss(theta), 9);
    });
    expect(path.bias?.condition).toBe("holds");
    expect(path.end[0]).toBeCloseTo(path.beta1.at(-1)!, 9);
    expect(path.end[1]).toBeCloseTo(path.beta2.at(-1)!, 9);
  },
);
