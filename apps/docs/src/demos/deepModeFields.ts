import type { Fields, Values } from "../demo.ts";

/** What a reader sets in the demo `deepMode`. */
export const deepModeFields = {
  depth: {
    kind: "number",
    label: "depth *N*",
    name: "number of layers; 17 stands for infinitely many",
    min: 1,
    max: 17,
    step: 1,
    whole: true,
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

export type DeepModeValues = Values<typeof deepModeFields>;
