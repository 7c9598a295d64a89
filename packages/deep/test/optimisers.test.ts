import { productBuilds } from "@lazyrich/linalg";
import { expect, test } from "vitest";
import { adamW, constantSchedule, cosineSchedule, linearSchedule, sgd, stepSchedule, warmUp } from "../src/index.js";
import { machine } from "../src/machine.js";
import { randomSource } from "./randomSource.js";

test("schedules at their corners", () => {
  const at = (schedule: (t: number) => number) => [0, 5, 10, 20].map((t) => Number(schedule(t).toFixed(12)));
  expect(at(constantSchedule)).toEqual([1, 1, 1, 1]);
  expect(at(warmUp({ steps: 10, from: 0.1 }))).toEqual([0.1, 0.55, 1, 1]);
  expect(at(linearSchedule({ steps: 10 }))).toEqual([1, 0.5, 0, 0]);
  expect(at(linearSchedule({ steps: 20, to: 0.2 }))).toEqual([1, 0.8, 0.6, 0.2]);
  expect(at(cosineSchedule({ steps: 10 }))).toEqual([1, 0.5, 0, 1]);
  expect(at(stepSchedule({ every: 6, factor: 0.5 }))).toEqual([1, 1, 0.5, 0.125]);
});

test("the first steps by hand", () => {
  const theta = Float64Array.of(2);
  const momentum = sgd({ learningRate: 0.1, momentum: 0.5, weightDecay: 0.25 }).start(1);
  momentum.step(theta, [1]); // v = 1.5
  expect(theta[0]).toBeCloseTo(1.85, 14);
  momentum.step(theta, [0], 2); // v = 0.75 + 0.4625
  expect(theta[0]).toBeCloseTo(1.85 - 0.2 * 1.2125, 14);
  const decayed = Float64Array.of(2);
  // the first step of Adam is the learning rate, whatever the gradient
  adamW({ learningRate: 0.1, weightDecay: 0.5, epsilon: 0 }).start(1).step(decayed, [-7]);
  expect(decayed[0]).toBeCloseTo(2 * 0.95 + 0.1, 14);
});

test("numbers out of range, and states of another method, are refused", () => {
  expect(() => sgd({ learningRate: -1 })).toThrow("learningRate is -1; expected a finite number >= 0");
  expect(() => adamW({ learningRate: 1, betas: [0.9, 1] })).toThrow("betas is [0.9, 1]; expected numbers below 1");
  expect(() => cosineSchedule({ steps: 0 })).toThrow("steps is 0; expected a finite number > 0");
  expect(() => sgd({ learningRate: 1 }).resume({ first: new Float64Array(1) })).toThrow("state.velocity is undefined");
});

test("one step of each method, of an odd number of parameters, has the same bytes in every build", () => {
  const n = 7;
  for (const precision of ["float32", "float64"] as const) {
    const found = productBuilds().map((build) => {
      const { uniform } = randomSource(9);
      const stepping = machine(precision, build);
      const [theta, gradient] = [stepping.numbers(n), stepping.numbers(n)];
      const [first, second, velocity] = [0, 0, 0].map(() => stepping.moments(n)) as [number, number, number];
      stepping.start();
      const { kernels, memory, size } = stepping;
      for (let k = 0; k < n; k++) {
        memory.numbers[theta / size + k] = uniform();
        memory.numbers[gradient / size + k] = uniform() - 0.5;
        for (const address of [first, second, velocity]) memory.moments[address / 8 + k] = uniform();
      }
      kernels.adamWStep(n, 0.9, 0.1, 0.9, 0.98, 1.25, 1e-8, theta, gradient, first, second);
      for (const isNesterov of [true, false]) kernels.sgdStep(n, 0.1, 0.9, isNesterov, 0.01, theta, gradient, velocity);
      const moments = [first, second, velocity].map((at) => memory.moments.slice(at / 8, at / 8 + n));
      return [memory.numbers.slice(theta / size, theta / size + n), ...moments];
    });
    for (const one of found) expect(one).toEqual(found[0]);
  }
});

test("a stepper takes arrays of either kind, goes on from one to the other, and refuses another length", () => {
  const method = adamW({ learningRate: 0.1, betas: [0.5, 0.5], weightDecay: 0 });
  const gradients = [Float64Array.of(1, 1 / 3, -2), Float64Array.of(0.25, 0.1, 1e-9)];
  const double = Float64Array.of(1, 2, 3);
  const whole = method.start(3);
  for (const gradient of gradients) whole.step(double, gradient);
  // the gradient keeps its digits where theta has fewer
  const single = new Float32Array([1, 2, 3]);
  const changing = method.start(3);
  changing.step(single, gradients[0]!);
  expect(changing.save().second).toEqual(Float64Array.of(0.5, (0.5 * 1) / 3 / 3, 2));
  changing.step(single, new Float32Array(gradients[1]!));
  for (let k = 0; k < 3; k++) expect(single[k]).toBeCloseTo(double[k]!, 6);
  const resumed = method.resume(changing.save());
  const [one, other] = [single.slice(), single.slice()];
  resumed.step(one, gradients[0]!);
  changing.step(other, gradients[0]!);
  expect(one).toEqual(other);
  expect(() => whole.step(new Float64Array(2), gradients[0]!)).toThrow("theta has length 2; expected 3");
  expect(() => whole.step(double, [1])).toThrow("gradient has length 1; expected 3");
});
