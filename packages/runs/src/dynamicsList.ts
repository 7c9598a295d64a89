import { adamw } from "./dynamics/adamw.js";
import { dormandPrince } from "./dynamics/dormandPrince.js";
import { gradientDescent } from "./dynamics/gradientDescent.js";
import { gradientFlow } from "./dynamics/gradientFlow.js";
import { sgd } from "./dynamics/sgd.js";
import type { DynamicsPart } from "./dynamics.js";

/** All dynamics. */
export const dynamics: readonly DynamicsPart<never>[] = [gradientDescent, gradientFlow, dormandPrince, sgd, adamw];
