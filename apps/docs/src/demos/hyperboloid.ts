import type { Demo, LegendEntry } from "../demo.ts";
import { hyperboloidFields } from "./hyperboloidFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "ramp", label: "loss, 0.01 to 10" },
  { mark: "line", label: "minima: *a* *w* = *β*_∗", color: "var(--demo-minima)" },
  { mark: "line", label: "the same function: *a* *w* = *β*_0", color: "var(--demo-neutral)" },
  { mark: "thick", label: "exact trajectory" },
  { mark: "dashed", label: "simulation" },
  { mark: "ring", label: "at time *t*" },
  { mark: "dot", label: "saddle" },
];

/** The level set that the conserved quantity keeps a neuron on. */
export const hyperboloid: Demo<typeof hyperboloidFields> = {
  id: "hyperboloid",
  title: "Where the conserved quantity lets a neuron go",
  fields: hyperboloidFields,
  legend,
  readouts: ["*a*(*t*)", "*w*(*t*)", "loss", "exact − simulated"],
  aspect: { wide: 1.55, narrow: 0.95 },
  load: async () => (await import("./hyperboloidDrawing.ts")).hyperboloidDrawing,
};
