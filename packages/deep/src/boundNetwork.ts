import type { Numbers } from "@lazyrich/networks";
import type { BoundDeepNetwork, DeepData, DeepNetwork } from "./deepModel.js";
import { inputTable } from "./inputTable.js";
import type { Outline } from "./outline.js";
import { type Plan, plan } from "./plan.js";
import { requireLength } from "./requireLength.js";
import { targetTable } from "./targetTable.js";

/** Inputs of one pass: a larger batch is cut, except where BatchNorm needs all of it. */
const CHUNK = 512;

/** @throws RangeError if X, Y and the network do not fit together, a label is out of range, or there are no inputs. */
export function bindNetwork(
  model: DeepNetwork,
  network: Outline,
  { X, Y, loss, build, precision = "float32" }: DeepData,
): BoundDeepNetwork {
  if (X.rows === 0) throw new RangeError("X has 0 rows; expected at least one input");
  const c = model.outputDimension;
  const inputs = inputTable(network.input, X, "X", precision);
  const targets = targetTable(loss, X.rows, c, Y);
  const statistics = model.startStatistics();
  const isWhole = network.statisticsCount > 0 || !targets.isFused;
  let current: Plan | undefined;

  /** Buffers grow with the largest batch so far. */
  const planFor = (count: number): Plan => {
    const capacity = isWhole ? count : Math.min(count, CHUNK);
    if (!current || current.capacity < capacity) {
      current = plan(network, { capacity, precision, build, ones: inputs.ones });
    }
    return current;
  };
  const trainingPass = (
    theta: ArrayLike<number>,
    rows: ArrayLike<number> | undefined,
    out: Numbers | undefined,
  ): number => {
    requireLength("theta", theta, model.parameterCount);
    const total = rows ? rows.length : X.rows;
    if (total === 0) throw new RangeError("rows has length 0; expected at least one input of a batch");
    const laidOut = planFor(total);
    laidOut.setStatistics(statistics);
    laidOut.setParameters(theta);
    if (out) laidOut.clearGradient();
    let sum = 0;
    for (let first = 0; first < total; first += laidOut.capacity) {
      const count = Math.min(laidOut.capacity, total - first);
      inputs.load(laidOut, rows, first, count);
      targets.load(laidOut, rows, first, count);
      laidOut.forward(count, true);
      sum += targets.evaluate(laidOut, count, total, out !== undefined);
      if (out) laidOut.addGradient();
    }
    if (out) out.set(laidOut.gradient);
    return sum;
  };
  const evaluate = (theta: ArrayLike<number>, rows: ArrayLike<number> | undefined, out: Numbers): void => {
    requireLength("theta", theta, model.parameterCount);
    const total = rows ? rows.length : X.rows;
    requireLength("out", out, total * c);
    const laidOut = planFor(Math.min(total, CHUNK));
    laidOut.setStatistics(statistics);
    laidOut.setParameters(theta);
    for (let first = 0; first < total; first += laidOut.capacity) {
      const count = Math.min(laidOut.capacity, total - first);
      inputs.load(laidOut, rows, first, count);
      laidOut.forward(count, false);
      for (let k = 0; k < count * c; k++) out[first * c + k] = laidOut.outputs[k]!;
    }
  };
  return {
    model,
    X,
    Y,
    loss,
    statistics,
    get bytes() {
      return current?.bytes ?? 0;
    },
    value: (theta, out, rows) => evaluate(theta, rows, out),
    lossAt: (theta) => trainingPass(theta, undefined, undefined),
    gradient(theta, out) {
      requireLength("out", out, model.parameterCount);
      trainingPass(theta, undefined, out);
    },
    lossAndGradient(theta, out, rows) {
      requireLength("out", out, model.parameterCount);
      const value = trainingPass(theta, rows, out);
      current?.getStatistics(statistics);
      return value;
    },
    ntkMatrix: (theta, options = {}) => model.ntkMatrix(theta, X, { ...options, build, precision, statistics }),
    ntkByLayer: (theta) => model.ntkByLayer(theta, X, { build, precision, statistics }),
    activationPatterns: (theta) => model.activationPatterns(theta, X, { build, precision, statistics }),
  };
}
