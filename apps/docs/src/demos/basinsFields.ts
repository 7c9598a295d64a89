import type { Fields, Values } from "../demo.ts";
import { cameraFields } from "../space/cameraFields.ts";

/** What a reader sets in the demo `basins`. */
export const basinsFields = {
  delta: { kind: "number", label: "*δ*", name: "conserved quantity delta", min: -10, max: 2, step: 0.1, value: -2 },
  angle: {
    kind: "number",
    label: "angle *w*_0",
    name: "angle between the weights at the start and the target",
    min: -180,
    max: 180,
    step: 1,
    value: 128,
    unit: "°",
  },
  a0: { kind: "number", label: "*a*_0", name: "readout at the start", min: -1.6, max: 1.6, step: 0.05, value: 1.25 },
  surface: {
    kind: "toggle",
    label: "surface between the basins of every *δ*",
    name: "show the surface between the basins",
    value: true,
  },
  ...cameraFields(120, 24),
} as const satisfies Fields;

export type BasinsValues = Values<typeof basinsFields>;

/** The colours of the two basins, by day and by night. */
export const basinColors = {
  positive: { light: "#d3dcf2", dark: "#5b6c9c" },
  negative: { light: "#f6e7b4", dark: "#94803c" },
} as const;
