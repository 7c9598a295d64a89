import type { Activation } from "./activation.js";
import { erf } from "./erf.js";
import { gelu } from "./gelu.js";
import { leaky } from "./leaky.js";
import { linear } from "./linear.js";
import { relu } from "./relu.js";
import { softplus } from "./softplus.js";
import { tanh } from "./tanh.js";

/**
 * Every activation, by the name it has in a spec; `leaky` with its default slope.
 *
 * @example
 * import { activations } from "@lazyrich/networks";
 * activations.map(({ name }) => name); // ["relu", "leaky", "linear", "tanh", "softplus", "gelu", ...]
 */
export const activations: readonly Activation[] = [relu, leaky(), linear, tanh, softplus, gelu, erf];
