// Running on all cores

export {
  type RunSweepOptions,
  runSweep,
  type SweepFailure,
  type SweepOutcome,
  type SweepProgress,
} from "../sweep/runSweep.js";
export { openSweepFolder, readSweepSpec } from "../sweep/sweepFolder.js";
export { sweepIntoFolder } from "../sweep/sweepIntoFolder.js";
// Results

export { readSweep, type SweepTable, type TableFormat, tableFile, tableFormats } from "../sweep/sweepTable.js";
