import type { DeepNetwork, Precision } from "@lazyrich/deep";
import type { Matrix } from "@lazyrich/linalg";
import type { NetworkState } from "../architecture/architecture.js";
import { kernelMoments } from "./kernelMoments.js";
import { ratio } from "./ratio.js";

export interface KernelComparisonOptions {
  readonly precision: Precision;
  /** One a block of parameters, 1 by default. */
  readonly rates?: readonly number[] | undefined;
  /** nc numbers, for the kernel-target alignment. */
  readonly targets?: Float64Array | undefined;
  /** Called with the share of the work that is done. Throws to stop. */
  readonly onProgress?: ((share: number) => void) | undefined;
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

/** Compares the kernels at two states by rows, some inputs at a time, so that no kernel is in memory. */
export function kernelComparison(
  network: DeepNetwork,
  before: NetworkState,
  after: NetworkState,
  inputs: Matrix,
  { precision, rates, targets, onProgress }: KernelComparisonOptions,
): KernelComparison {
  const [n, c] = [inputs.rows, network.outputDimension];
  const whole = kernelMoments(n, c);
  const traced = kernelMoments(n, 1);
  const ofBlocks = network.layers.map(() => kernelMoments(n, c));
  const traces = network.layers.map(() => 0);
  const tracesAfter = network.layers.map(() => 0);
  const alongTargets = { before: 0, after: 0 };
  const [panels, panelsAfter] = [before, after].map(({ theta, statistics }) =>
    network.ntkRows(theta, inputs, { precision, statistics })[Symbol.iterator](),
  ) as [Iterator<Panel>, Iterator<Panel>];
  for (;;) {
    const [next, nextAfter] = [panels.next(), panelsAfter.next()];
    if (next.done || nextAfter.done) break;
    const { first, count, blocks } = next.value;
    const [sum, sumAfter] = [0, 1].map(() => new Float64Array(count * c * (first + count) * c)) as [
      Float64Array,
      Float64Array,
    ];
    const others = nextAfter.value.blocks[Symbol.iterator]();
    for (const { block, rows } of blocks) {
      const rowsAfter: Float64Array = others.next().value.rows;
      const rate = rates?.[block] ?? 1;
      ofBlocks[block]!.add(rows, rowsAfter, first, count);
      traces[block]! += addTo(sum, rows, rate, first * c, count * c);
      tracesAfter[block]! += addTo(sumAfter, rowsAfter, rate, first * c, count * c);
    }
    whole.add(sum, sumAfter, first, count);
    traced.add(traceOverOutputs(sum, first, count, c), traceOverOutputs(sumAfter, first, count, c), first, count);
    if (targets) {
      alongTargets.before += product(sum, targets, first * c, count * c);
      alongTargets.after += product(sumAfter, targets, first * c, count * c);
    }
    onProgress?.(((first + count) / n) ** 2);
  }
  const size = targets ? targets.reduce((total, y) => total + y * y, 0) : 0;
  const [norm, normAfter] = whole.norms();
  return {
    distance: ratio(whole.distance()),
    standardError: ratio(whole.standardError()),
    distanceTrace: ratio(traced.distance()),
    standardErrorTrace: ratio(traced.standardError()),
    byBlock: ofBlocks.map((moments, block) => {
      const isFelt = [traces, tracesAfter].every((of) => of[block]! > UNFELT[precision] * sumOf(of));
      // a rate of 0 takes the block out of the whole, not its own kernel away
      return isFelt || rates?.[block] === 0 ? ratio(moments.distance()) : null;
    }),
    traces: { before: traces, after: tracesAfter },
    targetAlignment: targets && {
      before: ratio(alongTargets.before / norm / size),
      after: ratio(alongTargets.after / normAfter / size),
    },
  };
}

/** The share of the trace below which a block's kernel is the rounding of a zero, as for the bias of the keys of an attention. */
const UNFELT: Readonly<Record<Precision, number>> = { float64: 1e-26, float32: 1e-12 };

const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);

type Panel = ReturnType<DeepNetwork["ntkRows"]> extends Iterable<infer Rows> ? Rows : never;

/** Adds rate K, and returns its part of the trace. */
function addTo(sum: Float64Array, rows: Float64Array, rate: number, from: number, count: number): number {
  for (let at = 0; at < rows.length; at++) sum[at]! += rate * rows[at]!;
  let trace = 0;
  for (let i = 0; i < count; i++) trace += rows[i * (from + count) + from + i]!;
  return rate * trace;
}

/** The part of y^T K y that rows add, with what mirrors them. */
function product(rows: Float64Array, targets: Float64Array, from: number, count: number): number {
  let sum = 0;
  for (let i = 0, at = 0; i < count; i++) {
    let row = 0;
    for (let j = 0; j < from + count; j++, at++) row += (j < from ? 2 : 1) * rows[at]! * targets[j]!;
    sum += targets[from + i]! * row;
  }
  return sum;
}

/** Of rows of a kernel, count c x (first + count) c, the sums over equal outputs of two inputs, count x (first + count). */
export function traceOverOutputs(rows: ArrayLike<number>, first: number, count: number, c: number): Float64Array {
  const inputs = first + count;
  const trace = new Float64Array(count * inputs);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < inputs; j++) {
      for (let a = 0; a < c; a++) trace[i * inputs + j]! += rows[((i * c + a) * inputs + j) * c + a]!;
    }
  }
  return trace;
}
