import { describe, expect, it } from "vitest";
import {
  dormandPrince,
  type EventOptions,
  gradientDescent,
  integrate,
  type Method,
  rungeKuttaChebyshev,
} from "../src/index.js";
import { decay, distance, swirl, swirlSolution } from "./problems.js";

const accurate = dormandPrince({ relativeTolerance: 1e-11 });

describe("events", () => {
  it("are located where a circle crosses an axis, from either side or from one", () => {
    const crossing = ([up, down]: [number, number]) =>
      Array.from({ length: 3 }, (_, k) => [(up + 2 * k) * Math.PI, (down + 2 * k) * Math.PI]).flat();
    const run = (direction: -1 | 0 | 1) =>
      integrate(swirl, [1, 0], { method: accurate, checkpoints: [19], events: [{ of: (_, [x]) => x!, direction }] })
        .events;
    const both = run(0);
    const expected = crossing([0.5, 1.5]);
    expect(both.length).toBe(6);
    for (const [i, { time, state, index }] of both.entries()) {
      expect(index).toBe(0);
      expect(Math.abs(time - expected[i]!)).toBeLessThan(1e-8);
      expect(Math.abs(state[0]!)).toBeLessThan(1e-14);
      expect(distance(state, swirlSolution(1, time))).toBeLessThan(1e-8);
    }
    expect(run(-1)).toEqual(both.filter((_, i) => i % 2 === 0));
    expect(run(1)).toEqual(both.filter((_, i) => i % 2 === 1));
  });

  it("of several functions come in the order of time, and the first that stops ends the flow there", () => {
    const { events, statistics, finalState, times } = integrate(swirl, [1, 0], {
      method: accurate,
      checkpoints: [0, 0.2, 2.5, 3.13, 19],
      events: [{ of: (_, [, y]) => y!, stop: true, direction: -1 }, { of: (t) => t - 0.2 }, { of: (_, [x]) => x! }],
    });
    expect(events.map(({ index }) => index)).toEqual([1, 2, 0]);
    expect(events[0]!.time).toBeCloseTo(0.2, 14);
    expect(statistics.stopReason).toBe("event");
    expect(statistics.time).toBe(events[2]!.time);
    expect(Math.abs(statistics.time - Math.PI)).toBeLessThan(1e-9);
    expect(finalState).toEqual(events[2]!.state);
    expect(times).toEqual(Float64Array.of(0, 0.2, 2.5, 3.13));
  });

  it("that start at zero are not met at the start, and one at the end of a step is met once", () => {
    const method = gradientDescent({ stepSize: 0.5 });
    const { events } = integrate((_, __, out) => out.fill(1), [0], {
      method,
      checkpoints: [4],
      events: [{ of: (_, [x]) => x! - 2 }, { of: (_, [x]) => x! }],
    });
    expect(events.map(({ index, time }) => [index, time])).toEqual([[0, 2]]);
  });
});

describe("within one step of a line, x = t by steps of 1", () => {
  const run = (events: EventOptions[], checkpoints: number[] = [3]) =>
    integrate((_, __, out) => out.fill(1), [0], { method: gradientDescent({ stepSize: 1 }), checkpoints, events });

  it("events come in the order of time, not of the list", () => {
    const { events } = run([{ of: (t) => t - 0.75 }, { of: (t) => t - 0.25 }]);
    expect(events.map(({ index, time }) => [index, time])).toEqual([
      [1, 0.25],
      [0, 0.75],
    ]);
  });

  it("no checkpoint and no event after the one that stops is kept", () => {
    const stop = { of: (t: number) => t - 0.5, stop: true };
    const { times, events, finalState } = run([{ of: (t) => t - 0.75 }, stop], [0.25, 0.5, 0.625, 3]);
    expect(times).toEqual(Float64Array.of(0.25, 0.5));
    expect(events.map(({ index }) => index)).toEqual([1]);
    expect(finalState).toEqual(Float64Array.of(0.5));
  });

  it("a function that touches 0 at the end of a step goes up there and down again", () => {
    const touch = (t: number): number => -Math.abs(t - 2);
    const times = (direction: -1 | 0 | 1) => run([{ of: touch, direction }]).events.map(({ time }) => time.toFixed(9));
    expect(times(0)).toEqual(["2.000000000", "2.000000000"]);
    expect(times(1)).toEqual(["2.000000000"]);
    expect(times(-1)).toEqual(["2.000000000"]);
  });
});

const methods: Method[] = [gradientDescent({ stepSize: 0.1 }), dormandPrince(), rungeKuttaChebyshev()];
describe.each(methods.map((method) => [method.name, method] as const))("dense output of %s", (_name, method) => {
  it("is what checkpoints keep, at every time", () => {
    const checkpoints = Array.from({ length: 101 }, (_, i) => 0.05 * i);
    const { dense, states } = integrate(swirl, [1, 0], { method, checkpoints, dense: true });
    expect([dense!.start, dense!.end >= 5]).toEqual([0, true]);
    const out = new Float64Array(2);
    for (const [i, time] of checkpoints.entries()) {
      expect(distance(dense!.at(time), states[i]!)).toBeLessThan(2e-14);
      expect(dense!.at(time, out)).toBe(out);
    }
    expect(() => dense!.at(6)).toThrow(/^time is 6; expected 0 to 5/);
    expect(integrate(swirl, [1, 0], { method, checkpoints: [1] }).dense).toBeUndefined();
  });
});

it("dense output ends at an event that stops, and is the start where nothing is asked", () => {
  const half = [{ of: (_: number, [x]: Float64Array) => x! - 0.5, stop: true }];
  const options = { method: accurate, dense: true };
  const { dense } = integrate(decay([1], [0]), [1], { ...options, checkpoints: [9], events: half });
  expect(dense!.end).toBeCloseTo(Math.LN2, 10);
  expect(dense!.at(dense!.end)[0]).toBeCloseTo(0.5, 13);
  expect(integrate(decay([1], [0]), [3], { ...options, checkpoints: [0] }).dense!.at(0)).toEqual(Float64Array.of(3));
});
