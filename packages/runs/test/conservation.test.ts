import { randomGenerator, studentTeacherTask } from "@lazyrich/data";
import { dormandPrince, gradientDescent, integrate } from "@lazyrich/flow";
import { gaussianMatrix } from "@lazyrich/linalg";
import {
  deepLinearModel,
  descentField,
  gaussianStart,
  halfSumSquared,
  meanSquared,
  mirroredStudent,
  relu,
  twoLayerModel,
  twoLayerState,
} from "@lazyrich/networks";
import { describe, expect, it } from "vitest";

const largest = (x: ArrayLike<number>): number => Math.max(...Array.from(x, Math.abs));

describe("linear networks conserve Delta along their flow", () => {
  it.each([[[]], [[3]], [[4, 2]], [[3, 5, 3]], [[2, 3, 4, 3]]])("with hidden widths %j", (hiddenWidths) => {
    const random = randomGenerator(hiddenWidths.length);
    const widths = [3, ...hiddenWidths, 2];
    const learningRates = widths.slice(1).map((_, l) => 0.5 + 0.25 * l);
    const [X, Y] = [gaussianMatrix(6, 3, random), gaussianMatrix(6, 2, random)];
    const model = deepLinearModel({ widths });
    const bound = model.bind({ X, Y, loss: halfSumSquared });
    const start = gaussianStart(model, { scales: widths.slice(1).map(() => 0.8), random });
    const { states } = integrate(descentField(bound, { learningRates }), start, {
      method: dormandPrince({ relativeTolerance: 1e-11, absoluteTolerance: 1e-13 }),
      checkpoints: [0, 0.1, 1, 10, 100],
    });
    const before = model.conservedMatrices(start, learningRates);
    expect(before).toHaveLength(hiddenWidths.length);
    for (const state of states) {
      for (const [l, { data }] of model.conservedMatrices(state, learningRates).entries()) {
        expect(largest(data.map((entry, k) => entry - before[l]!.data[k]!))).toBeLessThan(1e-9);
      }
    }
    expect(bound.lossAt(states.at(-1)!)).toBeLessThan(bound.lossAt(start));
  });
});

describe("piecewise-linear networks conserve every delta_k", () => {
  const { X, Y } = studentTeacherTask({ trainSize: 40, inputDimension: 6, testSize: 1, seed: 1 });
  const model = twoLayerModel({ inputDimension: 6, hiddenWidth: 10, activation: relu });
  const bound = model.bind({ X, Y, loss: meanSquared });
  const learningRates = [1.4, 0.7];
  const field = descentField(bound, { learningRates });
  const start = twoLayerState({ ...mirroredStudent(10, 6, 1), tau: 0.5, delta: 0.3, etaW: 1.4, etaA: 0.7 });
  const driftOf = (theta: Float64Array): number =>
    largest(model.conservedQuantities!(theta, learningRates)[0]!.values.map((delta) => delta - 0.3));

  it("along the flow to the tolerance of the integrator", () => {
    const { finalState } = integrate(field, start, {
      method: dormandPrince({ relativeTolerance: 1e-6, absoluteTolerance: 1e-8 }),
      checkpoints: [5],
    });
    expect(bound.lossAt(finalState)).toBeLessThan(0.3 * bound.lossAt(start));
    expect(driftOf(finalState)).toBeLessThan(1e-5);
  });

  it("under gradient descent up to a drift of the order of the step", () => {
    const drift = (stepSize: number): number =>
      driftOf(integrate(field, start, { method: gradientDescent({ stepSize }), checkpoints: [5] }).finalState);
    // each step moves delta_k by step^2 of the squared slopes, so over a time the drift is proportional to the step
    const ratio = drift(0.01) / drift(0.005);
    expect(ratio).toBeGreaterThan(1.8);
    expect(ratio).toBeLessThan(2.2);
  });
});
