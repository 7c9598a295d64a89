import type { Fields, Values } from "../demo.ts";

/** What a reader sets in the demo `neuronInTime`. */
export const neuronInTimeFields = {
  delta: {
    kind: "number",
    label: "*δ*",
    name: "conserved quantity delta",
    min: -4,
    max: 4,
    step: 0.05,
    value: -2,
  },
  scale: {
    kind: "number",
    label: "|*β*_0|",
    name: "length of beta 0, the function at the start",
    min: 0.001,
    max: 10,
    step: 0.01,
    value: 1,
    scale: "log",
  },
  angle: {
    kind: "number",
    label: "angle",
    name: "angle between beta 0 and the target",
    min: 0,
    max: 180,
    step: 1,
    value: 90,
    unit: "°",
  },
  etaA: {
    kind: "number",
    label: "*η*_a",
    name: "learning rate of the readout",
    min: 0.1,
    max: 10,
    step: 0.01,
    value: 1,
    scale: "log",
  },
  etaW: {
    kind: "number",
    label: "*η*_w",
    name: "learning rate of the weights",
    min: 0.1,
    max: 10,
    step: 0.01,
    value: 1,
    scale: "log",
  },
  lastTime: {
    kind: "number",
    label: "last *t*",
    name: "last time shown",
    min: 1,
    max: 10_000,
    step: 0.02,
    value: 50.1,
    scale: "log",
  },
  family: { kind: "toggle", label: "other *δ*", name: "show other values of delta", value: true },
  simulation: {
    kind: "toggle",
    label: "simulation",
    name: "show the simulation beside the exact solution",
    value: false,
  },
} as const satisfies Fields;

export type NeuronInTimeValues = Values<typeof neuronInTimeFields>;
