import type { ZodMiniType } from "zod/mini";
import * as z from "zod/mini";
import { counted, list, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { type ImageSource, imageSourceFields } from "./imageTask.js";

/** Trainings of a small ResNet whose first layer has large filters, over the scale of that layer. */
export interface FiltersSpec extends ImageSource {
  /** Pixels of a side of generated pictures. */
  readonly side: number;
  readonly alphas: readonly number[];
  readonly seeds: number;
  readonly firstSeed: number;
  readonly filters: number;
  readonly filterSize: number;
  readonly stride: number;
  readonly widths: readonly number[];
  readonly pool: number;
  readonly residualConvolutions: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly epochs: number;
}

const whole = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);

/** The fields of a figure of filters, with its own alphas and seeds. */
export function filtersSchema(own: Pick<FiltersSpec, "alphas" | "seeds">): ZodMiniType<FiltersSpec> {
  return z.strictObject({
    ...imageSourceFields({ trainSize: 2000, testSize: 500 }),
    side: whole(4, 256, 20),
    alphas: z._default(
      z.array(z.number().check(z.positive())).check(
        z.minLength(1),
        z.maxLength(9),
        z.refine((each) => each.every((alpha, i) => i === 0 || alpha > each[i - 1]!), "is not in ascending order"),
      ),
      own.alphas as number[],
    ),
    seeds: whole(1, 1000, own.seeds),
    firstSeed: seedField(0),
    filters: whole(1, 1024, 12),
    filterSize: whole(1, 101, 15),
    stride: whole(1, 100, 2),
    widths: z._default(z.array(z.int().check(z.minimum(1))).check(z.maxLength(20)), [24]),
    pool: whole(1, 100, 2),
    residualConvolutions: whole(0, 20, 1),
    learningRate: z._default(z.number().check(z.positive()), 0.02),
    batch: whole(1, 1_000_000, 100),
    epochs: whole(1, 1_000_000, 12),
  });
}

/** The paper's network on CIFAR-10, whose files are in the folder `cifar-10-batches-bin`. */
export const paperFilters: Partial<FiltersSpec> = {
  folder: "cifar-10-batches-bin",
  trainSize: 50_000,
  testSize: 10_000,
  seeds: 3,
  filters: 64,
  stride: 1,
  widths: [128, 256],
  residualConvolutions: 2,
  batch: 512,
  epochs: 24,
};

const MEASURES = ["filterSmoothness", "testAccuracy"];

/** The sweep as a spec of runs. */
export function filterRunSpec(spec: FiltersSpec, measures: readonly string[] = MEASURES): object {
  const { folder, side, trainSize, testSize, filters, filterSize, stride, widths, pool, residualConvolutions } = spec;
  return {
    task: {
      ...(folder === null ? { name: "gratings", side } : { name: "cifar-10", folder }),
      ...{ trainSize, testSize },
    },
    model: {
      ...{ name: "residual", filters, filterSize, stride, widths, pool, residualConvolutions },
      ...{ normalization: "batch", globalPool: "mean", precision: "float32" },
    },
    start: { name: "he", alpha: spec.alphas },
    loss: "cross-entropy",
    dynamics: {
      ...{ name: "sgd", learningRate: spec.learningRate, momentum: 0.9, batch: spec.batch },
      ...{ schedule: "linear", epochs: [spec.epochs] },
    },
    seed: { integers: [spec.firstSeed, spec.firstSeed + spec.seeds - 1] },
    measures,
  };
}

/** Pictures, network and training in words, for captions. */
export function filterSetting(spec: FiltersSpec): string {
  const { folder, side, trainSize, filterSize, filters, stride, alphas, learningRate, batch, epochs } = spec;
  const pictures =
    folder === null
      ? `${number(trainSize)} gratings of eight directions in noise, generated pictures of ${side} × ${side} pixels`
      : `${number(trainSize)} pictures of CIFAR-10 in ${folder}`;
  return (
    `A small ResNet with BatchNorm whose first layer has ${counted(filters, "filter")} of ${filterSize} × ${filterSize} pixels (stride ${stride}), trained on ${pictures}. ` +
    `The first layer of a He start is divided by α = ${list(alphas)}; a normalization follows it, so the function at the start is the same and only the first layer’s speed changes: above 1 is upstream. ` +
    `Stochastic gradient descent with momentum 0.9, learning rate ${number(learningRate)} falling linearly to 0, batches of ${batch}, ${counted(epochs, "epoch")}.`
  );
}
