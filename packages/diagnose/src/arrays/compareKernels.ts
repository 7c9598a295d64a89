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
  /** Of both, for errors: their files, or "the kernel before" and "the kernel after". */
  readonly names?: readonly [string, string] | undefined;
}

/** Two kernels that came as arrays. */
export interface KernelArraysComparison {
  /** Lazy, rich, or that it cannot be told. */
  readonly regime: Regime;
  /** S of all entries; null where a kernel is 0. */
  readonly kernelDistance: number | null;
  /** Its standard error over the inputs. */
  readonly kernelDistanceStandardError: number | null;
  /** S of the traces over outputs, n x n. */
  readonly kernelDistanceTrace: number | null;
  /** Its standard error over the inputs. */
  readonly kernelDistanceTraceStandardError: number | null;
  /** The verdict in a sentence. */
  readonly text: string;
}

/**
 * Compares two kernels that another program computed: nc x nc, or n x c x n x c.
 *
 * @param before a kernel
 * @param after another on the same inputs
 * @param options outputs, threshold and names
 * @throws RangeError if a kernel is of another shape or not symmetric, they differ in shape, or an entry is not finite.
 * @example
 * import { compareKernels } from "@lazyrich/diagnose";
 * const kernel = (...data) => ({ shape: [2, 2], data: Float64Array.from(data) });
 * const { kernelDistance, regime } = compareKernels(kernel(2, 0, 0, 1), kernel(1, 0, 0, 2));
 * kernelDistance; // 0.2
 * regime; // "cannot tell": two inputs say little
 */
export function compareKernels(
  before: NumericArray,
  after: NumericArray,
  {
    outputDimension = 1,
    threshold = 0.05,
    names = ["the kernel before", "the kernel after"],
  }: CompareKernelsOptions = {},
): KernelArraysComparison {
  if (after.shape.join() !== before.shape.join()) {
    throw new RangeError(`${names[1]} is ${after.shape.join(" x ")}; expected ${before.shape.join(" x ")}`);
  }
  const [n, c] = sizesOf(names[0], before.shape, outputDimension);
  for (const [k, { data }] of [before, after].entries()) {
    requireFinite(names[k]!, data, n * c);
    requireSymmetric(names[k]!, data, n * c);
  }
  const zero = [before, after].findIndex(({ data }) => data.every((entry) => entry === 0));
  const isSame = zero < 0 && before.data.every((entry, k) => entry === after.data[k]);
  const S = ratio(kernelDistance(before.data, after.data));
  const whole = kernelMoments(n, c);
  whole.add(before.data, after.data, 0, n);
  const traces = [before, after].map(({ data }) => traceOverOutputs(data, 0, n, c)) as [Float64Array, Float64Array];
  const traced = kernelMoments(n, 1);
  traced.add(...traces, 0, n);
  const error = ratio(whole.standardError());
  const regime = isSame ? "cannot tell" : regimeOf(S, error, null, threshold);
  return {
    regime,
    text: isSame ? UNMOVED : zero >= 0 ? zeroText(names[zero]!) : movedText(regime, S, error, threshold),
    kernelDistance: S,
    kernelDistanceStandardError: error,
    kernelDistanceTrace: ratio(traced.distance()),
    kernelDistanceTraceStandardError: ratio(traced.standardError()),
  };
}

const UNMOVED = "Nothing moved: both kernels are the same, so they tell of no training.";
const zeroText = (name: string): string =>
  `Cannot tell: ${name} is zero everywhere, so that it has no direction to be compared and S is not defined.`;

function movedText(regime: Regime, S: number | null, error: number | null, threshold: number): string {
  const short = (value: number | null): string => (value === null ? "?" : String(Number(value.toPrecision(2))));
  const few = S !== null && error === null ? " Too few inputs give no standard error." : "";
  const opposed =
    S !== null && S > 1
      ? " S above 1 is of no two kernels of networks, whose product is never below 0: do the files hold kernels?"
      : "";
  return `${regime[0]!.toUpperCase()}${regime.slice(1)}: the kernel moved by S = ${short(S)} ± ${short(error)} (0 is unmoved, 1 is unrelated), against the conventional ${threshold}.${few}${opposed}`;
}

function requireFinite(name: string, K: Float64Array, size: number): void {
  const at = K.findIndex((entry) => !Number.isFinite(entry));
  if (at < 0) return;
  throw new RangeError(`${name} has ${K[at]} at [${Math.floor(at / size)}, ${at % size}]; expected finite numbers`);
}

function sizesOf(name: string, shape: readonly number[], c: number): [number, number] {
  const [a, b, d, e] = shape as [number, number, number, number];
  if (shape.length === 4 && a === d && b === e) return [a, b];
  if (shape.length === 2 && a === b && Number.isInteger(a / c) && a > 0) return [a / c, c];
  throw new RangeError(`${name} is ${shape.join(" x ")}; expected nc x nc with c = ${c}, or n x c x n x c`);
}

/** What float32 leaves of the symmetry of a kernel. */
const ASYMMETRY = 1e-4;

function requireSymmetric(name: string, K: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [K[i * size + j]!, K[j * size + i]!];
      const limit = ASYMMETRY * Math.sqrt(Math.abs(K[i * size + i]! * K[j * size + j]!));
      if (Math.abs(x - y) > limit)
        throw new RangeError(`${name} has ${x} at [${i}, ${j}] and ${y} at [${j}, ${i}]; expected a symmetric one`);
    }
  }
}
