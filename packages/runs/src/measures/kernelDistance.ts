import { kernelDistance as distance } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";

export const kernelDistance: RunMeasure = {
  name: "kernelDistance",
  summary: "of the NTK matrices on the training inputs, now and at the start",
  label: "kernel distance *S*",
  unit: "",
  scale: "linear",
  better: null,
  per: "run",
  // parameters that have grown out of bounds may still be numbers where their squares are not
  of: (now, start) =>
    now.kernel.data.every(Number.isFinite) ? distance(start.kernel.data, now.kernel.data) : Number.NaN,
};
