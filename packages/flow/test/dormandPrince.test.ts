import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dormandPrince, IntegrationError, integrate, type VectorField } from "../src/index.js";
import {
  decay,
  distance,
  fixedStep,
  logistic,
  logisticSolution,
  orders,
  product,
  slide,
  slideSolution,
  swirl,
  swirlSolution,
} from "./problems.js";

const steps = [1 / 16, 1 / 32, 1 / 64, 1 / 128];

describe("dormandPrince", () => {
  it("converges with order 5", () => {
    const checkpoints = [1, 2, 3, 4, 5, 6, 7, 8];
    const errors = [1 / 4, 1 / 8, 1 / 16, 1 / 32].map((step) => {
      const method = dormandPrince(fixedStep(step));
      const { states, statistics } = integrate(logistic, [0.01], { method, checkpoints });
      expect(statistics.accepted).toBe(8 / step);
      return Math.max(...states.map((state, i) => Math.abs(state[0]! - logisticSolution(0.01, checkpoints[i]!))));
    });
    for (const order of orders(errors)) expect(Math.abs(order - 5)).toBeLessThan(0.1);
  });

  it("has continuous output of order 4: local error of order 5 anywhere in a step", () => {
    for (const fraction of [0.13, 0.37, 0.5, 0.81]) {
      const errors = steps.map((step) => {
        const checkpoints = [fraction * step, step];
        const { states } = integrate(swirl, [1.2, 0], { method: dormandPrince(fixedStep(step)), checkpoints });
        return distance(states[0]!, swirlSolution(1.2, fraction * step));
      });
      expect(Math.abs(orders(errors).at(-1)! - 5)).toBeLessThan(0.05);
    }
  });

  it("evaluates six times a step", () => {
    const { statistics } = integrate(swirl, [1, 0], { method: dormandPrince(fixedStep(0.25)), checkpoints: [5] });
    expect(statistics.evaluations).toBe(1 + 6 * 20);
  });

  it("keeps the error in proportion to the tolerance", () => {
    const checkpoints = Array.from({ length: 201 }, (_, i) => i / 20);
    for (const tolerance of [1e-4, 1e-6, 1e-8, 1e-10, 1e-12]) {
      const method = dormandPrince({ relativeTolerance: tolerance, absoluteTolerance: tolerance });
      const { states } = integrate(logistic, [1e-2], { method, checkpoints });
      const errors = states.map((state, i) => Math.abs(state[0]! - logisticSolution(1e-2, checkpoints[i]!)));
      expect(Math.max(...errors)).toBeLessThan(20 * tolerance);
    }
  });

  it("solves linear decays as exp does", () => {
    const rate = fc.double({ min: 0, max: 50, noNaN: true });
    const start = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(rate, start), { minLength: 1, maxLength: 6 }), (components) => {
        const rates = components.map(([value]) => value);
        const theta0 = components.map(([, value]) => value);
        const method = dormandPrince({ relativeTolerance: 1e-10, absoluteTolerance: 1e-12 });
        const { states, times } = integrate(
          decay(
            rates,
            theta0.map(() => 0),
          ),
          theta0,
          { method, checkpoints: [0.01, 0.3, 2] },
        );
        states.forEach((state, k) => {
          const exact = theta0.map((value, i) => value * Math.exp(-rates[i]! * times[k]!));
          expect(distance(state, exact)).toBeLessThan(1e-8);
        });
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it("composes: a flow for s then t is the flow for s + t; backwards it returns", () => {
    const method = dormandPrince({ relativeTolerance: 1e-12, absoluteTolerance: 1e-13 });
    const backwards: VectorField = (t, theta, out) => {
      product(t, theta, out);
      for (let i = 0; i < out.length; i++) out[i] = -out[i]!;
    };
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (a, w, t) => {
          const whole = integrate(product, [a, w], { method, checkpoints: [0.7, 0.7 + t] });
          const second = integrate(product, whole.states[0]!, { method, checkpoints: [t] });
          expect(distance(whole.finalState, second.finalState)).toBeLessThan(1e-10);
          const back = integrate(backwards, whole.states[0]!, { method, checkpoints: [0.7] });
          expect(distance(back.finalState, [a, w])).toBeLessThan(1e-10);
          const [endA, endW] = whole.finalState;
          expect(Math.abs(endA! ** 2 - endW! ** 2 - (a ** 2 - w ** 2))).toBeLessThan(1e-10);
        },
      ),
      { seed: 3, numRuns: 50 },
    );
  });

  it("takes the same steps whatever the checkpoints", () => {
    const few = integrate(swirl, [1, 0], { method: dormandPrince(), checkpoints: [10] });
    const many = integrate(swirl, [1, 0], {
      method: dormandPrince(),
      checkpoints: Array.from({ length: 1001 }, (_, i) => i / 100),
    });
    expect(many.statistics).toEqual(few.statistics);
    expect(many.finalState).toEqual(few.finalState);
  });

  it("starts from a stationary point, from zero and at any scale of time", () => {
    expect(integrate(logistic, [0, 1], { method: dormandPrince(), checkpoints: [1e6] }).finalState).toEqual(
      Float64Array.of(0, 1),
    );
    for (const scale of [1e-9, 1, 1e9]) {
      const field: VectorField = (_, theta, out) => {
        out[0] = (1 - theta[0]!) * scale;
      };
      const { finalState, statistics } = integrate(field, [0], { method: dormandPrince(), checkpoints: [1 / scale] });
      expect(finalState[0]).toBeCloseTo(1 - Math.exp(-1), 6);
      expect(statistics.evaluations).toBeLessThan(150);
    }
  });

  it("reports a blow-up at its time", () => {
    const square: VectorField = (_, theta, out) => {
      out[0] = theta[0]! ** 2;
    };
    try {
      integrate(square, [1], { method: dormandPrince(), checkpoints: [0.5, 2] });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(IntegrationError);
      expect((error as IntegrationError).time).toBeCloseTo(1, 5);
      expect((error as IntegrationError).reason).toBe("step-too-small");
      expect((error as Error).message).toMatch(
        /^dormandPrince cannot go on at time 1\.0000.*: the step shrank to nothing/,
      );
    }
  });

  it("reports where a field stops being defined, and a field that is not finite at the start", () => {
    const sinking: VectorField = (_, theta, out) => {
      out[0] = -1 + 0 * Math.sqrt(theta[0]!);
    };
    try {
      integrate(sinking, [1], { method: dormandPrince(), checkpoints: [2] });
      expect.unreachable();
    } catch (error) {
      expect((error as IntegrationError).time).toBeCloseTo(1, 12);
      expect((error as IntegrationError).reason).toBe("non-finite");
    }
    expect(() => integrate(sinking, [-1], { method: dormandPrince(), checkpoints: [2] })).toThrow(
      "dormandPrince cannot go on at time 0: the state or the field is not finite",
    );
  });

  it("survives sliding along a kink", () => {
    const method = dormandPrince({ relativeTolerance: 1e-3, absoluteTolerance: 1e-3 });
    const { finalState } = integrate(slide, [1, 0, 0], { method, checkpoints: [5] });
    // An error of a few per cent: the fifth-order pair is blind to kinks that its stages straddle.
    expect(distance(finalState, slideSolution(5))).toBeLessThan(0.3);
  });

  it("refuses settings out of range by name", () => {
    expect(() => dormandPrince({ relativeTolerance: 0 })).toThrow(
      new RangeError("relativeTolerance is 0, but must be at least 1e-14 and below 1"),
    );
    expect(() => dormandPrince({ absoluteTolerance: -1 })).toThrow("absoluteTolerance is -1");
    expect(() => dormandPrince({ initialStep: Number.NaN })).toThrow("initialStep is NaN");
    expect(() => dormandPrince({ maximumStep: 0 })).toThrow("maximumStep is 0");
  });
});
