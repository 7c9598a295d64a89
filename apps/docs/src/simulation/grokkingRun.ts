import { misclassification } from "@lazyrich/metrics";
import { lastStep, modulus, rightShare, trainShare } from "./grokkingSizes.ts";
import { watchedTraining } from "./watchedTraining.ts";

/** A decoder on equations, from a start whose embeddings are divided by alpha. */
export interface GrokkingRequest {
  readonly alpha: number;
  readonly weightDecay: number;
  readonly seed: number;
}

/** The shares of right answers after so many steps. */
export interface GrokkingFrame {
  readonly step: number;
  /** Of the equations that are trained on, and of the others. */
  readonly trained: number;
  readonly others: number;
}

/** Closer together at first, where a run memorises. */
const checkpoints: readonly number[] = [
  ...[0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80],
  ...Array.from({ length: lastStep / 50 - 1 }, (_, i) => 50 * (i + 2)),
];

/** Trains the decoder as figure 6d does, and shows both accuracies at every checkpoint. */
export async function grokkingRun(
  { alpha, weightDecay, seed }: GrokkingRequest,
  show: (frame: GrokkingFrame) => void,
  signal: AbortSignal,
): Promise<void> {
  const spec = {
    task: { name: "modular-arithmetic", modulus, operation: "divide", trainShare },
    model: { name: "decoder", embedding: 64, heads: 4, precision: "float32" },
    start: { name: "pytorch", alpha },
    loss: "cross-entropy",
    dynamics: {
      ...{ name: "adamw", learningRate: 3e-3, betas: [0.9, 0.98], weightDecay, batch: 512 },
      ...{ warmUpSteps: 10, warmUpFrom: 0.1, steps: checkpoints },
    },
    ...{ seed, measures: ["trainLoss"] },
  };
  await watchedTraining(
    spec,
    (step, theta, { task, bound, boundTest }) => {
      const { test, Y } = task;
      const classes = task.classes!;
      const outputs = new Float64Array(Y.rows * classes);
      bound.value(theta, outputs);
      const trained = 1 - misclassification(outputs, Y.data, classes);
      const testOutputs = new Float64Array(test!.X.rows * classes);
      boundTest!.value(theta, testOutputs);
      const others = 1 - misclassification(testOutputs, test!.Y.data, classes);
      show({ step, trained, others });
      return others >= rightShare;
    },
    signal,
  );
}
