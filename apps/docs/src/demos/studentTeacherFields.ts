import type { Fields, Values } from "../demo.ts";

/** What a reader sets in the demo `studentTeacher`. */
export const studentTeacherFields = {
  tau: {
    kind: "number",
    label: "scale *τ*",
    name: "overall scale tau",
    min: 0.1,
    max: 2,
    step: 0.01,
    value: 0.1,
    scale: "log",
  },
  delta: { kind: "number", label: "*δ*", name: "conserved quantity delta", min: -1, max: 1, step: 0.05, value: 1 },
  time: {
    kind: "number",
    label: "time *t*",
    name: "time",
    min: 0.01,
    max: 1000,
    step: 0.025,
    value: 0,
    scale: "log",
    fromZero: true,
  },
  seed: {
    kind: "number",
    label: "task",
    name: "number of the random task",
    min: 1,
    max: 30,
    step: 1,
    whole: true,
    value: 18,
  },
  speed: {
    kind: "number",
    label: "speed",
    name: "speed of playing, in factors of ten of time per second",
    min: 0.1,
    max: 3,
    step: 0.01,
    value: 0.5,
    scale: "log",
  },
  regions: { kind: "toggle", label: "activation regions", name: "show the activation regions", value: true },
  trails: { kind: "toggle", label: "paths", name: "show the paths of the neurons", value: true },
} as const satisfies Fields;

/** 40 checkpoints for each factor of ten of time. */
export const checkpointCount = 201;

export type StudentTeacherValues = Values<typeof studentTeacherFields>;
