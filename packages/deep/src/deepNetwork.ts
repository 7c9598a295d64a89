import { type Matrix, matrix, type ProductBuild } from "@lazyrich/linalg";
import type { ActivationPattern, ConservedQuantities, Model, NtkOptions, Numbers } from "@lazyrich/networks";
import { type BoundDeepNetwork, bindNetwork, type DeepData } from "./boundNetwork.js";
import { conservedQuantities } from "./conservedQuantities.js";
import { inputTable } from "./inputTable.js";
import { kernelBlocks, kernelByLayer, kernelMatrix } from "./kernelMatrix.js";
import type { Precision } from "./machine.js";
import { type DeepDescription, type DeepLayer, outline, type Statistics } from "./outline.js";
import { patternsOf } from "./patterns.js";
import { type Plan, plan, someForm } from "./plan.js";
import { requireLength } from "./requireLength.js";

/** Where and how a network without data computes, and its running statistics. */
export interface EvaluationOptions {
  readonly build?: ProductBuild | undefined;
  /** "float64" by default. */
  readonly precision?: Precision | undefined;
  /** Running statistics of BatchNorm, `startStatistics()` by default. */
  readonly statistics?: ArrayLike<number> | undefined;
}

/** A network made of layers. */
export interface DeepNetwork extends Model {
  readonly description: DeepDescription;
  readonly layers: readonly DeepLayer[];
  /** Running statistics of BatchNorm as they lie in a flat array; none without BatchNorm. */
  readonly statistics: readonly Statistics[];
  /** The scale of the first layer does not reach the output: a normalisation follows it. */
  readonly isNormalized: boolean;
  /** Means 0 and variances 1. */
  startStatistics(): Float64Array;
  /** f on inputs (m x d), normalised by running statistics, into `out` (m x c). */
  value(theta: ArrayLike<number>, inputs: Matrix, out: Numbers, options?: EvaluationOptions): void;
  ntkMatrix(theta: ArrayLike<number>, inputs: Matrix, options?: NtkOptions & EvaluationOptions): Matrix;
  ntkByLayer(theta: ArrayLike<number>, inputs: Matrix, options?: EvaluationOptions): Matrix[];
  /**
   * The matrices of `ntkByLayer` one after another, each written over once the next was asked for: where all of them do not fit
   * into memory together.
   */
  ntkBlocks(
    theta: ArrayLike<number>,
    inputs: Matrix,
    options?: EvaluationOptions,
  ): Iterable<{ readonly block: number; readonly kernel: Matrix }>;
  activationPatterns(theta: ArrayLike<number>, inputs: Matrix, options?: EvaluationOptions): ActivationPattern[];
  conservedQuantities(theta: ArrayLike<number>, learningRates?: readonly number[]): ConservedQuantities[];
  bind(data: DeepData): BoundDeepNetwork;
}

/** Inputs that are evaluated together. */
const CHUNK = 256;

/**
 * The network of a description. Parameters have the names, shapes and order of PyTorch; inputs are rows, of images channel
 * by channel. One network serves one thread of control.
 *
 * @throws RangeError that names the layer and field at fault. The functions throw one for inputs or parameters of another size.
 */
export function deepNetwork(description: DeepDescription): DeepNetwork {
  const network = outline(description);
  const { layers, statistics, parameterCount, inputDimension, outputDimension } = network;
  const startStatistics = (): Float64Array => {
    const numbers = new Float64Array(network.statisticsCount);
    for (const { offset, shape, start } of statistics) numbers.fill(start, offset, offset + shape[0]!);
    return numbers;
  };

  let last: { plan: Plan; key: string } | undefined;
  const planFor = (count: number, ones: number, { precision = "float64", build }: EvaluationOptions): Plan => {
    const key = `${ones} ${precision} ${build}`;
    if (!last || last.key !== key || last.plan.capacity < count) {
      last = { plan: plan(network, { capacity: count, precision, build, ones }), key };
    }
    return last.plan;
  };
  /** Calls `visit` after the forward pass of each chunk of inputs. */
  const evaluate = (
    theta: ArrayLike<number>,
    inputs: Matrix,
    options: EvaluationOptions,
    visit: (plan: Plan, first: number, count: number) => void,
  ): void => {
    requireLength("theta", theta, parameterCount);
    const table = inputTable(network.input, inputs, "inputs", options.precision ?? "float64");
    if (inputs.rows === 0) return;
    const chosen = planFor(Math.min(inputs.rows, CHUNK), table.ones, options);
    chosen.setStatistics(options.statistics ?? startStatistics());
    chosen.setParameters(theta);
    for (let first = 0; first < inputs.rows; first += chosen.capacity) {
      const count = Math.min(chosen.capacity, inputs.rows - first);
      table.load(chosen, undefined, first, count);
      chosen.forward(count, false);
      visit(chosen, first, count);
    }
  };

  const model: DeepNetwork = {
    description,
    layers,
    statistics,
    parameterCount,
    inputDimension,
    outputDimension,
    isNormalized: someForm(network.forms, (form) => form.normalizes === true),
    startStatistics,
    value(theta, inputs, out, options = {}) {
      requireLength("out", out, inputs.rows * outputDimension);
      evaluate(theta, inputs, options, ({ outputs }, first, count) => {
        out.set(outputs.subarray(0, count * outputDimension), first * outputDimension);
      });
    },
    ntkMatrix(theta, inputs, { learningRates, out, ...options } = {}) {
      requireLength("theta", theta, parameterCount);
      if (learningRates) requireLength("learningRates", learningRates, layers.length);
      const size = inputs.rows * outputDimension;
      const K = out ?? matrix(size, size);
      requireLength("out.data", K.data, size * size);
      K.data.fill(0);
      kernelMatrix(
        network,
        theta,
        inputs,
        { ...options, statistics: options.statistics ?? startStatistics() },
        {
          matrix: () => K.data,
          rate: (block) => learningRates?.[block] ?? 1,
        },
      );
      return K;
    },
    ntkByLayer(theta, inputs, options = {}) {
      requireLength("theta", theta, parameterCount);
      return kernelByLayer(network, theta, inputs, {
        ...options,
        statistics: options.statistics ?? startStatistics(),
      });
    },
    ntkBlocks(theta, inputs, options = {}) {
      requireLength("theta", theta, parameterCount);
      return kernelBlocks(network, theta, inputs, {
        ...options,
        statistics: options.statistics ?? startStatistics(),
      });
    },
    activationPatterns(theta, inputs, options = {}) {
      const patterns = patternsOf(network, inputs.rows);
      evaluate(theta, inputs, options, patterns.read);
      return patterns.found;
    },
    conservedQuantities(theta, learningRates) {
      requireLength("theta", theta, parameterCount);
      if (learningRates) requireLength("learningRates", learningRates, layers.length);
      return conservedQuantities(network, theta, learningRates);
    },
    bind: (data) => bindNetwork(model, network, data),
  };
  return model;
}
