import { logSpaced } from "../drawing/axisScale.ts";
import { deltaFamily } from "../drawing/deltaFamily.ts";
import type { PlaneValues } from "./planeFields.ts";
import { type PlanePath, planePath } from "./planeSolution.ts";

/** The times that the chart of the loss shows. */
export const firstTime = 0.01;
export const lastTime = 100;
/** Enough for a smooth path. */
const times = logSpaced(firstTime / 10, 1000, 260);
const lossTimes = logSpaced(firstTime, lastTime, 160);
/** The other paths are thin, and there are seven of them. */
const timesOfOthers = logSpaced(firstTime / 10, 1000, 130);
const lossTimesOfOthers = logSpaced(firstTime, lastTime, 90);
/** The greatest number of points of a path. */
export const pathPoints = times.length;

/** What one balance of the layers does from the chosen start. */
export interface Balance {
  readonly delta: number;
  /** Its way in the plane. */
  readonly path: PlanePath;
  readonly lossTimes: Float64Array;
  /** Its loss at `lossTimes`, over that at the start. */
  readonly loss: Float64Array;
}

/** The bold path, of the chosen balance. */
export const chosenBalance = (values: PlaneValues): Balance => balanceOf(values, values.delta, times, lossTimes);

/** The thin paths, of the balances of the family, from the chosen start. */
export const familyOf = (values: PlaneValues): readonly Balance[] =>
  deltaFamily.map((delta) => balanceOf(values, delta, timesOfOthers, lossTimesOfOthers));

/** What the family depends on. */
export const problemOf = ({ inputs, inputAngle, start1, start2, target1, target2 }: PlaneValues): string =>
  JSON.stringify([inputs, inputAngle, start1, start2, target1, target2]);

function balanceOf(values: PlaneValues, delta: number, times: Float64Array, lossTimes: Float64Array): Balance {
  const initial = planePath(values, delta, Float64Array.of(0)).loss[0]! || 1;
  const loss = planePath(values, delta, lossTimes).loss.map((value) => value / initial);
  return { delta, path: planePath(values, delta, times), lossTimes, loss };
}
