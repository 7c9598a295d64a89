import { kernelDistance } from "@lazyrich/metrics";
import type { NumericArray } from "@lazyrich/tables";
import { traceOverOutputs } from "../measures/kernelComparison.js";
import { kernelMoments } from "../measures/kernelMoments.js";
import { ratio } from "../measures/ratio.js";
import { type Regime, regimeOf } from "../verdict/verdict.js";

export interface CompareKernelsOptions {
  /** c, where kernels are nc x nc: the outputs of one input side by side. 1 by default; of four axes it is known. */
  readonly outputDimension?: number | undefined;
  /** .05 by default. */
  readonly threshold?: number | undefined;
}

/** Two kernels that came as arrays. */
export interface KernelArraysComparison {
  readonly regime: Regime;
  readonly kernelDistance: number | null;
  readonly kernelDistanceStandardError: number | null;
  readonly kernelDistanceTrace: number | null;
  readonly kernelDistanceTraceStandardError: number | null;
}

/**
 * Compares two kernels that another program computed: nc x nc, or n x c x n x c.
 *
 * @throws RangeError if a kernel is of another shape or not symmetric, they differ in shape, or an entry is not finite.
 */
export function compareKernels(
  before: NumericArray,
  after: NumericArray,
  { outputDimension = 1, threshold = 0.05 }: CompareKernelsOptions = {},
): KernelArraysComparison {
  if (after.shape.join() !== before.shape.join()) {
    throw new RangeError(`the kernel after is ${after.shape.join(" x ")}; expected ${before.shape.join(" x ")}`);
  }
  const [n, c] = sizesOf(before.shape, outputDimension);
  requireSymmetric("before", before.data, n * c);
  requireSymmetric("after", after.data, n * c);
  const S = ratio(kernelDistance(before.data, after.data));
  const whole = kernelMoments(n, c);
  whole.add(before.data, after.data, 0, n);
  const traces = [before, after].map(({ data }) => traceOverOutputs(data, 0, n, c)) as [Float64Array, Float64Array];
  const traced = kernelMoments(n, 1);
  traced.add(...traces, 0, n);
  const error = ratio(whole.standardError());
  return {
    regime: regimeOf(S, error, null, threshold),
    kernelDistance: S,
    kernelDistanceStandardError: error,
    kernelDistanceTrace: ratio(traced.distance()),
    kernelDistanceTraceStandardError: ratio(traced.standardError()),
  };
}

function sizesOf(shape: readonly number[], c: number): [number, number] {
  const [a, b, d, e] = shape as [number, number, number, number];
  if (shape.length === 4 && a === d && b === e) return [a, b];
  if (shape.length === 2 && a === b && Number.isInteger(a / c) && a > 0) return [a / c, c];
  throw new RangeError(`the kernel before is ${shape.join(" x ")}; expected nc x nc with c = ${c}, or n x c x n x c`);
}

/** What float32 leaves of the symmetry of a kernel. */
const ASYMMETRY = 1e-4;

function requireSymmetric(which: string, K: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [K[i * size + j]!, K[j * size + i]!];
      const limit = ASYMMETRY * Math.sqrt(Math.abs(K[i * size + i]! * K[j * size + j]!));
      if (Math.abs(x - y) > limit)
        throw new RangeError(
          `the kernel ${which} has ${x} at [${i}][${j}] and ${y} at [${j}][${i}]; expected a symmetric one`,
        );
    }
  }
}
