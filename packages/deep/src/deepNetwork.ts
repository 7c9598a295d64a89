import { type Matrix, matrix } from "@lazyrich/linalg";
import { bindNetwork } from "./boundNetwork.js";
import { conservedQuantities } from "./conservedQuantities.js";
import type { DeepNetwork, EvaluationOptions } from "./deepModel.js";
import { inputTable } from "./inputTable.js";
import { addKernels, kernelByLayer, kernelRows } from "./kernelMatrix.js";
import { type DeepDescription, outline } from "./outline.js";
import { patternsOf } from "./patterns.js";
import { type Plan, plan, someForm } from "./plan.js";
import { requireLength } from "./requireLength.js";

/** Inputs that are evaluated together. */
const CHUNK = 256;

/**
 * The network of a description. Parameters have the names, shapes and order of PyTorch; inputs are rows, of images channel
 * by channel. One network serves one thread of control.
 *
 * @param description what it takes, and its layers
 * @throws RangeError that names the layer and field at fault. The functions throw one for inputs or parameters of another size.
 * @example
 * import { deepNetwork } from "@lazyrich/deep";
 * const layers = [{ layer: "dense", units: 8 }, { layer: "relu" }, { layer: "dense", units: 1, bias: false }];
 * const network = deepNetwork({ input: 3, layers });
 * network.layers.map(({ name, shape }) => `${name} ${shape.join(" x ")}`); // ["0.weight 8 x 3", "0.bias 8", "2.weight 1 x 8"]
 * network.parameterCount; // 40
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
      last = { plan: plan(network, { capacity: count, precision, build, ones, purpose: "evaluation" }), key };
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
      const all = { ...options, statistics: options.statistics ?? startStatistics() };
      addKernels(
        network,
        theta,
        inputs,
        all,
        layers.map(() => K),
        learningRates,
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
    ntkRows(theta, inputs, options = {}) {
      requireLength("theta", theta, parameterCount);
      return kernelRows(network, theta, inputs, {
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
