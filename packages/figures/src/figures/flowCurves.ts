import { type Curve3, type Point3, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import { ink } from "./palette.js";

/** The point (w1, w2, a) of a row whose columns end in "Simulated", "Exact" or nothing. */
export const pointOf = (row: Row, ending: "Simulated" | "Exact" | "" = ""): Point3 => [
  Number(row[`w1${ending}`]),
  Number(row[`w2${ending}`]),
  Number(row[`a${ending}`]),
];

/** A trajectory in space: simulation thick in its colour with an arrow, exact solution thin and dashed over it. */
export const flowCurves = (rows: readonly Row[], stroke: string): Curve3[] => [
  { points: rows.map((row) => pointOf(row, "Simulated")), stroke, strokeWidth: strokes.simulation, arrows: [0.55] },
  {
    points: rows.map((row) => pointOf(row, "Exact")),
    stroke: ink,
    strokeWidth: strokes.exact,
    dash: strokes.exactDash,
    showHidden: false,
  },
];
