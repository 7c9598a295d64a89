import { parameterDistance as distance } from "@lazyrich/metrics";
import type { LayerMeasure } from "../measure.js";

export const layerParameterDistance: LayerMeasure = {
  name: "layerParameterDistance",
  summary: "of each layer, the Euclidean distance of its parameters from the start",
  label: "parameter distance of a layer",
  unit: "",
  scale: "linear",
  better: null,
  per: "layer",
  of: (now, start) =>
    now.problem.model.layers.map(({ offset, shape }) => {
      const end = offset + shape.reduce((product, size) => product * size, 1);
      return distance(now.theta.subarray(offset, end), start.theta.subarray(offset, end));
    }),
};
