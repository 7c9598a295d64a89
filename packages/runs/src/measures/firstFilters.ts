import type { FilterMeasure } from "../measure.js";
import { residual } from "../models/residual.js";

export const firstFilters: FilterMeasure = {
  name: "firstFilters",
  summary: "the filters of the first layer, pixel by pixel, in a table of their own; nothing without a convolution",
  label: "weight",
  unit: "",
  scale: "linear",
  better: null,
  per: "pixel",
  example: { ...residual.example, measures: ["trainLoss", "firstFilters"] },
  of({ problem: { model }, theta }) {
    const [first] = model.layers;
    if (first?.shape.length !== 4) return null;
    const size = first.shape.reduce((product, side) => product * side, 1);
    return { shape: first.shape, values: Array.from(theta.subarray(first.offset, first.offset + size)) };
  },
};
