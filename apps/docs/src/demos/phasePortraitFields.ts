import type { Fields, Values } from "../demo.ts";

/** Half powers of ten, as on the slider. */
export const checkpoints = [100, 316, 1000, 3162, 10_000, 31_623, 100_000] as const;

/** The place of the last checkpoint up to a number of steps. */
export const checkpointAt = (steps: number): number =>
  Math.max(
    0,
    checkpoints.findLastIndex((each) => each <= steps * 1.01),
  );

/** What a reader sets in the demo `phasePortrait`. */
export const phasePortraitFields = {
  steps: {
    kind: "number",
    label: "steps",
    name: "number of steps",
    min: 100,
    max: 100_000,
    step: 0.5,
    value: 100,
    scale: "log",
  },
  side: { kind: "number", label: "cells", name: "cells to a side", min: 5, max: 17, step: 2, whole: true, value: 9 },
  d: {
    kind: "number",
    label: "inputs *d*",
    name: "dimension of the inputs",
    min: 2,
    max: 100,
    step: 1,
    whole: true,
    value: 20,
  },
  h: {
    kind: "number",
    label: "hidden *h*",
    name: "number of hidden neurons",
    min: 10,
    max: 60,
    step: 2,
    whole: true,
    value: 30,
  },
  n: {
    kind: "number",
    label: "samples *n*",
    name: "number of training inputs",
    min: 20,
    max: 500,
    step: 10,
    whole: true,
    value: 150,
  },
  seed: {
    kind: "number",
    label: "task",
    name: "number of the random task",
    min: 1,
    max: 30,
    step: 1,
    whole: true,
    value: 1,
  },
  quantity: {
    kind: "choice",
    label: "quantity",
    name: "quantity shown",
    options: {
      kernelDistance: "kernel distance",
      hammingDistance: "Hamming distance",
      parameterDistance: "parameter distance",
      generalizationError: "test loss",
      trainLoss: "train loss",
    },
    value: "kernelDistance",
  },
  tau: {
    kind: "number",
    label: "*τ*",
    name: "scale of the chosen start",
    min: 0.1,
    max: 2,
    step: 0.01,
    value: 0.3,
    scale: "log",
    place: "drawing",
  },
  delta: {
    kind: "number",
    label: "*δ*",
    name: "delta of the chosen start",
    min: -1,
    max: 1,
    step: 0.05,
    value: 0.5,
    place: "drawing",
  },
} as const satisfies Fields;

export type PhasePortraitValues = Values<typeof phasePortraitFields>;
