import type { StartPart } from "./start.js";
import { deepGaussian } from "./starts/deepGaussian.js";
import { directions } from "./starts/directions.js";
import { file } from "./starts/file.js";
import { gaussian } from "./starts/gaussian.js";
import { he } from "./starts/he.js";
import { mirrored } from "./starts/mirrored.js";
import { pytorch } from "./starts/pytorch.js";

/** Every start. */
export const starts: readonly StartPart<never>[] = [mirrored, directions, gaussian, he, deepGaussian, pytorch, file];
