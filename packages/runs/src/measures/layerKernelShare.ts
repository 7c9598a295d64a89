import type { Matrix } from "@lazyrich/linalg";
import type { LayerMeasure } from "../measure.js";

export const layerKernelShare: LayerMeasure = {
  name: "layerKernelShare",
  summary: "of each layer, its share of the trace of the NTK matrix: which layer learns fastest",
  label: "share of the kernel’s trace",
  unit: "",
  scale: "linear",
  better: null,
  per: "layer",
  of({ layerKernels, learningRates }) {
    const traces = layerKernels.map((kernel, l) => learningRates[l]! * trace(kernel));
    const total = traces.reduce((sum, each) => sum + each, 0);
    return traces.map((each) => each / total);
  },
};

function trace({ rows, columns, data }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += data[i * columns + i]!;
  return sum;
}
