import type { Fields, NumberField, Values } from "../demo.ts";

const size = (label: string, name: string, value: number): NumberField => ({
  kind: "number",
  label,
  name,
  min: 1,
  max: 6,
  step: 1,
  whole: true,
  value,
});

/** What a reader sets in the demo `linearNetwork`. */
export const linearNetworkFields = {
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
  seed: {
    kind: "number",
    label: "start",
    name: "number of the random start",
    min: 1,
    max: 30,
    step: 1,
    whole: true,
    value: 1,
  },
} as const satisfies Fields;

export type LinearNetworkValues = Values<typeof linearNetworkFields>;
