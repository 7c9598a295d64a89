import { type DeepDescription, deepNetwork, type Precision, residualNetwork } from "@lazyrich/deep";
import { listField, valueField } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { ModelContext, ModelPart } from "../model.js";
import { sizeField } from "../spec/sizes.js";
import { deepModel, precisionField } from "./deepModel.js";
import { imageShape } from "./imageShape.js";

interface ResidualFields {
  readonly filters: number;
  readonly filterSize: number;
  readonly stride: number;
  readonly widths: readonly number[];
  readonly pool: number;
  readonly residualConvolutions: number;
  readonly normalization: "batch" | "none";
  readonly globalPool: "max" | "mean";
  readonly readoutScale: number;
  readonly precision: Precision;
}

const describe = ({ precision: _, readoutScale, ...fields }: ResidualFields, context: ModelContext): DeepDescription =>
  residualNetwork({
    ...fields,
    input: imageShape(context, "residual"),
    ...{ outputDimension: context.outputDimension, outputScale: readoutScale },
  });

/**
 * A small ResNet with first filters of any size.
 *
 * @example
 * import { residualPart } from "@lazyrich/runs";
 * residualPart.example.model; // { name: "residual", filters: 3, filterSize: 5, stride: 2, widths: [4] }
 */
export const residual: ModelPart<ResidualFields> = {
  name: "residual",
  summary: "a small ResNet on pictures, with first filters of any size, BatchNorm or none",
  fields: {
    filters: sizeField("of the first layer", 12),
    filterSize: sizeField("the side of a filter of the first layer", 15),
    stride: sizeField("of the first layer", 1),
    widths: listField("channels of the 3 x 3 convolutions after the first layer", z.array(z.int().check(z.gte(1))), {
      default: [24],
    }),
    pool: sizeField("the side of a max pooling after each of them; 1 for none", 1),
    residualConvolutions: valueField("convolutions in the residual sum; 0 for none", z.int().check(z.gte(0)), {
      default: 2,
    }),
    normalization: valueField('"batch" or "none"', z.enum(["batch", "none"]), { default: "batch" }),
    globalPool: valueField('"max" or "mean", before the readout', z.enum(["max", "mean"]), { default: "max" }),
    readoutScale: valueField("what the readout is multiplied by", z.number().check(z.gt(0)), { default: 1 }),
    precision: precisionField,
  },
  example: {
    task: { name: "gratings", side: 8, classes: 2, trainSize: 60, testSize: 20, kernelInputs: 5 },
    model: { name: "residual", filters: 3, filterSize: 5, stride: 2, widths: [4] },
    start: "he",
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: 0.02, batch: 20, epochs: [0, 2, 6] },
  },
  describe,
  build: (fields, context) => deepModel(deepNetwork(describe(fields, context)), fields.precision),
};
