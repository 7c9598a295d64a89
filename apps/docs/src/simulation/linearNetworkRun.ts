import { orthonormalMatrix, randomGenerator } from "@lazyrich/data";
import {
  type MeasuredRegime,
  type TwoLayerLinearSolution,
  twoLayerLinear,
  twoLayerMeasuredRegime,
} from "@lazyrich/exact";
import { type Matrix, matrix } from "@lazyrich/linalg";
import { isotropicLayers } from "@lazyrich/networks";

/** A two-layer linear network of h neurons from a random isotropic start. */
export interface LinearNetworkRequest {
  readonly delta: number;
  readonly tau: number;
  readonly d: number;
  readonly h: number;
  readonly c: number;
  readonly seed: number;
  readonly times: Float64Array;
}

/** The exact solution at T times. */
export interface LinearNetworkRun {
  /** min(d, c). */
  readonly rank: number;
  /** T x rank, descending. */
  readonly singularValues: Float64Array;
  readonly kernelDistance: Float64Array;
  /** 1/2 |beta - beta*|^2 at the last time. */
  readonly loss: number;
  readonly measured: MeasuredRegime;
}

/** The singular values of the target, as many as the network has room for. */
export const targetValues = [2, 1.4, 0.9, 0.5, 0.25, 0.1] as const;

/** A target of size d x c with these singular values in random directions, the same for every start. */
export function targetOf(d: number, c: number): Matrix {
  const random = randomGenerator(1000 + 10 * d + c);
  const rank = Math.min(d, c);
  const left = orthonormalMatrix(d, rank, random);
  const right = orthonormalMatrix(c, rank, random);
  const result = matrix(d, c);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < c; j++) {
      for (let k = 0; k < rank; k++) {
        result.data[i * c + j]! += targetValues[k]! * left.data[i * rank + k]! * right.data[j * rank + k]!;
      }
    }
  }
  return result;
}

/**
 * The exact flow of the network that the sliders describe.
 *
 * @throws RangeError if no start of these sizes has this delta.
 */
export function linearNetworkOf({
  delta,
  tau,
  d,
  h,
  c,
  seed,
}: Omit<LinearNetworkRequest, "times">): TwoLayerLinearSolution {
  const random = randomGenerator(seed);
  const { W, A } = isotropicLayers({
    hiddenWidth: h,
    inputDimension: d,
    outputDimension: c,
    delta,
    tau,
    random,
  });
  return twoLayerLinear({ W0: W, A0: A, betaStar: targetOf(d, c) });
}

/** Everything that is drawn of the network. */
export function linearNetworkRun({ times, ...network }: LinearNetworkRequest): LinearNetworkRun {
  const { d, c } = network;
  const solution = linearNetworkOf(network);
  const { singularValues, kernelDistance, rank, beta } = solution.trajectory(times);
  const target = targetOf(d, c);
  const last = beta.subarray((times.length - 1) * d * c);
  return {
    rank,
    singularValues,
    kernelDistance,
    loss: last.reduce((sum, entry, i) => sum + (entry - target.data[i]!) ** 2, 0) / 2,
    measured: twoLayerMeasuredRegime(solution),
  };
}
