import type { Task } from "@lazyrich/data";
import { matrix, type ProductBuild } from "@lazyrich/linalg";
import {
  type Activity,
  generalizationError,
  hammingDistance,
  kernelDistance,
  parameterDistance,
} from "@lazyrich/metrics";
import { type BoundModel, leaky, meanSquared, relu, twoLayer } from "@lazyrich/networks";

/** Training data, and fresh inputs and targets for the generalization error. */
export interface StudentProblemOptions extends Task {
  readonly hiddenWidth: number;
  /** Slope of the student's activation below 0; 0, ReLU, if not given. */
  readonly gamma?: number | undefined;
  /** `"simd"` if not given, which gives the same bytes on every machine, as `"javascript"` does. */
  readonly build?: ProductBuild | undefined;
}

/** What is plotted of a student: relative to its start where it is a distance. */
export interface StudentMetrics {
  /** Mean squared errors, without a factor 1/2; NaN where there is no test set. */
  readonly trainLoss: number;
  readonly generalizationError: number;
  /** Of the NTK matrices on the training inputs. */
  readonly kernelDistance: number;
  /** Sum over neurons of the fraction of training inputs on which the neuron's activity has changed. */
  readonly hammingDistance: number;
  /** |theta - theta0|. */
  readonly parameterDistance: number;
}

/** A student's network on its data, to be trained from many starts: what all runs on one task share. */
export interface StudentProblem {
  readonly network: BoundModel;
  /** Measures states relative to a start. One start at a time: a new one takes the buffers of the last. */
  measureFrom(theta0: Float64Array): (theta: Float64Array) => StudentMetrics;
}

/**
 * The student's network on training and test data.
 *
 * @throws RangeError of `twoLayer` or of its `bind`, or if the test inputs have another dimension.
 * @see theory.md sections 7 and 8.
 */
export function studentProblem(options: StudentProblemOptions): StudentProblem {
  const { X, Y, test, hiddenWidth, gamma = 0, build = "simd" } = options;
  if (test !== undefined && test.X.columns !== X.columns) {
    throw new RangeError(`the test inputs have ${test.X.columns} columns, but X has ${X.columns}`);
  }
  const activation = gamma === 0 ? relu : leaky(gamma);
  const model = twoLayer({ inputDimension: X.columns, hiddenWidth, activation });
  const network = model.bind({ X, Y, loss: meanSquared, build });
  const fresh = test && model.bind({ ...test, loss: meanSquared, build });
  const n = X.rows;
  const outputs = new Float64Array(test?.X.rows ?? 0);
  const [kernel0, kernel] = [matrix(n, n), matrix(n, n)];
  // a linear student, gamma = 1, has no neuron that turns on or off
  const patternOf = (theta: Float64Array): Activity =>
    network.activationPatterns?.(theta)[0] ?? { hiddenWidth, inputCount: n, active: new Uint8Array(hiddenWidth * n) };
  return {
    network,
    measureFrom(theta0) {
      network.ntkMatrix(theta0, { out: kernel0 });
      const pattern0 = patternOf(theta0);
      return (theta) => {
        fresh?.value(theta, outputs);
        network.ntkMatrix(theta, { out: kernel });
        return {
          trainLoss: network.lossAt(theta),
          generalizationError: test ? generalizationError(outputs, test.Y.data) : Number.NaN,
          kernelDistance: kernelDistance(kernel0.data, kernel.data),
          hammingDistance: hammingDistance(patternOf(theta), pattern0),
          parameterDistance: parameterDistance(theta, theta0),
        };
      };
    },
  };
}
