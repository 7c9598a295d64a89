import type { Demo, Fields, LegendEntry, Values } from "../demo.ts";

export const fields = {
  delta: { kind: "number", label: "*δ*", name: "conserved quantity delta", min: -4, max: 4, step: 0.05, value: -2 },
  scale: {
    kind: "number",
    label: "|*β*_0|",
    name: "length of beta 0, the function at the start",
    min: 0.01,
    max: 10,
    step: 0.01,
    value: 0.3,
    scale: "log",
  },
  angle: {
    kind: "number",
    label: "angle",
    name: "angle between beta 0 and the target",
    min: 0,
    max: 175,
    step: 1,
    value: 90,
    unit: "°",
  },
} as const satisfies Fields;

export type RegimeMapValues = Values<typeof fields>;

const legend: readonly LegendEntry[] = [
  { mark: "map", label: "kernel distance *S*(0, ∞), 0 to 0.9" },
  { mark: "ring", label: "the chosen start" },
];

/** How far the kernel moves in the end, for every scale and balance of the start. */
export const regimeMap: Demo<typeof fields> = {
  id: "regime-map",
  title: "Lazy or rich: how far the kernel of one neuron moves",
  fields,
  legend,
  readouts: ["regime", "*S*(0, ∞)", "*t* to a tenth of the loss"],
  aspect: { wide: 1.75, narrow: 0.6 },
  load: async () => (await import("./regimeMapDrawing.ts")).regimeMapDrawing,
};
