import type { Demo, Fields, LegendEntry, NumberField, Values } from "../demo.ts";

const size = (label: string, name: string, value: number): NumberField => ({
  kind: "number",
  label,
  name,
  min: 1,
  max: 6,
  step: 1,
  value,
});

const fields = {
  delta: { kind: "number", label: "*δ*", name: "conserved quantity delta", min: -4, max: 4, step: 0.05, value: 0.4 },
  tau: {
    kind: "number",
    label: "scale *τ*",
    name: "overall scale of the start",
    min: 0.01,
    max: 2,
    step: 0.01,
    value: 0.1,
    scale: "log",
  },
  d: size("inputs *d*", "number of inputs", 5),
  h: size("hidden *h*", "number of hidden neurons", 4),
  c: size("outputs *c*", "number of outputs", 4),
  seed: { kind: "number", label: "start", name: "number of the random start", min: 1, max: 30, step: 1, value: 1 },
} as const satisfies Fields;

export type LinearNetworkValues = Values<typeof fields>;

const legend: readonly LegendEntry[] = [
  { mark: "thick", label: "singular values of *β*" },
  { mark: "dashed", label: "those of the target" },
  { mark: "thick", label: "entropy *q*_δ", color: "var(--vp-c-text-2)" },
  { mark: "dotted", label: "|*x*| and *x*^2" },
];

/** Singular values and kernel of a two-layer linear network in time, and the potential between l1 and l2. */
export const linearNetwork: Demo<typeof fields> = {
  id: "linear-network",
  title: "A wide linear network: singular values, kernel and entropy",
  fields,
  legend,
  readouts: ["regime", "loss", "*S*(0, ∞)", "largest *σ*"],
  aspect: { wide: 2.75, narrow: 0.52 },
  load: async () => (await import("./linearNetworkDrawing.ts")).linearNetworkDrawing,
};
