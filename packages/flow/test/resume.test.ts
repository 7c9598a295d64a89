import { describe, expect, it } from "vitest";
import {
  dormandPrince,
  gradientDescent,
  integrate,
  integrateAsync,
  type Method,
  rungeKuttaChebyshev,
  type StepperState,
  type VectorField,
} from "../src/index.js";
import { decay, swing } from "./problems.js";

/** A stiff direction beside a swing, so that the Chebyshev steps have many stages and the radius is renewed. */
const field: VectorField = (t, theta, out) => {
  swing(t, theta, out);
  out[2] = -300 * (theta[2]! - theta[0]! * theta[1]!) - theta[2]! ** 3;
};
const theta0 = [1.3, 0.2, 1];
const checkpoints = [0, 0.05, 0.5, 0.5, 1.7, 4];
const methods: Method[] = [
  gradientDescent({ stepSize: 0.003 }),
  dormandPrince(),
  rungeKuttaChebyshev({ relativeTolerance: 1e-6 }),
  rungeKuttaChebyshev({ spectralRadius: () => 320 }),
];

describe.each(methods.map((method) => [method.name, method] as const))("%s", (_name, method) => {
  it("goes on from every accepted step to the same bytes and counts, also through JSON", () => {
    const saved: StepperState[] = [];
    const whole = integrate(field, theta0, {
      method,
      checkpoints,
      onState: (state) => saved.push(state),
      secondsPerState: 0,
    });
    expect(saved.length).toBe(whole.statistics.accepted - 1);
    for (let i = 0; i < saved.length; i += Math.ceil(saved.length / 60)) {
      const arrays = Object.entries(saved[i]!).map(([name, value]) => [
        name,
        value instanceof Float64Array ? [...value] : value,
      ]);
      const from: StepperState = i % 2 === 0 ? saved[i]! : JSON.parse(JSON.stringify(Object.fromEntries(arrays)));
      const rest = integrate(field, theta0, { method, checkpoints, from });
      const isLater = (time: number): boolean => time > (saved[i]!.time as number);
      expect(rest.times).toEqual(whole.times.filter(isLater));
      expect(rest.states).toEqual(whole.states.filter((_, k) => isLater(checkpoints[k]!)));
      expect(rest.finalState).toEqual(whole.finalState);
      expect(rest.statistics).toEqual(whole.statistics);
    }
  });

  it("is left unchanged by being saved, and shares no array with what it saved", () => {
    const problem = { field, start: Float64Array.from(theta0), endTime: 4 };
    const stepper = method.start(problem);
    const twin = method.start(problem);
    for (let i = 0; i < 300 && stepper.time < 4; i++) {
      // in the middle of a Chebyshev step too
      const saved = stepper.save();
      const copy = structuredClone(saved);
      const resumed = method.resume(problem, saved);
      expect(stepper.advance()).toBe(twin.advance());
      expect(saved).toEqual(copy);
      resumed.advance();
      expect(resumed.save()).toEqual(stepper.save());
      expect(stepper.save()).toEqual(twin.save());
    }
  });

  it("offers its state when aborted, from which the rest follows", async () => {
    const whole = integrate(field, theta0, { method, checkpoints });
    const controller = new AbortController();
    let from: StepperState | undefined;
    const first = await integrateAsync(field, theta0, {
      method,
      checkpoints,
      signal: controller.signal,
      stop: (_, time) => {
        if (time > 0.7) controller.abort();
        return false;
      },
      onState: (state) => {
        from = state;
      },
    });
    expect(first.statistics.stopReason).toBe("aborted");
    const rest = integrate(field, theta0, { method, checkpoints, from });
    expect([...first.states, ...rest.states]).toEqual(whole.states);
    expect(rest.statistics).toEqual(whole.statistics);
  });
});

it("a state past the last checkpoint has nothing left to do", () => {
  const saved: StepperState[] = [];
  const method = gradientDescent({ stepSize: 0.5 });
  const options = { method, onState: (state: StepperState) => saved.push(state), secondsPerState: 0 };
  integrate(decay([1], [0]), [1], { ...options, checkpoints: [4] });
  const { states, finalState, statistics } = integrate(decay([1], [0]), [1], {
    method,
    checkpoints: [1],
    from: saved[1]!,
  });
  expect(states).toEqual([]);
  expect(finalState).toEqual(Float64Array.of(0.25));
  expect(statistics).toEqual({ evaluations: 2, accepted: 2, rejected: 0, stopReason: "finished", time: 1 });
});
