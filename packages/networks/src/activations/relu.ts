import type { Activation } from "./activation.js";
import { leaky } from "./leaky.js";

/** ReLU, max(z, 0), whose slope at 0 is 1. */
export const relu: Activation = { ...leaky(0), name: "relu", summary: "max(z, 0)" };
