import type { NumericArray } from "@lazyrich/tables";
import { expect, test } from "vitest";
import { compareActivations, compareKernels, diagnose, inferredChain } from "../src/index.js";
import { checkpointOf, tableOf } from "./references.js";

const array = (shape: number[], ...data: number[]): NumericArray => ({ shape, data: Float64Array.from(data) });

test("kernels as arrays give what their networks give", () => {
  const [before, after] = [checkpointOf("diagnose-before.npz"), checkpointOf("diagnose-after.npz")];
  const inputs = tableOf("diagnose-X.npy");
  const architecture = inferredChain(before, { inputDimension: 5 });
  const whole = diagnose({ architecture, before, after, inputs });
  const kernels = [before, after].map(
    (each) => architecture.network.ntkMatrix(architecture.stateOf(each).theta, inputs).data,
  );
  const as = (...shape: number[]): [NumericArray, NumericArray] => [
    { shape, data: kernels[0]! },
    { shape, data: kernels[1]! },
  ];
  const flat = as(90, 90);
  const found = compareKernels(...flat, { outputDimension: 3 });
  expect(found.regime).toBe("rich");
  for (const name of ["kernelDistance", "kernelDistanceStandardError", "kernelDistanceTrace"] as const) {
    expect(found[name]! / whole[name]!).toBeCloseTo(1, 10);
  }
  const split = as(30, 3, 30, 3);
  expect(compareKernels(...split)).toEqual(found);
  expect(() => compareKernels(...flat, { outputDimension: 4 })).toThrow(
    "the kernel before is 90 x 90; expected nc x nc with c = 4",
  );
  expect(() => compareKernels(flat[0], split[1])).toThrow("the kernel after is 30 x 3 x 30 x 3; expected 90 x 90");
});

test("activations as arrays: by sign, or as bits", () => {
  expect(compareActivations({ fc1: array([2, 2], 1, -1, 0, 2) }, { fc1: array([2, 2], -1, -1, 1, -3) })).toEqual({
    fc1: 0.5,
  });
  expect(compareActivations({ fc1: array([4], 1, 0, 0, 1) }, { fc1: array([4], 0, 0, 1, 1) })).toEqual({ fc1: 0.5 });
  expect(() => compareActivations({ a: array([1], 1) }, { b: array([1], 1) })).toThrow(
    "the activations after have b; expected a",
  );
  expect(() => compareActivations({ a: array([1], 1) }, { a: array([2], 1, 1) })).toThrow("a after is 2; expected 1");
  expect(() => compareActivations({ a: array([1], 1) }, { a: array([1], Number.NaN) })).toThrow(
    "a after has NaN as entry 0; expected numbers",
  );
});

test("kernels that are the same, zero, not finite or of no network are said to be so", () => {
  const identity = array([3, 3], 1, 0, 0, 0, 1, 0, 0, 0, 1);
  const zero = array([3, 3], ...new Array(9).fill(0));
  const names = ["K0.npy", "K1.npy"] as const;
  expect(compareKernels(identity, identity)).toMatchObject({
    regime: "cannot tell",
    kernelDistance: 0,
    text: expect.stringMatching(/^Nothing moved: both kernels are the same/),
  });
  expect(compareKernels(identity, zero, { names })).toMatchObject({
    regime: "cannot tell",
    text: expect.stringMatching(/^Cannot tell: K1\.npy is zero everywhere/),
  });
  expect(() => compareKernels(identity, array([3, 3], 1, 0, 0, 0, 1, Number.NaN, 0, 0, 1), { names })).toThrow(
    "K1.npy has NaN at [1, 2]; expected finite numbers",
  );
  expect(() => compareKernels(identity, array([3, 3], 1, 0, 0, 1, 1, 0, 0, 0, 1), { names })).toThrow(
    "K1.npy has 1 at [1, 0] and 0 at [0, 1]; expected a symmetric one",
  );
  const { text } = compareKernels(identity, array([3, 3], -1, 0, 0, 0, -1, 0, 0, 0, -2));
  expect(text).toMatch(/moved by S = 1\.9.* S above 1 is of no two kernels of networks/);
});
