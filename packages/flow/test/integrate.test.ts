import { describe, expect, it } from "vitest";
import {
  dormandPrince,
  gradientDescent,
  IntegrationError,
  integrate,
  integrateAsync,
  type Method,
  type Progress,
  rungeKuttaChebyshev,
  type VectorField,
} from "../src/index.js";
import { decay, limitCycle, product, swirl } from "./problems.js";

const methods: Method[] = [gradientDescent({ stepSize: 0.01 }), dormandPrince(), rungeKuttaChebyshev()];
const unitDecay = decay([1], [0]);

describe.each(methods.map((method) => [method.name, method] as const))("integrate by %s", (_name, method) => {
  it("keeps the start at time 0, and a repeated time twice, in arrays of their own", () => {
    const theta0 = Float64Array.of(1, 0.5);
    const { times, states } = integrate(product, theta0, { method, checkpoints: [0, 0, 0.5, 0.5, 1, 1] });
    expect(times).toEqual(Float64Array.of(0, 0, 0.5, 0.5, 1, 1));
    expect(states[0]).toEqual(theta0);
    expect(states[1]).toEqual(theta0);
    expect(states[2]).toEqual(states[3]);
    expect(states[4]).toEqual(states[5]);
    expect(new Set(states).size).toBe(6);
    expect(new Set([theta0.buffer, ...states.map((state) => state.buffer)]).size).toBe(7);
    expect(theta0).toEqual(Float64Array.of(1, 0.5));
  });

  it("does nothing where nothing is asked", () => {
    const { states, statistics } = integrate(product, [1, 2], { method, checkpoints: [0] });
    expect(states).toEqual([Float64Array.of(1, 2)]);
    expect(statistics).toEqual({ evaluations: 0, accepted: 0, rejected: 0, stopReason: "finished", time: 0 });
  });

  it("counts every evaluation", () => {
    let calls = 0;
    const counted: VectorField = (t, theta, out) => {
      calls++;
      swirl(t, theta, out);
    };
    const { statistics } = integrate(counted, [1, 0], { method, checkpoints: [3] });
    expect(statistics.evaluations).toBe(calls);
    expect(statistics.time).toBe(3);
  });

  it("stops where the condition first holds after a step, and keeps what was reached", () => {
    const seen: number[] = [];
    const { times, states, finalState, statistics } = integrate(unitDecay, [1], {
      method,
      checkpoints: [0, 0.1, 0.2, 50],
      stop: ([theta], time) => {
        seen.push(time);
        return theta! < 0.5;
      },
    });
    expect(times).toEqual(Float64Array.of(0, 0.1, 0.2));
    expect(states.length).toBe(3);
    expect(statistics.stopReason).toBe("stopped");
    expect(finalState[0]).toBeLessThan(0.5);
    expect(statistics.time).toBeGreaterThan(0.68);
    expect(finalState[0]).toBeCloseTo(Math.exp(-statistics.time), 2);
    expect(seen.length).toBe(statistics.accepted + 1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(statistics.time);
  });

  it("stops at once if the start satisfies the condition", () => {
    const { times, finalState, statistics } = integrate(unitDecay, [1], {
      method,
      checkpoints: [0, 1],
      stop: () => true,
    });
    expect(times).toEqual(Float64Array.of(0));
    expect(finalState).toEqual(Float64Array.of(1));
    expect(statistics).toEqual({ evaluations: 0, accepted: 0, rejected: 0, stopReason: "stopped", time: 0 });
  });

  it("returns what was reached when aborted", () => {
    const before = integrate(unitDecay, [1], { method, checkpoints: [0, 1], signal: AbortSignal.abort() });
    expect(before.times).toEqual(Float64Array.of(0));
    expect(before.statistics.stopReason).toBe("aborted");

    const controller = new AbortController();
    const within = integrate(unitDecay, [1], {
      method,
      checkpoints: [0.05, 1e6],
      signal: controller.signal,
      stop: (_, time) => {
        if (time > 0.5) controller.abort();
        return false;
      },
    });
    expect(within.times).toEqual(Float64Array.of(0.05));
    expect(within.statistics.stopReason).toBe("aborted");
    expect(within.statistics.time).toBeGreaterThan(0.5);
    expect(within.finalState[0]).toBeCloseTo(Math.exp(-within.statistics.time), 2);
  });

  it("gives the same bits asynchronously", async () => {
    const options = { method, checkpoints: [0, 0.3, 1, 7] };
    expect(await integrateAsync(swirl, [1, 0], options)).toEqual(integrate(swirl, [1, 0], options));
  });

  it("reports progress that ends at the end", () => {
    const reports: Progress[] = [];
    const { statistics } = integrate(swirl, [1, 0], {
      method,
      checkpoints: [1, 4],
      onProgress: (progress) => reports.push(progress),
    });
    const { evaluations, accepted, rejected } = statistics;
    expect(reports.at(-1)).toEqual({ time: 4, endTime: 4, evaluations, accepted, rejected });
    const times = reports.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("lets an error of the field through", () => {
    const broken: VectorField = () => {
      throw new Error("out of order");
    };
    expect(() => integrate(broken, [1], { method, checkpoints: [1] })).toThrow("out of order");
  });

  it("reports a field that is not finite", async () => {
    const nan: VectorField = (_, __, out) => out.fill(Number.NaN);
    expect(() => integrate(nan, [1], { method, checkpoints: [1] })).toThrow(IntegrationError);
    await expect(integrateAsync(nan, [1], { method, checkpoints: [1] })).rejects.toThrow(IntegrationError);
  });
});

describe("integrateAsync", () => {
  it.each(methods.map((method) => [method.name, method] as const))(
    "lets timers and the AbortSignal act during a long integration by %s, and reports progress",
    async (_name, method) => {
      const controller = new AbortController();
      let ticks = 0;
      const timer = setInterval(() => {
        if (++ticks === 3) controller.abort();
      }, 5);
      let reports = 0;
      const { times, statistics } = await integrateAsync(limitCycle, [1, 0], {
        method,
        checkpoints: [0.5, 1e9],
        signal: controller.signal,
        onProgress: () => {
          reports++;
        },
      });
      clearInterval(timer);
      expect(times).toEqual(Float64Array.of(0.5));
      expect(statistics.stopReason).toBe("aborted");
      expect(reports).toBeGreaterThan(1);
    },
  );

  it("lets timers act during a row of short integrations", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    // each is shorter than a slice, and on any machine enough of them are longer than the timer
    for (let run = 0; ticks < 2 && run < 1e6; run++) {
      await integrateAsync(unitDecay, [1], { method: dormandPrince(), checkpoints: [1] });
    }
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(1);
  });

  it("is aborted within a single step of many stages", async () => {
    const slow: VectorField = (_, theta, out) => {
      const until = performance.now() + 2;
      while (performance.now() < until);
      out[0] = -theta[0]!;
    };
    const { statistics } = await integrateAsync(slow, [1], {
      method: rungeKuttaChebyshev({ spectralRadius: () => 1e6, initialStep: 1 }),
      checkpoints: [1],
      signal: AbortSignal.timeout(40),
    });
    expect(statistics.stopReason).toBe("aborted");
    expect(statistics.evaluations).toBeLessThan(200);
  });
});

describe("arguments", () => {
  const method = dormandPrince();
  it.each([
    [[], "checkpoints is empty; expected at least one time"],
    [[1, 0.5], "checkpoints[1] is 0.5; expected at least 1, the time before it"],
    [[-1], "checkpoints[0] is -1; expected a finite time of at least 0"],
    [[0, Number.POSITIVE_INFINITY], "checkpoints[1] is Infinity; expected a finite time of at least 0"],
    [[Number.NaN], "checkpoints[0] is NaN; expected a finite time of at least 0"],
  ])("checkpoints %j are refused", (checkpoints, message) => {
    expect(() => integrate(unitDecay, [1], { method, checkpoints })).toThrow(new RangeError(message));
  });

  it("a start that is empty or not finite is refused", () => {
    expect(() => integrate(unitDecay, [], { method, checkpoints: [1] })).toThrow(
      new RangeError("theta0 is empty; expected at least one component"),
    );
    expect(() => integrate(unitDecay, [1, Number.NaN], { method, checkpoints: [1] })).toThrow(
      new RangeError("theta0[1] is NaN; expected a finite number"),
    );
  });

  it("a field that is not a function is refused", () => {
    expect(() => integrate(undefined as unknown as VectorField, [1], { method, checkpoints: [1] })).toThrow(
      new TypeError("field is undefined; expected a function (t, theta, out)"),
    );
  });
});

describe("a field that depends on the time", () => {
  // y' = 3 t^2 - (y - t^3) from 0: y = t^3
  const moving: VectorField = (t, theta, out) => {
    out[0] = 3 * t * t - (theta[0]! - t ** 3);
  };
  it.for([
    ["dormandPrince", dormandPrince({ relativeTolerance: 1e-10, absoluteTolerance: 1e-12 }), 1e-9],
    ["rungeKuttaChebyshev", rungeKuttaChebyshev({ relativeTolerance: 1e-7, absoluteTolerance: 1e-9 }), 1e-4],
    ["gradientDescent", gradientDescent({ stepSize: 1e-4 }), 1e-3],
  ] as const)("%s evaluates each stage at its own time", ([, method, tolerance]) => {
    const { states } = integrate(moving, [0], { method, checkpoints: [0.5, 1, 2] });
    for (const [i, t] of [0.5, 1, 2].entries()) expect(Math.abs(states[i]![0]! - t ** 3)).toBeLessThan(tolerance);
  });

  it("Chebyshev stages lie where the field 1 puts them: y' = t is exact at any number of stages", () => {
    const clock: VectorField = (t, _, out) => out.fill(t);
    for (const radius of [1, 50, 400]) {
      const method = rungeKuttaChebyshev({ spectralRadius: () => radius, initialStep: 1, errorRatio: () => 0.5 });
      const { finalState } = integrate(clock, [0], { method, checkpoints: [1] });
      expect(finalState[0]).toBeCloseTo(0.5, 13);
    }
  });
});
