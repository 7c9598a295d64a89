import { misclassification } from "@lazyrich/metrics";
import { smoothnessOfFilters } from "@lazyrich/runs";
import { accuracySteps, filterCount, filterSide, filterSteps } from "./filterSizes.ts";
import { watchedTraining } from "./watchedTraining.ts";

/** A convolutional network whose first layer starts divided by alpha. */
export interface FilterRequest {
  readonly alpha: number;
  readonly seed: number;
}

/** The filters after so many steps. */
export interface FilterFrame {
  readonly step: number;
  /** filters x side x side. */
  readonly filters: Float32Array;
  /** Equation 132: smaller is smoother, noise has 5.1. */
  readonly roughness: number;
  /** On 500 pictures that were not trained on; of the last time that they were looked at. */
  readonly accuracy: number;
}

/** Trains the network as figure 6b does, and shows its first layer at every checkpoint. */
export async function filterRun(
  { alpha, seed }: FilterRequest,
  show: (frame: FilterFrame) => void,
  signal: AbortSignal,
): Promise<void> {
  const spec = {
    task: { name: "gratings", side: 20, trainSize: 2000, testSize: 500 },
    model: {
      ...{ name: "residual", filters: filterCount, filterSize: filterSide, stride: 2, widths: [24], pool: 2 },
      ...{ residualConvolutions: 1, normalization: "batch", globalPool: "mean", precision: "float32" },
    },
    start: { name: "he", alpha },
    loss: "cross-entropy",
    dynamics: {
      ...{ name: "sgd", learningRate: 0.02, momentum: 0.9, batch: 100, schedule: "linear", steps: filterSteps },
    },
    ...{ seed, measures: ["filterSmoothness"] },
  };
  let outputs: Float64Array | undefined;
  let accuracy = 0;
  await watchedTraining(
    spec,
    (step, theta, { task, model, boundTest }) => {
      const [first] = model.layers;
      const { test } = task;
      outputs ??= new Float64Array(test!.X.rows * model.outputDimension);
      if (accuracySteps.has(step)) {
        boundTest!.value(theta, outputs);
        accuracy = 1 - misclassification(outputs, test!.Y.data, model.outputDimension);
      }
      const filters = theta.subarray(first!.offset, first!.offset + filterCount * filterSide ** 2);
      show({
        step,
        filters: new Float32Array(filters),
        roughness: smoothnessOfFilters(filters, first!.shape),
        accuracy,
      });
      return false;
    },
    signal,
  );
}
