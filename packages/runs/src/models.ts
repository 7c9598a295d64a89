import type { ModelPart } from "./model.js";
import { decoder } from "./models/decoder.js";
import { deepLinear } from "./models/deepLinear.js";
import { mlp } from "./models/mlp.js";
import { twoLayer } from "./models/twoLayer.js";

/** Every model. */
export const models: readonly ModelPart<never>[] = [twoLayer, deepLinear, mlp, decoder];
