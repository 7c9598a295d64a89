import type { Matrix } from "@lazyrich/linalg";
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
  of: (now, start) => (hasFiniteDiagonal(now.kernel) ? distance(start.kernel.data, now.kernel.data) : Number.NaN),
};

/** Enough for all of a kernel to be finite: by Cauchy and Schwarz no entry is larger than those of the diagonal. */
function hasFiniteDiagonal({ rows, data }: Matrix): boolean {
  for (let i = 0; i < rows; i++) if (!Number.isFinite(data[i * rows + i])) return false;
  return true;
}
