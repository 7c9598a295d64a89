import type { Activation } from "./activation.js";
import { leaky } from "./leaky.js";

/**
 * ReLU, max(z, 0), whose slope at 0 is 1.
 *
 * @example
 * import { relu } from "@lazyrich/networks";
 * [-1, 0, 2].map(relu.value); // [0, 0, 2]
 * [-1, 0, 2].map(relu.slope); // [0, 1, 1]
 */
export const relu: Activation = { ...leaky(0), name: "relu", summary: "max(z, 0)" };
