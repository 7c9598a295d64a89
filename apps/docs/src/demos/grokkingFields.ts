import type { Fields, Values } from "../demo.ts";

/** What a reader sets in the demo `grokking`. */
export const grokkingFields = {
  alpha: {
    kind: "number",
    label: "*α*",
    name: "alpha, by which the embeddings of the second network are divided",
    min: 0.1,
    max: 30,
    step: 0.05,
    value: 10,
    scale: "log",
  },
  weightDecay: {
    kind: "number",
    label: "decay",
    name: "weight decay",
    min: 0.1,
    max: 2,
    step: 0.05,
    value: 0.3,
    scale: "log",
  },
  seed: {
    kind: "number",
    label: "seed",
    name: "number of start and equations",
    min: 0,
    max: 30,
    step: 1,
    whole: true,
    value: 4,
  },
} as const satisfies Fields;

export type GrokkingValues = Values<typeof grokkingFields>;
