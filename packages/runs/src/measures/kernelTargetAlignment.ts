import { kernelTargetAlignment as alignment } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";

export const kernelTargetAlignment: RunMeasure = {
  name: "kernelTargetAlignment",
  summary: "how far the NTK matrix points along the targets, y K y/(|K| |y|^2); null for classes",
  label: "kernel–target alignment",
  unit: "",
  scale: "linear",
  better: "larger",
  per: "run",
  of: ({ problem: { task }, kernel }) => (task.classes === null ? alignment(kernel.data, task.Y.data) : null),
};
