import { hammingDistance as distance } from "@lazyrich/metrics";
import type { RunMeasure } from "../measure.js";

export const hammingDistance: RunMeasure = {
  name: "hammingDistance",
  summary: "sum over hidden neurons of the share of training inputs on which the neuron's activity has changed",
  label: "Hamming distance",
  unit: "neurons",
  scale: "linear",
  better: null,
  per: "run",
  of(now, start) {
    const [patterns, before] = [now.activationPatterns, start.activationPatterns];
    if (patterns === null || before === null) return null;
    return patterns.reduce((sum, pattern, i) => sum + distance(pattern, before[i]!), 0);
  },
};
