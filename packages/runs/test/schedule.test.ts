import { adamW, sgd } from "@lazyrich/deep";
import { describe, expect, it } from "vitest";
import { factorOfStep, type ScheduleFields, scheduled } from "../src/dynamics/schedule.js";
import { builtInLists as lists, run } from "../src/index.js";

const still: ScheduleFields = {
  ...{ schedule: "constant", scheduleEpochs: null, scheduleFactor: 0.1, warmUpSteps: 0, warmUpFrom: 0.1 },
};
const factors = (fields: Partial<ScheduleFields>, steps: number, perEpoch = 4, epochs = 10): number[] => {
  const factor = factorOfStep({ ...still, ...fields }, perEpoch, epochs);
  return Array.from({ length: steps }, (_, step) => factor(step));
};

describe("the learning rate of 4 steps an epoch", () => {
  it("falls by whole epochs along a cosine, and rises again after it", () => {
    const cosine = factors({ schedule: "cosine", scheduleEpochs: 2 }, 17);
    const by = [1, 0.5, 0, 0.5, 1].flatMap((value) => Array(4).fill(value));
    cosine.forEach((value, step) => {
      expect(value).toBeCloseTo(by[step]!, 15);
    });
  });

  it("falls by steps along a line, to 0 at the end of the run", () => {
    expect(factors({ schedule: "linear" }, 41, 4, 10)[10]).toBeCloseTo(0.75, 15);
    expect(factors({ schedule: "linear" }, 41, 4, 10)[40]).toBe(0);
  });

  it("is a factor smaller after so many epochs", () => {
    const steps = factors({ schedule: "step", scheduleEpochs: 1, scheduleFactor: 0.5 }, 12);
    expect(steps).toEqual([1, 0.5, 0.25].flatMap((value) => Array(4).fill(value)));
  });

  it("rises over its first steps, whatever follows", () => {
    expect(factors({ warmUpSteps: 2, warmUpFrom: 0.5 }, 4)).toEqual([0.5, 0.75, 1, 1]);
    expect(
      factors({ warmUpSteps: 8, warmUpFrom: 0, schedule: "step", scheduleEpochs: 1, scheduleFactor: 0.5 }, 5)[4],
    ).toBe(0.25);
  });
});

it.each([sgd({ learningRate: 0.1, momentum: 0.9 }), adamW({ learningRate: 0.1 })])(
  "$name on a schedule goes on from a saved state to the byte",
  (method) => {
    const optimiser = scheduled(method, (step) => 1 / (1 + step));
    const gradient = Float64Array.of(0.3, -2, 1);
    const [one, other] = [Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3)];
    const stepper = optimiser.start(3);
    for (let k = 0; k < 5; k++) stepper.step(one, gradient);
    const begun = optimiser.start(3);
    for (let k = 0; k < 2; k++) begun.step(other, gradient);
    const again = optimiser.resume(begun.save());
    for (let k = 0; k < 3; k++) again.step(other, gradient);
    expect(other).toEqual(one);
    expect(() => optimiser.resume({ ...method.start(3).save() })).toThrow("scheduledSteps is undefined");
  },
);

const grokking = {
  task: { name: "modular-arithmetic", modulus: 7, trainShare: 0.5 },
  model: { name: "decoder", embedding: 8, heads: 2 },
  start: "pytorch",
  loss: "cross-entropy",
  measures: ["trainAccuracy", "testAccuracy"],
};

it("a run ends at the first checkpoint at which the test set is right", async () => {
  const rowsOf = async (dynamics: object) => {
    const all = { name: "adamw", learningRate: 0.01, batch: 16, ...dynamics };
    return (await run({ ...grokking, dynamics: all }, { lists })).rows;
  };
  const steps = [0, 10, 20, 40, 80];
  const accuracies = (await rowsOf({ steps })).map(({ testAccuracy }) => Number(testAccuracy));
  const greatest = Math.max(...accuracies.slice(1));
  const [row] = await rowsOf({ steps: [...steps, 100_000], stopTestAccuracy: greatest });
  expect(row).toMatchObject({ stopReason: "stopped", endStep: steps[accuracies.indexOf(greatest, 1)] });
});

it("an accuracy on a test set is refused where there is none", async () => {
  const dynamics = { name: "adamw", learningRate: 0.01, steps: [1], stopTestAccuracy: 0.9 };
  const all = { ...grokking, task: { ...grokking.task, trainShare: 1 } };
  await expect(run({ ...all, dynamics }, { lists })).rejects.toThrow(
    "spec.dynamics.stopTestAccuracy is 0.9 with a task that has no test set of classes; expected null",
  );
});
