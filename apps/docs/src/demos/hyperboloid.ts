import type { Demo, Fields, LegendEntry, Values } from "../demo.ts";

export const fields = {
  delta: { kind: "number", label: "*δ*", name: "conserved quantity delta", min: -4, max: 4, step: 0.05, value: -2 },
  angle: {
    kind: "number",
    label: "angle *β*_0",
    name: "angle between beta 0 and the target",
    min: -180,
    max: 180,
    step: 1,
    value: 90,
    unit: "°",
  },
  length: { kind: "number", label: "|*β*_0|", name: "length of beta 0", min: 0.1, max: 2, step: 0.05, value: 1 },
  time: { kind: "number", label: "time *t*", name: "time", min: 0.01, max: 100, step: 0.01, value: 1, scale: "log" },
  simulation: {
    kind: "toggle",
    label: "simulation",
    name: "show the simulation beside the exact solution",
    value: false,
  },
} as const satisfies Fields;

export type HyperboloidValues = Values<typeof fields>;

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
export const hyperboloid: Demo<typeof fields> = {
  id: "hyperboloid",
  title: "Where the conserved quantity lets a neuron go",
  fields,
  legend,
  readouts: ["*a*(*t*)", "*w*(*t*)", "loss", "exact − simulated"],
  aspect: { wide: 1.55, narrow: 0.95 },
  load: async () => (await import("./hyperboloidDrawing.ts")).hyperboloidDrawing,
};
