import type { ModelPart } from "./model.js";
import { decoder } from "./models/decoder.js";
import { deepLinear } from "./models/deepLinear.js";
import { layers } from "./models/layers.js";
import { lenet5 } from "./models/lenet5.js";
import { mlp } from "./models/mlp.js";
import { residual } from "./models/residual.js";
import { twoLayer } from "./models/twoLayer.js";

/** Every model. */
export const models: readonly ModelPart<never>[] = [twoLayer, deepLinear, mlp, lenet5, residual, decoder, layers];
