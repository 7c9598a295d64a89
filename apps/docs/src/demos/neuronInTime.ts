import type { Demo } from "../demo.ts";
import { deltaLegend } from "../drawing/deltaFamily.ts";
import { neuronInTimeFields } from "./neuronInTimeFields.ts";

/** Magnitude, alignment and kernel distance of one neuron in time. */
export const neuronInTime: Demo<typeof neuronInTimeFields> = {
  id: "neuron-in-time",
  title: "Magnitude, alignment and kernel of one neuron in time",
  fields: neuronInTimeFields,
  legend: [...deltaLegend, { mark: "thick", label: "the chosen *δ*" }, { mark: "dashed", label: "simulation" }],
  readouts: ["*μ*", "*φ*", "*S*(0, *t*)", "exact − simulated"],
  aspect: { wide: 2.75, narrow: 0.52 },
  load: async () => (await import("./neuronInTimeDrawing.ts")).neuronInTimeDrawing,
};
