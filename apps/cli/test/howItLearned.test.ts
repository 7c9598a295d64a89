import { expect, test } from "vitest";
import { howItLearned } from "../src/commands/train/howItLearned.js";

const steps = [0, 10, 100, 1000];
const run = (...distances: (number | null)[]) =>
  distances.map((kernelDistance, i) => ({ step: steps[i]!, t: steps[i]! / 10, kernelDistance }));

test("the word agrees with the kernel distance of the last checkpoint, which stands beside it", () => {
  expect(howItLearned(run(0, 0.01, 0.0499))).toBe("lazy: S = 0.0499 at step 100");
  expect(howItLearned(run(0, 0.01, 0.05))).toBe("rich: S = 0.05 at step 100");
  expect(howItLearned(run(0, 0.4, 0.01))).toBe("lazy: S = 0.01 at step 100");
});

test("of a rich run, by when it had half of it", () => {
  expect(howItLearned(run(0, 0.01, 0.2, 0.3))).toBe("rich: S = 0.3 at step 1000, half of it by step 100");
  const flow = run(0, 0.2, 0.3).map(({ t, kernelDistance }) => ({ t, kernelDistance }));
  expect(howItLearned(flow)).toBe("rich: S = 0.3 at t = 10, half of it by t = 1");
  const epochs = run(0, 0.2).map((row, epoch) => ({ epoch, ...row }));
  expect(howItLearned(epochs)).toBe("rich: S = 0.2 at epoch 1");
});

test("nothing is said where nothing was measured, or only the start was", () => {
  expect([[], run(0), run(0, null), [{ step: 10, trainLoss: 1 }]].map(howItLearned)).toEqual(Array(4).fill(undefined));
});
