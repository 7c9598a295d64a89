// Specs and their cells

export { type CellComputer, type CellResult, cellComputer } from "./cellComputer.js";
export { cellsOfShard, parseShard, type Shard } from "./shard.js";
export { type SweepCell, sweepCells } from "./sweepCells.js";
export {
  type AxisName,
  axisNames,
  type CellParameters,
  parseSweepSpec,
  type Range,
  type SweepSpec,
} from "./sweepSpec.js";
// Running in this thread

export { sweepInThread } from "./sweepInThread.js";
export type { SweepRunner } from "./sweepRunner.js";
