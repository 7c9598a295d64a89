import type { LayerKind, Node, Place } from "../layerKind.js";

/**
 * BatchNorm of the channels of an image or of a vector's entries: by the mean and variance of the batch in training, by the
 * running ones in evaluation, where kernels are taken too. The running variance is the unbiased one, as in PyTorch.
 *
 * @see Ioffe and Szegedy 2015
 */
export const batchNorm: LayerKind = {
  layer: "batch-norm",
  read(fields, input) {
    const shape = fields.require(input, "vector", "image");
    const channels = shape.of === "image" ? shape.channels : shape.width;
    const epsilon = fields.finiteNumber("epsilon", 1e-5);
    const momentum = fields.finiteNumber("momentum", 0.1);
    const fans = { shape: [channels], fanIn: 1, fanOut: 1 };
    return {
      kind: "batch-norm",
      output: input,
      parameters: [
        { name: "weight", role: "gain", ...fans },
        { name: "bias", role: "shift", ...fans },
      ],
      statistics: [
        { name: "running_mean", shape: [channels], start: 0 },
        { name: "running_var", shape: [channels], start: 1 },
      ],
      isRowwise: false,
      needsEveryRow: true,
      normalizes: true,
      keptOfInput: (kept) => kept,
      node: (place) => batchNormNode(place, channels, epsilon, momentum),
    };
  },
};

function batchNormNode(place: Place, channels: number, epsilon: number, momentum: number): Node {
  const { machine, batch, input, output, parameters, statistics, capacity, kernelOutputs: c, contraction } = place;
  const { kernels, size } = machine;
  const [gain, shift] = parameters as [Place["parameters"][0], Place["parameters"][0]];
  const [runningMeans, runningVariances] = statistics as [number, number];
  const [means, variances, inverses] = [0, 0, 0].map(() => machine.moments(channels)) as [number, number, number];
  const [ofShift, ofGain] = [0, 0].map(() => machine.moments(channels)) as [number, number];
  const [gainJacobian, shiftJacobian] = [0, 0].map(() => {
    return c > 0 ? machine.numbers(capacity * c * channels) : 0;
  }) as [number, number];
  const pixels = output.width / channels;

  const measure = (rows: number): void => {
    const { moments } = machine.memory;
    if (batch.isTraining) kernels.columnMoments(rows, channels, input.value, means, variances);
    for (let j = 0; j < channels; j++) {
      if (!batch.isTraining) {
        moments[means / 8 + j] = moments[runningMeans / 8 + j]!;
        moments[variances / 8 + j] = moments[runningVariances / 8 + j]!;
      } else {
        const unbiased = (moments[variances / 8 + j]! * rows) / Math.max(1, rows - 1);
        moments[runningMeans / 8 + j]! += momentum * (moments[means / 8 + j]! - moments[runningMeans / 8 + j]!);
        moments[runningVariances / 8 + j]! += momentum * (unbiased - moments[runningVariances / 8 + j]!);
      }
      moments[inverses / 8 + j] = 1 / Math.sqrt(moments[variances / 8 + j]! + epsilon);
    }
  };
  return {
    forward() {
      const rows = output.rows * pixels;
      measure(rows);
      kernels.batchNorm(rows, channels, input.value, means, inverses, gain.value, shift.value, output.value);
    },
    addGradient() {
      const { numbers, moments } = machine.memory;
      kernels.batchNormSums(
        output.rows * pixels,
        channels,
        input.value,
        means,
        inverses,
        output.slope,
        ofShift,
        ofGain,
      );
      for (let j = 0; j < channels; j++) {
        numbers[gain.gradient / size + j]! += moments[ofGain / 8 + j]!;
        numbers[shift.gradient / size + j]! += moments[ofShift / 8 + j]!;
      }
    },
    backward() {
      const rows = output.rows * pixels;
      const share = batch.isTraining ? 1 / rows : 0;
      kernels.batchNormBackward(
        rows,
        channels,
        input.value,
        means,
        inverses,
        gain.value,
        output.slope,
        ofShift,
        ofGain,
        share,
        input.slope,
      );
    },
    keepSlope(a) {
      const { numbers, moments } = machine.memory;
      for (let i = 0; i < batch.count; i++) {
        const row = (i * c + a) * channels;
        for (let j = 0; j < channels; j++) {
          const [mean, inverse] = [moments[means / 8 + j]!, moments[inverses / 8 + j]!];
          let [sum, product] = [0, 0];
          for (let pixel = 0, k = i * output.width + j; pixel < pixels; pixel++, k += channels) {
            const d = numbers[output.slope / size + k]!;
            sum += d;
            product += d * (numbers[input.value / size + k]! - mean) * inverse;
          }
          numbers[shiftJacobian / size + row + j] = sum;
          numbers[gainJacobian / size + row + j] = product;
        }
      }
    },
    addKernel(rowsOf) {
      contraction.addJacobian(gainJacobian, channels, 1, rowsOf(gain.block));
      contraction.addJacobian(shiftJacobian, channels, 1, rowsOf(shift.block));
    },
  };
}
