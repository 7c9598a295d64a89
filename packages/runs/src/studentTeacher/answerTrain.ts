import type { Samples } from "@lazyrich/data";
import { matrix, type ProductBuild } from "@lazyrich/linalg";
import { twoLayerState } from "@lazyrich/networks";
import type { NumericArray } from "@lazyrich/tables";
import { type StudentMetrics, studentProblem } from "./studentProblem.js";
import type { TrainSpec } from "./trainSpec.js";
import { type StudentDynamics, type TrainStudentOptions, trainStudent } from "./trainStudent.js";

/** The answer to a train spec, ready for JSON: one entry of each metric a checkpoint, null where it is not defined. */
export interface TrainAnswer extends Readonly<Record<keyof StudentMetrics, readonly (number | null)[]>> {
  readonly tau: number;
  readonly delta: number;
  readonly dynamics: StudentDynamics;
  readonly learningRate: number;
  readonly steps: readonly number[];
  /** Where the train loss fell below 1e-10, in steps; null if it did not. Later checkpoints repeat what was reached. */
  readonly stoppedAt: number | null;
  readonly evaluations: number;
  readonly seconds: number;
}

export interface TrainResult {
  readonly answer: TrainAnswer;
  /** Readouts (h) and input weights (h x d) at the end. */
  readonly parameters: { readonly a: NumericArray; readonly W: NumericArray };
}

/**
 * Runs a train spec.
 *
 * @throws (rejects with) IntegrationError if gradient descent diverges, or the reason of an aborted signal.
 */
export async function answerTrain(
  spec: TrainSpec,
  options: Pick<TrainStudentOptions, "onProgress" | "signal"> & { readonly build?: ProductBuild } = {},
): Promise<TrainResult> {
  const { X, y, test, directions, signs, tau, delta, dynamics, learningRate, steps, gamma, tolerance } = spec;
  const { build, onProgress, signal } = options;
  const [h, d] = [directions.rows, directions.columns];
  const { metrics, theta, ...run } = await trainStudent({
    problem: studentProblem({
      ...samplesOf({ X, y }),
      ...{ test: test && samplesOf(test), hiddenWidth: h, gamma, build },
    }),
    theta0: twoLayerState({ directions, signs, tau, delta }),
    ...{ dynamics, learningRate, steps, tolerance, onProgress, signal },
  });
  const column = (name: keyof StudentMetrics): (number | null)[] =>
    metrics.map((each) => (Number.isFinite(each[name]) ? each[name] : null));
  return {
    answer: {
      ...{ tau, delta, dynamics, learningRate, steps },
      trainLoss: column("trainLoss"),
      generalizationError: column("generalizationError"),
      kernelDistance: column("kernelDistance"),
      hammingDistance: column("hammingDistance"),
      parameterDistance: column("parameterDistance"),
      stoppedAt: run.stoppedAt,
      evaluations: run.evaluations,
      seconds: run.seconds,
    },
    parameters: {
      a: { shape: [h], data: theta.slice(h * d) },
      W: { shape: [h, d], data: theta.slice(0, h * d) },
    },
  };
}

const samplesOf = ({ X, y }: Pick<TrainSpec, "X" | "y">): Samples => ({ X, Y: matrix(y.length, 1, y) });
