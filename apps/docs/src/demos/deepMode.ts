import type { Demo, Fields, LegendEntry, Values } from "../demo.ts";

const fields = {
  depth: {
    kind: "number",
    label: "depth *N*",
    name: "number of layers; 17 stands for infinitely many",
    min: 1,
    max: 17,
    step: 1,
    value: 4,
  },
  start: {
    kind: "number",
    label: "start *u*_0",
    name: "size of the mode at the start",
    min: 0.001,
    max: 0.4,
    step: 0.01,
    value: 0.0501,
    scale: "log",
  },
  target: {
    kind: "number",
    label: "target *s*",
    name: "size of the mode in the target",
    min: 1,
    max: 3,
    step: 0.05,
    value: 1,
  },
} as const satisfies Fields;

export type DeepModeValues = Values<typeof fields>;

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "the chosen depth", color: "var(--vp-c-brand-1)" },
  { mark: "line", label: "*N* = 1, 2, 3, 4, 8, ∞, the later the deeper", color: "var(--demo-neutral)" },
  { mark: "dotted", label: "the target, and half of it" },
];

/** How depth delays a mode of a linear network and makes its learning sudden. */
export const deepModeDemo: Demo<typeof fields> = {
  id: "deep-mode",
  title: "A mode of a deep linear network",
  fields,
  legend,
  readouts: ["*N*", "time to *s*/2", "from *s*/10 to 9*s*/10"],
  aspect: { wide: 2.75, narrow: 0.52 },
  load: async () => (await import("./deepModeDrawing.ts")).deepModeDrawing,
};
