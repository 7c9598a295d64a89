import { filterRun } from "./filterRun.ts";
import { showFrames } from "./showFrames.ts";

showFrames(filterRun);
