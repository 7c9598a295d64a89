import { type Matrix, matrix, type ProductBuild } from "@lazyrich/linalg";
import { generalizationError, hammingDistance, kernelDistance, parameterDistance } from "@lazyrich/metrics";
import { type PiecewiseLinearNetwork, piecewiseLinearNetwork } from "@lazyrich/networks";

export interface StudentProblemOptions {
  /** Training inputs, n x d, and targets, length n. */
  readonly X: Matrix;
  readonly y: ArrayLike<number>;
  /** Fresh inputs and targets, for the generalization error. */
  readonly test?: { readonly X: Matrix; readonly y: ArrayLike<number> } | undefined;
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
  readonly network: PiecewiseLinearNetwork;
  /** Measures states relative to a start. One start at a time: a new one takes the buffers of the last. */
  measureFrom(theta0: Float64Array): (theta: Float64Array) => StudentMetrics;
}

/**
 * The student's network on training and test data.
 *
 * @throws RangeError of `piecewiseLinearNetwork`, or if the test inputs have another dimension.
 * @see theory.md sections 7 and 8.
 */
export function studentProblem(options: StudentProblemOptions): StudentProblem {
  const { X, y, test, hiddenWidth, gamma = 0, build = "simd" } = options;
  if (test !== undefined && test.X.columns !== X.columns) {
    throw new RangeError(`the test inputs have ${test.X.columns} columns, but X has ${X.columns}`);
  }
  const network = piecewiseLinearNetwork({ X, y, hiddenWidth, gamma, build });
  const fresh = test && piecewiseLinearNetwork({ X: test.X, y: test.y, hiddenWidth, gamma, build });
  const n = X.rows;
  const outputs = new Float64Array(test?.X.rows ?? 0);
  const [kernel0, kernel] = [matrix(n, n), matrix(n, n)];
  const [active0, active] = [new Uint8Array(hiddenWidth * n), new Uint8Array(hiddenWidth * n)];
  const pattern = (values: Uint8Array) => ({ hiddenWidth, inputCount: n, active: values });
  return {
    network,
    measureFrom(theta0) {
      network.ntkMatrix(theta0, kernel0);
      network.activationPattern(theta0, active0);
      return (theta) => {
        fresh?.value(theta, outputs);
        network.ntkMatrix(theta, kernel);
        network.activationPattern(theta, active);
        return {
          trainLoss: network.loss(theta),
          generalizationError: test ? generalizationError(outputs, test.y) : Number.NaN,
          kernelDistance: kernelDistance(kernel0.data, kernel.data),
          hammingDistance: hammingDistance(pattern(active), pattern(active0)),
          parameterDistance: parameterDistance(theta, theta0),
        };
      };
    },
  };
}
