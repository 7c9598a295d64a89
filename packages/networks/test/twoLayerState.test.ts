import { conservedDiagonal } from "@lazyrich/exact";
import { matrix } from "@lazyrich/linalg";
import { expect, it } from "vitest";
import { relu, sphericalCoordinates, thetaFromLayers, twoLayerModel, twoLayerState } from "../src/index.js";
import { relativeScale } from "../src/starts/twoLayerState.js";

const directions = matrix(2, 2, Float64Array.of(0.6, 0.8, -1, 0));

it.each([
  [0.1, 1],
  [0.1, -1],
  [2, 0],
  [0.3, 1e-12],
  [1e-3, 1e3],
  [1e-3, -1e3],
])("tau = %d and delta = %d are what the state has", (tau, delta) => {
  const theta = twoLayerState({ directions, signs: [1, -1], tau, delta });
  const { mu, b } = sphericalCoordinates(theta, 2);
  for (const k of [0, 1]) {
    const norm = Math.hypot(theta[2 * k]!, theta[2 * k + 1]!);
    const [a, difference] = [theta[4 + k]!, Math.abs(theta[4 + k]!) - norm];
    expect(Math.abs(mu[k]! - Math.sign(a) * tau ** 2)).toBeLessThan(1e-14 * tau ** 2);
    expect(Math.abs(difference * (Math.abs(a) + norm) - delta)).toBeLessThan(1e-14 * (Math.abs(delta) + tau ** 2));
  }
  for (const [q, entry] of directions.data.entries()) expect(b.data[q]).toBeCloseTo(entry, 14);
});

it.each([1, -1, 0])("with learning rates, delta = %d is what the flow with these rates conserves", (delta) => {
  const rates = { etaW: 0.3, etaA: 1.7 };
  const theta = twoLayerState({ directions, signs: [1, -1], tau: 0.4, delta, ...rates });
  const A = matrix(2, 1, theta.slice(4));
  for (const each of conservedDiagonal({ W: matrix(2, 2, theta.slice(0, 4)), A, ...rates })) {
    expect(each).toBeCloseTo(delta, 14);
  }
  expect(Math.abs(theta[4]!) * Math.hypot(theta[0]!, theta[1]!)).toBeCloseTo(0.16, 14);
});

it("biases begin at 0, after the weights and after the readouts", () => {
  const scales = { directions, signs: [1, -1], tau: 0.4, delta: 0.2 };
  const plain = twoLayerState(scales);
  const { layers } = twoLayerModel({ inputDimension: 2, hiddenWidth: 2, activation: relu, biases: true });
  const [W, A] = [plain.subarray(0, 4), plain.subarray(4)];
  expect(twoLayerState({ ...scales, biases: true })).toEqual(thetaFromLayers(layers, { A, W }));
  expect([...thetaFromLayers(layers, { W, b: [5, 6] })]).toEqual([...W, 5, 6, 0, 0, 0]);
  expect(() => thetaFromLayers(layers, { V: W })).toThrow(
    new RangeError('layer is "V"; expected one of W, b, A, bOut'),
  );
  expect(() => thetaFromLayers(layers, { W: A })).toThrow(new RangeError("W has length 2; expected 4, 2 x 2"));
});

it("the relative scale is 1 for balanced layers, and inverse for the opposite delta", () => {
  expect(relativeScale(0.3, 0)).toBe(1);
  expect(relativeScale(0.3, 2) * relativeScale(0.3, -2)).toBeCloseTo(1, 14);
  expect(relativeScale(1, 1.5)).toBeCloseTo(Math.SQRT2, 14);
});

it("a neuron without a function has no direction", () => {
  const { mu, b } = sphericalCoordinates([1, 0, 3, 4, 0, 2], 2);
  expect([...mu]).toEqual([0, 10]);
  expect([...b.data]).toEqual([Number.NaN, Number.NaN, 0.6, 0.8]);
});

it.each([
  [{ directions, signs: [1], tau: 1, delta: 0 }, "signs has length 1; expected 2, one sign a row of directions"],
  [{ directions, signs: [1, 0], tau: 1, delta: 0 }, "signs[1] is 0; expected 1 or -1"],
  [{ directions, signs: [1, 1], tau: 0, delta: 0 }, "tau is 0; expected a finite number above 0"],
  [{ directions, signs: [1, 1], tau: 1, delta: Number.NaN }, "delta is NaN; expected a finite number"],
])("%#: %s", (scales, message) => {
  expect(() => twoLayerState(scales)).toThrow(new RangeError(message));
});
