import { logSpaced } from "../drawing/axisScale.ts";
import type { BasinsValues } from "./basinsFields.ts";

export const betaStar = [1, 0.25] as const;
/** When the exact trajectory is drawn in space, and in the charts. */
export const spaceTimes: Float64Array = Float64Array.of(0, ...logSpaced(0.002, 2000, 200));
export const firstTime = 0.01;
export const lastTime = 300;
export const chartTimes: Float64Array = logSpaced(firstTime, lastTime, 180);

/** The start that the sliders describe: on the level set, its readout no nearer to 0 than the level set's tips. */
export function startOf({ delta, angle, a0 }: Pick<BasinsValues, "delta" | "angle" | "a0">): {
  a0: number;
  w0: [number, number];
} {
  const a = delta > 0 ? (a0 < 0 ? -1 : 1) * Math.max(Math.abs(a0), Math.sqrt(delta)) : a0;
  const radius = Math.sqrt(Math.max(0, a ** 2 - delta));
  const turn = Math.atan2(betaStar[1], betaStar[0]) + (angle * Math.PI) / 180;
  return { a0: a, w0: [radius * Math.cos(turn), radius * Math.sin(turn)] };
}
