// Specs and their cells

export { type CellComputer, type CellResult, cellComputer } from "./cellComputer.js";
// Running
export {
  type RunSweepOptions,
  runSweep,
  type SweepFailure,
  type SweepOutcome,
  type SweepProgress,
} from "./runSweep.js";
export { cellsOfShard, parseShard, type Shard } from "./shard.js";
export { type SweepCell, sweepCells } from "./sweepCells.js";
export { openSweepFolder, readSweepSpec } from "./sweepFolder.js";
export { sweepIntoFolder } from "./sweepIntoFolder.js";
export {
  type AxisName,
  axisNames,
  type CellParameters,
  parseSweepSpec,
  type Range,
  type SweepSpec,
} from "./sweepSpec.js";
// Results
export { readSweep, type SweepTable, type TableFormat, tableFile, tableFormats } from "./sweepTable.js";
