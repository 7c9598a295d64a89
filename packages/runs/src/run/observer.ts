import { matrix } from "@lazyrich/linalg";
import type { Observation } from "../observation.js";
import type { ObservationBuffers, Problem } from "../problem.js";

/** Observes one state at a time; the arrays of an observation are good until the next. */
export interface Observer {
  at(theta: Float64Array): Observation;
}

/** An observer whose observations share the given buffers. */
export function observer(
  problem: Problem,
  learningRates: readonly number[],
  buffers: ObservationBuffers = {},
): Observer {
  const { task, model, bound, boundTest } = problem;
  const [n, c] = [task.X.rows, model.outputDimension];
  const { kernelInputs } = task;
  const kernelSize = (kernelInputs?.rows ?? n) * c;
  return {
    at(theta) {
      const once = onceEach();
      return {
        problem,
        theta,
        learningRates,
        get outputs() {
          return once("outputs", () => {
            buffers.outputs ??= new Float64Array(n * c);
            bound.value(theta, buffers.outputs);
            return buffers.outputs;
          });
        },
        get testOutputs() {
          return once("testOutputs", () => {
            if (boundTest === null) return null;
            buffers.testOutputs ??= new Float64Array(boundTest.X.rows * c);
            boundTest.value(theta, buffers.testOutputs);
            return buffers.testOutputs;
          });
        },
        get loss() {
          return once("loss", () => bound.lossAt(theta));
        },
        get kernel() {
          return once("kernel", () => {
            buffers.kernel ??= matrix(kernelSize, kernelSize);
            const options = { learningRates, out: buffers.kernel };
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
            return patterns === undefined || patterns.length === 0 ? null : patterns;
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
