import { describe, expect, it } from "vitest";
import {
  dormandPrince,
  gradientDescent,
  type IntegrationOptions,
  integrate,
  rungeKuttaChebyshev,
  type VectorField,
} from "../src/index.js";
import { decay } from "./problems.js";

const methods = [gradientDescent({ stepSize: 0.1 }), dormandPrince(), rungeKuttaChebyshev()];
const unitDecay = decay([1], [0]);
const asField = (field: unknown): VectorField => field as VectorField;

describe.each(methods.map((method) => [method.name, method] as const))("%s", (_name, method) => {
  const run = (field: unknown, start: number[] = [1]) => integrate(asField(field), start, { method, checkpoints: [1] });

  it("refuses a field that returns its values", () => {
    expect(() => run((_: number, [y]: number[]) => [-y!])).toThrow(
      new TypeError("field returned an array of length 1; expected its values in out: (t, theta, out) => void"),
    );
    expect(() => run(async () => {})).toThrow(/^field returned a promise; expected its values in out/);
  });

  it("does not take one that begins to return its values later", () => {
    let count = 0;
    const later: VectorField = (_, theta, out) => {
      if (++count > 3) return Float64Array.of(-theta[0]!) as unknown as undefined;
      out[0] = -theta[0]!;
    };
    expect(() => run(later)).toThrow(/^field returned an array of length 1; expected its values in out/);
    expect(count).toBe(4);
  });

  it("refuses a field that leaves a component unwritten, whatever it takes or returns", () => {
    const unwritten = (i: number) =>
      new TypeError(`field wrote nothing into out[${i}]; expected its values in out: (t, theta, out) => void`);
    expect(() => run((_: number, [y]: number[]) => -y!)).toThrow(unwritten(0));
    expect(() =>
      run((theta: number[], out: number[]) => {
        out[0] = -theta[0]!;
      }),
    ).toThrow(unwritten(0));
    const half = (_: number, theta: number[], out: number[]) => {
      out[0] = -theta[0]!;
    };
    expect(() => run(half, [1, 2])).toThrow(unwritten(1));
  });

  it("takes a field that writes all and returns the last it wrote, or out", () => {
    const expected = run(unitDecay).finalState;
    expect(run((_: number, theta: number[], out: number[]) => (out[0] = -theta[0]!)).finalState).toEqual(expected);
    expect(run((_: number, theta: number[], out: Float64Array) => out.fill(-theta[0]!)).finalState).toEqual(expected);
  });

  it("names a NaN that the field did write as what it is", () => {
    expect(() =>
      run((_: number, __: number[], out: number[]) => {
        out[0] = Number.NaN;
      }),
    ).toThrow(/cannot go on at time .*: the state or the field is not finite/);
  });
});

describe("what is given in the wrong place or kind is named, on a short line", () => {
  const method = dormandPrince();
  const given = (field: unknown, start: unknown, options: unknown) => () =>
    integrate(field as VectorField, start as number[], options as IntegrationOptions);
  const long = Array.from({ length: 1000 }, () => 1);
  const cases: [string, () => unknown, string][] = [
    [
      "an unknown option",
      given(unitDecay, [1], { method, checkpoints: [1], rtol: 1e-9 }),
      "rtol is no option of integrate; expected method, checkpoints, stop, events, dense, onCheckpoint, onProgress, onState, secondsPerState, from or signal",
    ],
    [
      "no options",
      given(unitDecay, [1], undefined),
      "options of integrate is undefined; expected an object with method, ",
    ],
    [
      "no method",
      given(unitDecay, [1], { checkpoints: [1] }),
      "method is undefined; expected gradientDescent(...), dormandPrince(...) or rungeKuttaChebyshev(...)",
    ],
    [
      "a method not called",
      given(unitDecay, [1], { method: dormandPrince, checkpoints: [1] }),
      "method is the function dormandPrince; expected gradientDescent(...)",
    ],
    ["no checkpoints", given(unitDecay, [1], { method }), "checkpoints is undefined; expected an array of times"],
    ["one time", given(unitDecay, [1], { method, checkpoints: 1 }), "checkpoints is 1; expected an array of times"],
    [
      "times in words",
      given(unitDecay, [1], { method, checkpoints: ["1"] }),
      'checkpoints[0] is "1"; expected a number',
    ],
    ["a start in words", given(unitDecay, ["1"], { method, checkpoints: [1] }), 'theta0[0] is "1"; expected a number'],
    [
      "swapped field and start",
      given(long, unitDecay, { method, checkpoints: [1] }),
      "field is an array of length 1000; expected a function (t, theta, out)",
    ],
    [
      "swapped start and options",
      given(unitDecay, { method, checkpoints: [1] }, [1]),
      "theta0 is an object; expected an array of numbers",
    ],
    [
      "a stop that is no function",
      given(unitDecay, [1], { method, checkpoints: [1], stop: 3 }),
      "stop is 3; expected a function (state, time) => boolean",
    ],
    [
      "a state of another size",
      given(unitDecay, [1], { method, checkpoints: [1], from: { time: 0, state: [1, 2] } }),
      "from.state has length 2; expected 1, the length of theta0",
    ],
    [
      "a state that lacks something",
      given(unitDecay, [1], { method, checkpoints: [1], from: {} }),
      "from.time is undefined; expected a number, as save() gives it",
    ],
    [
      "an unknown tolerance",
      () => dormandPrince({ rtol: 1e-9 } as object),
      "rtol is no option of dormandPrince; expected relativeTolerance, absoluteTolerance, initialStep, maximumStep or maximumEvaluations",
    ],
    [
      "a tolerance in words",
      () => dormandPrince({ relativeTolerance: "1e-3" } as object),
      'relativeTolerance is "1e-3"; expected a number of at least 1e-14 and below 1',
    ],
    [
      "a tolerance in words",
      () => rungeKuttaChebyshev({ absoluteTolerance: "1e-3" } as object),
      'absoluteTolerance is "1e-3"; expected a positive finite number',
    ],
    [
      "one bad tolerance of many",
      () => dormandPrince({ absoluteTolerance: [1, 0] }),
      "absoluteTolerance[1] is 0; expected a positive finite number",
    ],
    [
      "no limit",
      () => dormandPrince({ maximumEvaluations: 0 }),
      "maximumEvaluations is 0; expected a number of at least 1",
    ],
    [
      "an unknown stage option",
      () => rungeKuttaChebyshev({ stages: 3 } as object),
      "stages is no option of rungeKuttaChebyshev; expected ",
    ],
    [
      "a radius that is a number",
      () => rungeKuttaChebyshev({ spectralRadius: 3 } as object),
      "spectralRadius is 3; expected a function (state, time) => number",
    ],
    [
      "no step",
      () => gradientDescent(undefined as never),
      "options of gradientDescent is undefined; expected an object with stepSize",
    ],
    [
      "a step in words",
      () => gradientDescent({ stepSize: "0.1" } as never),
      'stepSize is "0.1"; expected a positive finite number',
    ],
    [
      "a learning rate",
      () => gradientDescent({ learningRate: 1 } as never),
      "learningRate is no option of gradientDescent; expected stepSize",
    ],
    [
      "an event that is not a number",
      given(unitDecay, [1], { method, checkpoints: [1], events: [{ of: () => "x" }] }),
      'events[0].of is "x" at time 0; expected a number',
    ],
    [
      "an event without a function",
      given(unitDecay, [1], { method, checkpoints: [1], events: [{ when: 3 }] }),
      "when is no option of events[0]; expected of, direction or stop",
    ],
  ];
  it.each(cases)("%s", (_name, call, message) => {
    let error: Error | undefined;
    try {
      call();
    } catch (caught) {
      error = caught as Error;
    }
    expect(error?.message).toContain(message);
    expect(error!.message.length).toBeLessThan(200);
    expect(error).toBeInstanceOf(error instanceof RangeError ? RangeError : TypeError);
  });

  it("refuses tolerances for another number of components", () => {
    const wrong = dormandPrince({ absoluteTolerance: [1, 1] });
    expect(() => integrate(unitDecay, [1], { method: wrong, checkpoints: [1] })).toThrow(
      new RangeError("absoluteTolerance has length 2; expected 1, the length of theta0"),
    );
  });
});
