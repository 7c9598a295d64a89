import { type Matrix, matrix } from "@lazyrich/linalg";
import type { Observation } from "../observation.js";
import type { Problem } from "../problem.js";

/** Observes one state at a time; the arrays of an observation are good until the next. */
export interface Observer {
  at(theta: Float64Array): Observation;
}

/** An observer with buffers of its own, which all its observations share. */
export function observer(problem: Problem, learningRates: readonly number[]): Observer {
  const { task, model, bound, boundTest } = problem;
  const [n, c] = [task.X.rows, model.outputDimension];
  const outputs = new Float64Array(n * c);
  const testOutputs = boundTest && new Float64Array(boundTest.X.rows * c);
  const { kernelInputs } = task;
  const kernelSize = (kernelInputs?.rows ?? n) * c;
  let kernel: Matrix | undefined;
  return {
    at(theta) {
      const once = onceEach();
      return {
        problem,
        theta,
        learningRates,
        get outputs() {
          return once("outputs", () => {
            bound.value(theta, outputs);
            return outputs;
          });
        },
        get testOutputs() {
          return once("testOutputs", () => {
            if (boundTest === null || testOutputs === null) return null;
            boundTest.value(theta, testOutputs);
            return testOutputs;
          });
        },
        get loss() {
          return once("loss", () => bound.lossAt(theta));
        },
        get kernel() {
          return once("kernel", () => {
            kernel ??= matrix(kernelSize, kernelSize);
            const options = { learningRates, out: kernel };
            return kernelInputs ? model.ntkMatrix(theta, kernelInputs, options) : bound.ntkMatrix(theta, options);
          });
        },
        get layerKernels() {
          return once("layerKernels", () => model.ntkByLayer(theta, kernelInputs ?? task.X));
        },
        get activationPatterns() {
          return once("activationPatterns", () => {
            const patterns = kernelInputs
              ? model.activationPatterns?.(theta, kernelInputs)
              : bound.activationPatterns?.(theta);
            return patterns ?? null;
          });
        },
      };
    },
  };
}

function onceEach(): <T>(name: string, compute: () => T) => T {
  const known = new Map<string, unknown>();
  return <T>(name: string, compute: () => T): T => {
    if (!known.has(name)) known.set(name, compute());
    return known.get(name) as T;
  };
}
