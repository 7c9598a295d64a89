import { expect, test } from "vitest";
import { adamW, constantSchedule, cosineSchedule, linearSchedule, sgd, stepSchedule, warmUp } from "../src/index.js";

test("schedules at their corners", () => {
  const at = (schedule: (t: number) => number) => [0, 5, 10, 20].map((t) => Number(schedule(t).toFixed(12)));
  expect(at(constantSchedule)).toEqual([1, 1, 1, 1]);
  expect(at(warmUp({ steps: 10, from: 0.1 }))).toEqual([0.1, 0.55, 1, 1]);
  expect(at(linearSchedule({ steps: 10 }))).toEqual([1, 0.5, 0, 0]);
  expect(at(linearSchedule({ steps: 20, to: 0.2 }))).toEqual([1, 0.8, 0.6, 0.2]);
  expect(at(cosineSchedule({ steps: 10 }))).toEqual([1, 0.5, 0, 1]);
  expect(at(stepSchedule({ every: 5, factor: 0.5 }))).toEqual([1, 0.5, 0.25, 0.0625]);
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
