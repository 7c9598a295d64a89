import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dormandPrince,
  type IntegrationError,
  integrate,
  rungeKuttaChebyshev,
  type VectorField,
} from "../src/index.js";
import {
  decay,
  distance,
  fixedStep,
  orders,
  product,
  slide,
  slideSolution,
  swing,
  swingSolution,
  swirl,
  swirlSolution,
} from "./problems.js";

const steps = [1 / 32, 1 / 64, 1 / 128, 1 / 256];

/** Heat conduction on `n` inner points of [0, 1], zero at the ends. */
function heat(n: number): VectorField {
  const factor = (n + 1) ** 2;
  return (_, theta, out) => {
    for (let i = 0; i < n; i++) {
      out[i] = factor * ((theta[i - 1] ?? 0) - 2 * theta[i]! + (theta[i + 1] ?? 0));
    }
  };
}
const heatRate = (n: number, mode: number): number =>
  4 * (n + 1) ** 2 * Math.sin((mode * Math.PI) / (2 * (n + 1))) ** 2;

describe("rungeKuttaChebyshev", () => {
  it("converges with order 2 whatever the number of stages", () => {
    for (const stiffness of [1, 10, 1e3, 1e5]) {
      const errors = steps.map((step) => {
        const method = rungeKuttaChebyshev({ ...fixedStep(step), spectralRadius: () => stiffness / step });
        const { finalState, statistics } = integrate(swirl, [1, 0], { method, checkpoints: [2] });
        expect(statistics.accepted).toBe(2 / step);
        return distance(finalState, swirlSolution(1, 2));
      });
      for (const order of orders(errors).slice(1)) expect(Math.abs(order - 2)).toBeLessThan(0.05);
    }
  });

  it("converges with order 2 where the field changes with time, each stage at its own time", () => {
    for (const stiffness of [1, 10, 1e3]) {
      const errors = steps.map((step) => {
        const method = rungeKuttaChebyshev({ ...fixedStep(step), spectralRadius: () => stiffness / step });
        return distance(integrate(swing, [1.2, 0], { method, checkpoints: [2] }).finalState, swingSolution(1.2, 2));
      });
      // the decay that stages are fitted to is rounded, and to 0 in the shortest steps
      for (const order of orders(errors).slice(1)) expect(Math.abs(order - 2)).toBeLessThan(0.1);
    }
  });

  it("tells the time of the state whose spectral radius it asks for", () => {
    const radiusAt = ([x]: Float64Array, t: number): number => {
      expect(x).toBeCloseTo(Math.exp(-t), 3);
      return 1;
    };
    integrate(decay([1], [0]), [1], { method: rungeKuttaChebyshev({ spectralRadius: radiusAt }), checkpoints: [2] });
  });

  it("keeps order 2 at checkpoints inside steps", () => {
    const checkpoints = [0.311, 0.777, 1.019, 2];
    const errors = steps.map((step) => {
      const { states } = integrate(swirl, [1, 0], { method: rungeKuttaChebyshev(fixedStep(step)), checkpoints });
      return Math.max(...states.map((state, i) => distance(state, swirlSolution(1, checkpoints[i]!))));
    });
    for (const order of orders(errors).slice(1)) expect(Math.abs(order - 2)).toBeLessThan(0.1);
  });

  it("damps every decay up to the spectral radius it is given, in one step", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 8, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (exponent, share) => {
          const radius = 10 ** exponent;
          const rate = share * radius;
          const method = rungeKuttaChebyshev({ ...fixedStep(1), maximumStages: 20_000, spectralRadius: () => radius });
          const { finalState, statistics } = integrate(decay([rate], [0]), [1], { method, checkpoints: [1] });
          expect(statistics.accepted).toBe(1);
          expect(statistics.evaluations).toBeLessThan(4 + Math.sqrt(1.862 * radius + 1));
          expect(Math.abs(finalState[0]!)).toBeLessThan(1 + 1e-9);
          // what is stiff falls as fast as what is not, on two stages as on thousands
          if (rate > 3) expect(Math.abs(finalState[0]!)).toBeLessThan(0.6);
        },
      ),
      { seed: 4, numRuns: 60 },
    );
  });

  it("follows what falls slowest without error where it is nearly all that moves, in steps of any length and number of stages", () => {
    for (const radius of [4, 100, 1e4]) {
      for (const step of [0.125, 0.5, 1]) {
        const method = rungeKuttaChebyshev({ ...fixedStep(step), spectralRadius: () => radius });
        const stiff = 1e-6 / radius;
        const field = decay([1, 0.4 * radius, radius], [0, 0, 0]);
        const { states } = integrate(field, [1, stiff, stiff], { method, checkpoints: [10, 20] });
        const [early, late] = states.map(([slowest]) => slowest!);
        // order two alone errs by tenths of it
        expect(Math.abs((late! / early!) * Math.exp(10) - 1)).toBeLessThan(1e-9);
      }
    }
  });

  it("sees the error that a fit to one decay makes in what falls otherwise", () => {
    // the second component has a second-order error, and the steps are as short as that needs
    const slow: VectorField = (_, [y, z], out) => {
      out[0] = -y!;
      out[1] = 0.3 * Math.sqrt(1 - z! * z!);
    };
    const allowed = 1e-4;
    const method = rungeKuttaChebyshev({
      spectralRadius: () => 400,
      errorRatio: (error) => Math.abs(error[1]!) / allowed,
    });
    const { finalState, statistics } = integrate(slow, [1, 0], { method, checkpoints: [4] });
    expect(Math.abs(finalState[1]! - Math.sin(1.2))).toBeLessThan(allowed * statistics.accepted);
  });

  it("damps all that is stiff also in steps that are fitted to a decay", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 6, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (exponent, share, slowest) => {
          const radius = 10 ** exponent;
          const rate = 3 + share * (radius - 3);
          const method = rungeKuttaChebyshev({ ...fixedStep(1), maximumStages: 20_000, spectralRadius: () => radius });
          const field = decay([slowest, rate], [0, 0]);
          const { finalState } = integrate(field, [1, 1e-9], { method, checkpoints: [20] });
          expect(Math.abs(finalState[1]!)).toBeLessThan(1e-9 * 0.65 ** 20);
        },
      ),
      { seed: 5, numRuns: 100 },
    );
  });

  it("is exact to second order: its stability polynomial is 1 + z + z^2/2 + O(z^3)", () => {
    for (const radius of [10, 100, 1e5]) {
      const remainders = [0.2, 0.1, 0.05].map((rate) => {
        const method = rungeKuttaChebyshev({ ...fixedStep(1), spectralRadius: () => radius });
        const { finalState } = integrate(decay([rate], [0]), [1], { method, checkpoints: [1] });
        return Math.abs(finalState[0]! - (1 - rate + rate ** 2 / 2));
      });
      for (const order of orders(remainders)) expect(Math.abs(order - 3)).toBeLessThan(0.1);
    }
  });

  it.each([2, 3, 5, 12, 40])("is a midpoint rule of %d stages on a field that is rough within the step", (stages) => {
    // y' = a random walk; a midpoint rule of m intervals errs by sqrt(1/12)/m standard deviations of the end of the walk, and nothing that takes m values by less
    const length = 2400;
    let state = 1;
    const uniform = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32 - 0.5;
    };
    const radius = (0.99 * (stages * stages - 1)) / 1.862;
    const method = rungeKuttaChebyshev({ ...fixedStep(1), spectralRadius: () => radius });
    let squares = 0;
    const draws = 400;
    for (let draw = 0; draw < draws; draw++) {
      const walk = new Float64Array(length + 1);
      for (let i = 0; i < length; i++) walk[i + 1] = walk[i]! + Math.sqrt(12 / length) * uniform();
      const field: VectorField = (t, _, out) => out.fill(walk[Math.round(Math.min(1, t) * length)]!);
      const { finalState, statistics } = integrate(field, [0], { method, checkpoints: [1] });
      expect(statistics.evaluations).toBe(stages + 1);
      const integral = walk.reduce((sum, value) => sum + value, -0.5 * walk[length]!) / length;
      squares += (finalState[0]! - integral) ** 2;
    }
    expect((Math.sqrt(squares / draws) / Math.sqrt(1 / 12)) * stages).toBeGreaterThan(1);
    expect((Math.sqrt(squares / draws) / Math.sqrt(1 / 12)) * stages).toBeLessThan(1.5);
  });

  it("follows a decay to its end where maximumDecay says so, far below the tolerance", () => {
    const rates = [1, 30, 1000];
    const timeToEnd = (maximumDecay?: number): number => {
      const { statistics } = integrate(decay(rates, [0, 0, 0]), [1, 1, 1], {
        ...{ method: rungeKuttaChebyshev({ maximumDecay }), checkpoints: [1000] },
        stop: (theta) => Math.hypot(...theta) < 1e-12,
      });
      return statistics.time;
    };
    expect(timeToEnd(1) / Math.log(1e12)).toBeGreaterThan(1);
    expect(timeToEnd(1) / Math.log(1e12)).toBeLessThan(1.15);
    expect(timeToEnd() / Math.log(1e12)).toBeGreaterThan(1.4);
  });

  it("takes long steps where a solution slides along many kinks, each a part of it", () => {
    // each component is driven to its kink at 0 from both sides, faster than its own drift: they all stay there
    const kinks = 400;
    const field: VectorField = (_, theta, out) => {
      out[0] = 1;
      for (let i = 1; i <= kinks; i++) out[i] = ((theta[i]! > 0 ? -1 : 1) * (1 + i / kinks) + 0.5 * Math.sin(i)) / 20;
    };
    const tolerance = 0.01;
    const method = rungeKuttaChebyshev({
      spectralRadius: () => 400,
      errorRatio: (error, _from, to) => Math.hypot(...error) / (tolerance * Math.hypot(...to)),
    });
    const start = Float64Array.from({ length: kinks + 1 }, (_, i) => (i === 0 ? 1 : 0));
    const { finalState, statistics } = integrate(field, start, { method, checkpoints: [20] });
    expect(finalState[0]).toBeCloseTo(21, 10);
    expect(Math.hypot(...finalState.subarray(1)) / 20).toBeLessThan(0.3 * tolerance);
    // by the slopes alone: 3700
    expect(statistics.evaluations).toBeLessThan(1200);
  });

  it("solves the heat equation with far fewer evaluations than Dormand-Prince at the same tolerance", () => {
    const n = 100;
    const theta0 = Float64Array.from({ length: n }, (_, i) => {
      const x = (i + 1) / (n + 1);
      return Math.sin(Math.PI * x) + 0.5 * Math.sin(7 * Math.PI * x) + 0.2 * Math.sin(90 * Math.PI * x);
    });
    const checkpoints = [1e-4, 0.01, 0.1, 0.5];
    const exact = (t: number) =>
      Float64Array.from({ length: n }, (_, i) => {
        const x = (i + 1) / (n + 1);
        return (
          Math.exp(-heatRate(n, 1) * t) * Math.sin(Math.PI * x) +
          0.5 * Math.exp(-heatRate(n, 7) * t) * Math.sin(7 * Math.PI * x) +
          0.2 * Math.exp(-heatRate(n, 90) * t) * Math.sin(90 * Math.PI * x)
        );
      });
    const tolerances = { relativeTolerance: 1e-4, absoluteTolerance: 1e-5 };
    const evaluations = [rungeKuttaChebyshev(tolerances), dormandPrince(tolerances)].map((method) => {
      const { states, statistics } = integrate(heat(n), theta0, { method, checkpoints });
      states.forEach((state, k) => {
        expect(distance(state, exact(checkpoints[k]!))).toBeLessThan(5e-4);
      });
      return statistics.evaluations;
    });
    expect(evaluations[0]! * 15).toBeLessThan(evaluations[1]!);
  });

  it("is stable and accurate with rates from 1 to a million, also at checkpoints between its long steps", () => {
    const n = 50;
    const rates = Array.from({ length: n }, (_, i) => 10 ** ((6 * i) / (n - 1)));
    const targets = rates.map((_, i) => 1 / (i + 1));
    const checkpoints = [1e-6, 1e-3, 0.1, 0.5, 0.9, 1, 5, 20];
    for (const tolerance of [1e-3, 1e-4, 1e-5]) {
      const method = rungeKuttaChebyshev({ relativeTolerance: tolerance, absoluteTolerance: tolerance });
      const { states, statistics } = integrate(decay(rates, targets), new Float64Array(n).fill(1), {
        method,
        checkpoints,
      });
      states.forEach((state, k) => {
        const exact = rates.map((rate, i) => targets[i]! + (1 - targets[i]!) * Math.exp(-rate * checkpoints[k]!));
        const squares = exact.map((value, i) => (value - state[i]!) ** 2);
        expect(Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / n)).toBeLessThan(10 * tolerance);
      });
      // The explicit stability bound of Euler's method alone would be 10^7 steps.
      expect(statistics.evaluations).toBeLessThan(60_000);
      expect(statistics.rejected).toBeLessThan(5);
    }
  });

  it("finds stiffness that neither the start nor its field shows", () => {
    // The stiff direction is excited only by the slow one, later.
    const field: VectorField = (_, theta, out) => {
      out[0] = -theta[0]!;
      out[1] = -1e5 * (theta[1]! - (1 - theta[0]!) ** 2);
    };
    const { finalState, statistics } = integrate(field, [1, 0], { method: rungeKuttaChebyshev(), checkpoints: [3] });
    const slow = Math.exp(-3);
    expect(distance(finalState, [slow, (1 - slow) ** 2])).toBeLessThan(1e-3);
    expect(statistics.evaluations).toBeLessThan(20_000);
  });

  it("takes fewer stages where stiffness has fallen", () => {
    const easing: VectorField = (t, [x, y], out) => {
      out[0] = (-1e5 / (1 + 10 * t) ** 4) * (x! - y!);
      out[1] = Math.cos(t);
    };
    const { statistics, finalState } = integrate(easing, [0, 0], { method: rungeKuttaChebyshev(), checkpoints: [20] });
    expect(finalState[1]).toBeCloseTo(Math.sin(20), 3);
    // with the spectral radius of the start to the end it takes twice as many
    expect(statistics.evaluations).toBeLessThan(1500);
  });

  it("keeps its accuracy with a Jacobian that is not symmetric", () => {
    // Layerwise learning rates, and a slow rotation beside a stiff decay.
    const field: VectorField = (_, theta, out) => {
      const [x, y, z] = [theta[0]!, theta[1]!, theta[2]!];
      out[0] = -x - 2 * y;
      out[1] = 2 * x - y;
      out[2] = -1e4 * (z - x) + 1e3 * y;
    };
    const tolerances = { relativeTolerance: 1e-6, absoluteTolerance: 1e-8 };
    const { finalState, statistics } = integrate(field, [1, 0, 0], {
      method: rungeKuttaChebyshev(tolerances),
      checkpoints: [2],
    });
    const reference = integrate(field, [1, 0, 0], {
      method: dormandPrince({ relativeTolerance: 1e-11, absoluteTolerance: 1e-13 }),
      checkpoints: [2],
    });
    expect(distance(finalState, reference.finalState)).toBeLessThan(2e-5);
    expect(statistics.evaluations * 3).toBeLessThan(reference.statistics.evaluations);
  });

  it("solves a rotation, where stabilisation does not help, by small steps", () => {
    const { finalState } = integrate(swirl, [1, 0], { method: rungeKuttaChebyshev(), checkpoints: [10] });
    expect(distance(finalState, swirlSolution(1, 10))).toBeLessThan(2e-2);
  });

  it("conserves what the flow conserves, to its tolerance, and finds the same minimum", () => {
    for (const [a, w] of [
      [1.5, -0.2],
      [-0.1, 2],
      [20, 0.01],
    ] as const) {
      const tolerances = { relativeTolerance: 1e-6, absoluteTolerance: 1e-7 };
      const { finalState } = integrate(product, [a, w], {
        method: rungeKuttaChebyshev(tolerances),
        checkpoints: [100],
      });
      const [endA, endW] = finalState;
      expect(Math.abs(endA! * endW! - 1)).toBeLessThan(1e-6);
      expect(Math.abs(endA! ** 2 - endW! ** 2 - (a ** 2 - w ** 2))).toBeLessThan(1e-4 * (a ** 2 + w ** 2));
    }
  });

  it("slides along a kink at its tolerance", () => {
    for (const tolerance of [1e-2, 1e-3]) {
      const method = rungeKuttaChebyshev({ relativeTolerance: tolerance, absoluteTolerance: tolerance });
      const { finalState, statistics } = integrate(slide, [1, 0, 0], { method, checkpoints: [5] });
      // the errors of steps along one kink add up
      expect(distance(finalState, slideSolution(5))).toBeLessThan(6 * tolerance);
      expect(statistics.evaluations).toBeLessThan(25 / tolerance);
    }
  });

  it("keeps within its stages, and takes more steps for it", () => {
    let calls = 0;
    const field = decay([1, 1e5], [0, 0]);
    const method = rungeKuttaChebyshev({ maximumStages: 10, spectralRadius: () => 1e5 });
    const { statistics } = integrate(
      (t, theta, out) => {
        calls++;
        field(t, theta, out);
      },
      [1, 0],
      { method, checkpoints: [0.1] },
    );
    expect(calls).toBe(statistics.evaluations);
    expect(statistics.accepted).toBeGreaterThanOrEqual(Math.floor((0.1 * 1e5 * 1.54) / 99));
    expect(statistics.evaluations).toBeLessThanOrEqual(2 + 10 * (statistics.accepted + statistics.rejected));
  });

  it("starts from stationary points and from zero", () => {
    const method = rungeKuttaChebyshev();
    expect(integrate(product, [0, 0], { method, checkpoints: [1e6] }).finalState).toEqual(Float64Array.of(0, 0));
    const constant: VectorField = (_, __, out) => out.fill(2);
    expect(integrate(constant, [0, 1], { method, checkpoints: [3] }).finalState[1]).toBeCloseTo(7, 12);
  });

  it("reports a blow-up at its time", () => {
    const square: VectorField = (_, theta, out) => {
      out[0] = theta[0]! ** 2;
    };
    try {
      integrate(square, [1], { method: rungeKuttaChebyshev(), checkpoints: [2] });
      expect.unreachable();
    } catch (error) {
      expect((error as IntegrationError).name).toBe("IntegrationError");
      expect((error as IntegrationError).time).toBeCloseTo(1, 2);
      expect((error as Error).message).toMatch(/^rungeKuttaChebyshev cannot go on at time (1\.00|0\.99)/);
    }
  });

  it("refuses settings out of range by name", () => {
    expect(() => rungeKuttaChebyshev({ maximumStages: 1 })).toThrow(
      new RangeError("maximumStages is 1; expected a whole number of at least 2"),
    );
    expect(() => rungeKuttaChebyshev({ maximumDecay: 0 })).toThrow(
      new RangeError("maximumDecay is 0; expected a positive number"),
    );
    expect(() => rungeKuttaChebyshev({ relativeTolerance: 2 })).toThrow("relativeTolerance is 2");
    const method = rungeKuttaChebyshev({ spectralRadius: () => Number.NaN });
    expect(() => integrate(product, [1, 1], { method, checkpoints: [1] })).toThrow("spectralRadius returned NaN");
  });
});

it("a measure of the error of one's own sets the steps: the error then follows what it allows", () => {
  // y' = -y from 1: with the allowed error fixed, the third-order error of a step fixes its length
  const steps = [1e-3, 1e-6].map((allowed) => {
    const method = rungeKuttaChebyshev({ errorRatio: (error) => Math.abs(error[0]!) / allowed });
    const { statistics, finalState } = integrate((_, y, out) => out.fill(-y[0]!), [1], { method, checkpoints: [1] });
    expect(Math.abs(finalState[0]! - Math.exp(-1))).toBeLessThan(allowed * statistics.accepted);
    return statistics.accepted;
  });
  // a thousandth of the error takes steps of a tenth
  expect(steps[1]! / steps[0]!).toBeGreaterThan(4);
  const calls: number[][] = [];
  const method = rungeKuttaChebyshev({
    errorRatio: (error, from, to) => {
      calls.push([error[0]!, from[0]!, to[0]!]);
      return 0;
    },
  });
  integrate((_, y, out) => out.fill(-y[0]!), [1], { method, checkpoints: [1] });
  expect(calls.every(([error, from, to]) => Number.isFinite(error) && from! > to! && to! > 0)).toBe(true);
});
