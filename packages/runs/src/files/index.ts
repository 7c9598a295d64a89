// Sweeps kept in a folder

export type { ComputeCell } from "./cellComputer.js";
export type { FailedCell } from "./failedCells.js";
// Modules of one's own, and where results come from
export { loadLists } from "./loadLists.js";
export { planSweep } from "./planSweep.js";
export { provenanceOf } from "./program.js";
export { readFilesIn } from "./readFilesIn.js";
export { readSweep, type SweepResult } from "./readSweep.js";
export { prepareSweep, type RunSweepOptions, runSweep } from "./runSweep.js";
export { parseShard, type Shard } from "./shard.js";
export { sweepIntoFolder } from "./sweepIntoFolder.js";
export type { OtherCells, SweepPlan } from "./sweepPlan.js";
export { type SweepStatus, sweepStatus } from "./sweepStatus.js";
export type { SweepFailure, SweepOutcome, SweepProgress } from "./sweepTally.js";
