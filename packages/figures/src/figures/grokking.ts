import { sweepInThread } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { RunOptions } from "../figure.js";
import { counted, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { refuseDiverged } from "./refuseDiverged.js";

/** Trainings of a decoder on equations modulo p, over two scales of the start. */
export interface GrokkingSpec {
  readonly modulus: number;
  readonly operation: "add" | "subtract" | "multiply" | "divide";
  /** The share of all equations that is trained on. */
  readonly trainShare: number;
  /** d, and the heads of attention that share it. */
  readonly embedding: number;
  readonly heads: number;
  /** What the embeddings of tokens and positions are divided by. */
  readonly alphas: readonly number[];
  /** What logits are multiplied by, and the root of the learning rate divided. */
  readonly taus: readonly number[];
  readonly seeds: number;
  readonly firstSeed: number;
  /** At tau = 1. */
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly batch: number;
  /** A run that has not generalized by then is censored. */
  readonly lastStep: number;
  /** Steps from one look at the accuracies to the next. */
  readonly every: number;
  /** The accuracy from which on a run has memorized (on training equations) or generalized (on the others). */
  readonly accuracy: number;
}

const whole = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);
const positive = (value: number) => z._default(z.number().check(z.positive()), value);
const scales = (values: readonly number[]) =>
  z._default(
    z.array(z.number().check(z.positive())).check(
      z.minLength(1),
      z.maxLength(9),
      z.refine((each) => each.every((value, i) => i === 0 || value > each[i - 1]!), "is not in ascending order"),
    ),
    values as number[],
  );

/** The fields of a figure of grokking, with its own scales, seeds and share. */
export function grokkingSchema(own: {
  readonly alphas: readonly number[];
  readonly taus: readonly number[];
  readonly seeds: number;
}): z.ZodMiniType<GrokkingSpec> {
  return z.strictObject({
    modulus: whole(2, 4096, 97),
    operation: z._default(z.enum(["add", "subtract", "multiply", "divide"]), "divide"),
    trainShare: z._default(z.number().check(z.positive(), z.lt(1)), 0.4),
    embedding: whole(1, 4096, 64),
    heads: whole(1, 256, 4),
    alphas: scales(own.alphas),
    taus: scales(own.taus),
    seeds: whole(1, 1000, own.seeds),
    firstSeed: seedField(0),
    learningRate: positive(3e-3),
    weightDecay: z._default(z.number().check(z.minimum(0)), 0.3),
    batch: whole(1, 1_000_000, 512),
    lastStep: whole(1, 100_000_000, 8000),
    every: whole(1, 1_000_000, 100),
    accuracy: z._default(z.number().check(z.positive(), z.maximum(1)), 0.99),
  });
}

/** The sweep as a spec of runs. */
export function grokkingRunSpec(spec: GrokkingSpec): object {
  const { modulus, operation, trainShare, embedding, heads, alphas, taus, firstSeed, seeds, batch } = spec;
  return {
    task: { name: "modular-arithmetic", modulus, operation, trainShare },
    model: { name: "decoder", embedding, heads, outputScale: taus, precision: "float32" },
    start: { name: "pytorch", alpha: alphas },
    loss: "cross-entropy",
    dynamics: {
      name: "adamw",
      learningRate: { of: "model.outputScale", power: -2, times: spec.learningRate },
      ...{ betas: [0.9, 0.98], weightDecay: spec.weightDecay, batch, warmUpSteps: 10, warmUpFrom: 0.1 },
      ...{ stopTestAccuracy: spec.accuracy, steps: checkpointsOf(spec) },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: ["trainAccuracy", "testAccuracy"],
  };
}

/** Closer together at first, where a run memorizes. */
function checkpointsOf({ lastStep, every }: GrokkingSpec): number[] {
  const first = [0.1, 0.2, 0.5].map((share) => Math.round(share * every)).filter((step) => step > 0);
  const steps = Array.from({ length: Math.floor(lastStep / every) }, (_, i) => (i + 1) * every);
  const all = [0, ...first, ...steps, lastStep].filter((step) => step <= lastStep);
  return [...new Set(all)].sort((a, b) => a - b);
}

/**
 * Runs the sweep to two tables: `curves`, a row a checkpoint up to the one at which a run ended, and `runs`, the steps after which each has
 * memorized and generalized; null where it had not when it was cut.
 */
export async function runGrokking(
  spec: GrokkingSpec,
  { onProgress, signal, sweep = sweepInThread }: RunOptions,
): Promise<{ readonly curves: readonly Row[]; readonly runs: readonly Row[] }> {
  const { rows } = await sweep(grokkingRunSpec(spec), { onProgress, signal });
  refuseDiverged(rows, ["alpha", "outputScale", "seed"]);
  const curves = rows.flatMap((row): Row[] => {
    const { alpha, outputScale, seed, step, endStep, trainAccuracy, testAccuracy } = row;
    if (Number(step) > Number(endStep)) return [];
    return [
      {
        ...{ alpha: alpha!, tau: outputScale!, seed: seed!, step: step! },
        trainAccuracy: trainAccuracy!,
        testAccuracy: testAccuracy!,
      },
    ];
  });
  const runs = spec.alphas.flatMap((alpha) =>
    spec.taus.flatMap((tau) =>
      Array.from({ length: spec.seeds }, (_, i): Row => {
        const seed = spec.firstSeed + i;
        const own = curves.filter((row) => row.alpha === alpha && row.tau === tau && row.seed === seed);
        const firstAt = (column: string) => own.find((row) => Number(row[column]) >= spec.accuracy)?.step ?? null;
        return {
          alpha,
          tau,
          seed,
          trained: firstAt("trainAccuracy"),
          generalized: firstAt("testAccuracy"),
          lastStep: spec.lastStep,
        };
      }),
    ),
  );
  return { curves, runs };
}

/** Task, network and training in words, for captions. */
export function grokkingSetting(spec: GrokkingSpec): string {
  const { modulus: p, operation, trainShare, embedding, heads, seeds, firstSeed, learningRate, weightDecay } = spec;
  const sign = { add: "+", subtract: "−", multiply: "·", divide: "/" }[operation];
  return (
    `Equations a ${sign} b = c modulo ${p} as the tokens a, ${sign}, b and =, ${number(100 * trainShare)}% of them trained on and the others the test set; a decoder of one post-norm block of width ${embedding} with ${heads} heads, ` +
    "PyTorch’s default start, embeddings of tokens and positions divided by α. α changes the function at the start here: it sharpens or flattens attention. " +
    `AdamW, betas 0.9 and 0.98, learning rate ${number(learningRate)}${spec.taus.some((tau) => tau !== 1) ? "/τ²" : ""} after 10 steps of warm-up, weight decay ${number(weightDecay)} on everything, batches of ${spec.batch}; ` +
    `${counted(seeds, "seed")} from ${firstSeed} on. Accuracies are looked at every ${counted(spec.every, "step")}.`
  );
}
