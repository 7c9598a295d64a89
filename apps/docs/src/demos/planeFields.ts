import type { Fields, NumberField, Values } from "../demo.ts";

/** The square of functions that the plane shows. */
export const planeExtent = [-1.6, 1.6] as const;

const coordinate = (name: string, value: number): NumberField => ({
  kind: "number",
  label: name,
  name,
  min: -1.5,
  max: 1.5,
  step: 0.01,
  value,
  place: "drawing",
});

/** Where a demo of the plane of functions starts. */
export interface PlaneStart {
  readonly inputs: "whitened" | "one";
  readonly beta0: readonly [number, number];
  readonly betaStar: readonly [number, number];
}

/** The fields of the demos that show the plane of functions. */
export const planeFields = ({ inputs, beta0, betaStar }: PlaneStart) =>
  ({
    delta: { kind: "number", label: "*δ*", name: "conserved quantity delta", min: -4, max: 4, step: 0.05, value: -2 },
    time: { kind: "number", label: "time *t*", name: "time", min: 0.01, max: 100, step: 0.01, value: 1, scale: "log" },
    inputAngle: {
      kind: "number",
      label: "angle *x*",
      name: "angle of the one input",
      min: -90,
      max: 90,
      step: 1,
      value: 63,
      unit: "°",
      appliesTo: { values: { inputs: "one" }, why: "Choose one input to turn it." },
    },
    inputs: {
      kind: "choice",
      label: "inputs",
      name: "inputs",
      options: { whitened: "whitened inputs", one: "one input" },
      value: inputs,
    },
    kernel: { kind: "toggle", label: "kernel as an ellipse", name: "show the kernel as an ellipse", value: true },
    objective: {
      kind: "toggle",
      label: "what the end minimises",
      name: "show contours of what the end minimises, on one input",
      value: inputs === "one",
    },
    limits: { kind: "toggle", label: "*δ* → ±∞", name: "show the limits of large delta", value: true },
    start1: coordinate("first entry of beta 0", beta0[0]),
    start2: coordinate("second entry of beta 0", beta0[1]),
    target1: coordinate("first entry of the target", betaStar[0]),
    target2: coordinate("second entry of the target", betaStar[1]),
  }) as const satisfies Fields;

export type PlaneValues = Values<ReturnType<typeof planeFields>>;
