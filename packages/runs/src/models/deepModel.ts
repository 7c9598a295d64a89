import {
  type BoundDeepNetwork,
  type DeepData,
  type DeepNetwork,
  deepNetwork,
  type LayerDescription,
  type Precision,
} from "@lazyrich/deep";
import type { Matrix } from "@lazyrich/linalg";
import type { BoundModel, Model } from "@lazyrich/networks";
import { type ValueField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";

/** In which numbers a deep network computes. */
export const precisionField: ValueField<Precision> = valueField(
  'of loss, gradient and outputs, "float64" or, in half the time, "float32"',
  z.enum(["float64", "float32"]),
  { default: "float64" },
);

/** Training inputs that BatchNorm's means and variances are taken of where a state is looked at. */
const MEASURED_INPUTS = 512;

/** The running statistics with which a state is looked at. */
type StatisticsAt = (theta: ArrayLike<number>) => Float64Array;

/**
 * A deep network as runs know it, which computes in numbers of this precision. With BatchNorm a state is looked at with the means and variances
 * that the first 512 training inputs have there, so that it depends on the parameters alone and not on the way that led to them.
 */
export function deepModel(network: DeepNetwork, precision: Precision): Model {
  if (network.statistics.length > 0) {
    const start = network.startStatistics();
    return normalizedModel(
      network,
      precision,
      () => start,
      (data) => measuredStatistics(network, data),
    );
  }
  const model: Model = {
    ...network,
    value: (theta, inputs, out) => network.value(theta, inputs, out, { precision }),
    bind: (data) => ({ ...network.bind({ ...data, precision }), model }),
  };
  return model;
}

/** A network with BatchNorm; `statisticsOf` says what it normalises with once it is bound to data. */
function normalizedModel(
  network: DeepNetwork,
  precision: Precision,
  statisticsAt: StatisticsAt,
  statisticsOf: (data: DeepData) => StatisticsAt,
): Model {
  return {
    ...network,
    value: (theta, inputs, out) => network.value(theta, inputs, out, { precision, statistics: statisticsAt(theta) }),
    ntkMatrix: (theta, inputs, options) =>
      network.ntkMatrix(theta, inputs, { ...options, statistics: statisticsAt(theta) }),
    ntkByLayer: (theta, inputs) => network.ntkByLayer(theta, inputs, { statistics: statisticsAt(theta) }),
    activationPatterns: (theta, inputs) =>
      network.activationPatterns(theta, inputs, { statistics: statisticsAt(theta) }),
    bind(data) {
      const ofData = statisticsOf({ ...data, precision });
      const model = normalizedModel(network, precision, ofData, () => ofData);
      return boundModel(network.bind({ ...data, precision }), model, ofData);
    },
  };
}

function boundModel(bound: BoundDeepNetwork, model: Model, statisticsAt: StatisticsAt): BoundModel {
  const at = (theta: ArrayLike<number>): BoundDeepNetwork => {
    bound.statistics.set(statisticsAt(theta));
    return bound;
  };
  return {
    ...{ model, X: bound.X, Y: bound.Y, loss: bound.loss },
    lossAt: bound.lossAt,
    gradient: bound.gradient,
    lossAndGradient: bound.lossAndGradient,
    value: (theta, out) => at(theta).value(theta, out),
    ntkMatrix: (theta, options) => at(theta).ntkMatrix(theta, options),
    activationPatterns: (theta) => at(theta).activationPatterns(theta),
  };
}

/** The means and variances of the first inputs: those of one training pass whose momentum forgets all before. */
function measuredStatistics(network: DeepNetwork, data: DeepData): StatisticsAt {
  const { input, layers } = network.description;
  const forgetting = deepNetwork({ input, layers: layers.map(withMomentum1) });
  const [X, Y] = [data.X, data.Y].map((each) => first(each, MEASURED_INPUTS)) as [Matrix, Matrix];
  const bound = forgetting.bind({ ...data, X, Y });
  const gradient = new Float64Array(network.parameterCount);
  return (theta) => {
    bound.lossAndGradient(theta, gradient);
    return bound.statistics;
  };
}

const first = ({ rows, columns, data }: Matrix, count: number): Matrix => ({
  ...{ rows: Math.min(rows, count), columns },
  data: data.slice(0, Math.min(rows, count) * columns),
});

function withMomentum1(layer: LayerDescription): LayerDescription {
  if (layer.layer === "batch-norm") return { ...layer, momentum: 1 };
  const { layers } = layer;
  return Array.isArray(layers) ? { ...layer, layers: layers.map(withMomentum1) } : layer;
}
