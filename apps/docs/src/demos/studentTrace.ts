import { logSpaced } from "../drawing/axisScale.ts";
import type { StudentRun } from "../simulation/studentRun.ts";
import { checkpointCount, studentTeacherFields } from "./studentTeacherFields.ts";

export const hiddenWidth = 50;
export const sampleCount = 20;
export const { min: firstTime, max: lastTime } = studentTeacherFields.time;
/** Time 0 and 40 for each factor of ten. */
export const checkpoints: Float64Array = Float64Array.of(0, ...logSpaced(firstTime, lastTime, checkpointCount));

/** Where every neuron stands at every checkpoint, |a| w, checkpoint after checkpoint; and how far the plane must reach. */
export function traced({ states }: StudentRun): { readonly places: Float64Array; readonly reach: number } {
  const places = new Float64Array(states.length * hiddenWidth * 2);
  let farthest = 0.1;
  states.forEach((theta, i) => {
    for (let k = 0; k < hiddenWidth; k++) {
      const size = Math.abs(theta[2 * hiddenWidth + k]!);
      const x = size * theta[2 * k]!;
      const y = size * theta[2 * k + 1]!;
      places.set([x, y], (i * hiddenWidth + k) * 2);
      farthest = Math.max(farthest, Math.hypot(x, y));
    }
  });
  return { places, reach: Math.ceil(farthest * 1.15 * 20) / 20 };
}

export interface TracedRun extends ReturnType<typeof traced> {
  readonly key: string;
  readonly result: StudentRun;
  readonly milliseconds: number;
}
