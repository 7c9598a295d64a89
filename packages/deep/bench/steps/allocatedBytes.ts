import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Steps that are counted together, few enough that nothing is collected meanwhile. */
const STEPS = 1000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

export interface Allocated {
  /** Bytes of the heap that a step takes, before anything is collected. */
  readonly aStep: number;
  /** Bytes of the heap, and of buffers outside of it, that 1000 steps leave behind once garbage is collected. */
  readonly kept: number;
  readonly buffers: number;
}

/** Of a step that has been compiled: the smaller of two counts, since what the compiler keeps is counted too. */
export function allocatedBytes(step: () => void): Allocated {
  const [one, other] = [ofSteps(step), ofSteps(step)];
  return one.aStep < other.aStep ? one : other;
}

function ofSteps(step: () => void): Allocated {
  collect();
  const before = process.memoryUsage();
  for (let k = 0; k < STEPS; k++) step();
  const after = process.memoryUsage();
  collect();
  const end = process.memoryUsage();
  return {
    aStep: (after.heapUsed - before.heapUsed) / STEPS,
    kept: end.heapUsed - before.heapUsed,
    buffers: end.arrayBuffers - before.arrayBuffers,
  };
}
