import { parameterDistance as distance } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";

export const parameterDistance: RunMeasure = {
  name: "parameterDistance",
  summary: "the Euclidean distance of the parameters from the start",
  label: "parameter distance",
  unit: "",
  scale: "linear",
  better: null,
  per: "run",
  of: (now, start) => distance(now.theta, start.theta),
};
