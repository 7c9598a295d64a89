import type { Fields, Values } from "../demo.ts";

/** What a reader sets in the demo `regimeMap`. */
export const regimeMapFields = {
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

export type RegimeMapValues = Values<typeof regimeMapFields>;
