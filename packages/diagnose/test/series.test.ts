import { randomGenerator } from "@lazyrich/data";
import { arraysFromTheta, deepNetwork, heStart, mlp, sgd } from "@lazyrich/deep";
import type { Matrix } from "@lazyrich/linalg";
import { meanSquared } from "@lazyrich/networks";
import { expect, test } from "vitest";
import {
  type Checkpoint,
  checkpoint,
  diagnoseSeries,
  diagnosisFigure,
  inferredChain,
  type SeriesRow,
  seriesFigure,
} from "../src/index.js";
import { phasesOf } from "../src/series/phases.js";

const random = randomGenerator(5);
const inputs: Matrix = { rows: 20, columns: 6, data: Float64Array.from({ length: 120 }, random.gaussian) };
const labels: Matrix = {
  rows: 20,
  columns: 1,
  data: Float64Array.from({ length: 20 }, (_, i) => 2 * Math.max(0, inputs.data[6 * i]!)),
};

/** Checkpoints of a small network trained by gradient descent from a small start. */
function trained(steps: readonly number[]) {
  const network = deepNetwork(mlp({ inputDimension: 6, widths: [40], outputDimension: 1 }));
  const bound = network.bind({ X: inputs, Y: labels, loss: meanSquared, precision: "float64" });
  const theta = new Float64Array(heStart(network, { random, tau: 0.05 }));
  const gradient = new Float64Array(theta.length);
  const stepper = sgd({ learningRate: 0.05 }).start(theta.length);
  const found: { step: number; read: () => Checkpoint }[] = [];
  for (let step = 0; step <= steps.at(-1)!; step++) {
    if (steps.includes(step)) {
      const arrays = arraysFromTheta(network, theta);
      found.push({ step, read: () => checkpoint(arrays, `${step}`) });
    }
    bound.lossAndGradient(theta, gradient);
    stepper.step(theta, gradient);
  }
  return found;
}

const checkpoints = trained([0, 1, 10, 100, 1000, 3000]);
const architecture = inferredChain(checkpoints[0]!.read(), { inputDimension: 6 });

test("every checkpoint against the first, in time", () => {
  const { last, rows, phases } = diagnoseSeries({ architecture, checkpoints, inputs, labels });
  expect(rows.map(({ step }) => step)).toEqual([0, 1, 10, 100, 1000, 3000]);
  expect(rows[0]).toMatchObject({ kernelDistance: 0, activationChange: 0, parameterDistance: 0, outputDistance: 0 });
  expect(rows.at(-1)).toMatchObject({ kernelDistance: last.kernelDistance, loss: last.loss!.after, accuracy: null });
  for (const [k, row] of rows.slice(1).entries()) {
    expect(row.kernelDistance!).toBeGreaterThan(0);
    expect(row.loss!).toBeLessThan(rows[k]!.loss!);
  }
  expect(phases.richFrom).not.toBeNull();
  expect(seriesFigure({ last, rows, phases })).toMatch(/^<svg[\s\S]*kernel distance S[\s\S]*loss/);
  expect(diagnosisFigure(last)).toMatch(/^<svg[\s\S]*0\.weight[\s\S]*share of the kernel/);
  // gradient descent with small steps conserves what gradient flow does
  expect(last.drift!.cause).toBe("as gradient flow");
});

test("steps must rise, and be two at least", () => {
  const reversed = [...checkpoints].reverse();
  expect(() => diagnoseSeries({ architecture, checkpoints: reversed, inputs })).toThrow(
    "the step 1000 follows 3000; expected steps that rise",
  );
  expect(() => diagnoseSeries({ architecture, checkpoints: checkpoints.slice(0, 1), inputs })).toThrow(
    "checkpoints are 1",
  );
});

test("rapid before the fit, delayed long after it, and neither of a lazy network", () => {
  const rowsOf = (kernel: readonly number[], loss: readonly number[]): SeriesRow[] =>
    kernel.map((kernelDistance, k) => ({
      step: 10 ** k,
      kernelDistance,
      kernelDistanceStandardError: 0.001,
      kernelDistanceTrace: null,
      activationChange: null,
      parameterDistance: k,
      outputDistance: 0,
      loss: loss[k]!,
      accuracy: null,
    }));
  const falling = [1, 0.9, 0.4, 0.1, 0];
  expect(phasesOf(rowsOf([0, 0.3, 0.4, 0.4, 0.4], falling)).pace).toBe("rapid");
  expect(phasesOf(rowsOf([0, 0.3, 0.4, 0.4, 0.4], falling)).richFrom).toBe(10);
  expect(phasesOf(rowsOf([0, 0, 0.01, 0.02, 0.4], falling))).toMatchObject({
    pace: "delayed",
    lazyUntil: 1000,
    richFrom: 10000,
    fitAlmost: 1000,
  });
  expect(phasesOf(rowsOf([0, 0, 0.1, 0.3, 0.4], falling)).pace).toBe("with the fit");
  expect(phasesOf(rowsOf([0, 0.01, 0.02, 0.02, 0.02], falling))).toMatchObject({
    pace: undefined,
    richFrom: null,
    lazyUntil: 10000,
  });
  const still = rowsOf([0, 0], [1, 1]).map((row) => ({ ...row, parameterDistance: 0 }));
  expect(phasesOf(still).text).toMatch(/^Nothing moved/);
});
