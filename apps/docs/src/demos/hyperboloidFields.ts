import type { Fields, Values } from "../demo.ts";
import { cameraFields } from "../space/cameraFields.ts";

/** What a reader sets in the demo `hyperboloid`. */
export const hyperboloidFields = {
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
  ...cameraFields(-40, 28),
} as const satisfies Fields;

export type HyperboloidValues = Values<typeof hyperboloidFields>;
