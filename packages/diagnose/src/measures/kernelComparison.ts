import type { DeepNetwork, Precision } from "@lazyrich/deep";
import { type Matrix, matrix } from "@lazyrich/linalg";
import { kernelDistance, kernelTargetAlignment } from "@lazyrich/metrics";
import type { NetworkState } from "../architecture/architecture.js";
import { inputPairs } from "./inputPairs.js";
import { ratio } from "./ratio.js";

export interface KernelComparisonOptions {
  readonly precision: Precision;
  /** One a block of parameters, 1 by default. */
  readonly rates?: readonly number[] | undefined;
  /** nc numbers, for the kernel-target alignment. */
  readonly targets?: Float64Array | undefined;
  /** Called once a block of both kernels is done, with their number so far. Throws to stop. */
  readonly onBlock?: ((done: number) => void) | undefined;
}

/** Two kernels of one network, whole and block by block. */
export interface KernelComparison {
  /** S on all nc x nc entries; null if a kernel is zero, as everywhere here. */
  readonly distance: number | null;
  /** Its standard error over subsets of inputs. */
  readonly standardError: number | null;
  /** S on the n x n traces over outputs. */
  readonly distanceTrace: number | null;
  readonly standardErrorTrace: number | null;
  /** S of each block. */
  readonly byBlock: readonly (number | null)[];
  /** The trace of each block's kernel, before and after. */
  readonly traces: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly targetAlignment: { readonly before: number | null; readonly after: number | null } | undefined;
}

/** Compares the kernels at two states, one block of parameters after another, so that two blocks and two sums are in memory. */
export function kernelComparison(
  network: DeepNetwork,
  before: NetworkState,
  after: NetworkState,
  inputs: Matrix,
  { precision, rates, targets, onBlock }: KernelComparisonOptions,
): KernelComparison {
  const [n, c] = [inputs.rows, network.outputDimension];
  const size = n * c;
  const [sum, sumAfter] = [matrix(size, size), matrix(size, size)];
  const byBlock: (number | null)[] = network.layers.map(() => null);
  const [traces, tracesAfter] = [network.layers.map(() => 0), network.layers.map(() => 0)];
  const [blocks, blocksAfter] = [before, after].map(({ theta, statistics }) =>
    network.ntkBlocks(theta, inputs, { precision, statistics })[Symbol.iterator](),
  ) as [Blocks, Blocks];
  let done = 0;
  for (;;) {
    const [next, nextAfter] = [blocks.next(), blocksAfter.next()];
    if (next.done || nextAfter.done) break;
    const { block, kernel } = next.value;
    const rate = rates?.[block] ?? 1;
    byBlock[block] = ratio(kernelDistance(kernel.data, nextAfter.value.kernel.data));
    traces[block] = addTo(sum, kernel, rate);
    tracesAfter[block] = addTo(sumAfter, nextAfter.value.kernel, rate);
    onBlock?.(++done);
  }
  const pairs = inputPairs(sum.data, sumAfter.data, n, c);
  const [trace, traceAfter] = [sum, sumAfter].map(({ data }) => traceOverOutputs(data, n, c)) as [
    Float64Array,
    Float64Array,
  ];
  const align = ({ data }: Matrix): number | null => ratio(kernelTargetAlignment(data, targets!));
  return {
    distance: ratio(kernelDistance(sum.data, sumAfter.data)),
    standardError: ratio(pairs.standardError()),
    distanceTrace: ratio(kernelDistance(trace, traceAfter)),
    standardErrorTrace: ratio(inputPairs(trace, traceAfter, n, 1).standardError()),
    byBlock,
    traces: { before: traces, after: tracesAfter },
    targetAlignment: targets && { before: align(sum), after: align(sumAfter) },
  };
}

type Blocks = Iterator<{ readonly block: number; readonly kernel: Matrix }>;

/** Adds rate K, and returns its trace. */
function addTo(sum: Matrix, { rows, data }: Matrix, rate: number): number {
  for (let at = 0; at < data.length; at++) sum.data[at]! += rate * data[at]!;
  let trace = 0;
  for (let i = 0; i < rows; i++) trace += data[i * rows + i]!;
  return rate * trace;
}

/** n x n: the sum of K over equal outputs of two inputs. */
export function traceOverOutputs(K: Float64Array, n: number, c: number): Float64Array {
  const trace = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let a = 0; a < c; a++) trace[i * n + j]! += K[(i * c + a) * n * c + j * c + a]!;
    }
  }
  return trace;
}
