import { grokkingRun } from "./grokkingRun.ts";
import { showFrames } from "./showFrames.ts";

showFrames(grokkingRun);
