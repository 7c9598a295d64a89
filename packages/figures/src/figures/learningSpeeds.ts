import { figure, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import { checkpoints } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { counted, list, number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { seedField } from "./figureFields.js";
import { orderedColor } from "./palette.js";
import { refuseDiverged } from "./refuseDiverged.js";

export interface LearningSpeedsSpec {
  readonly alphas: readonly number[];
  /** Hidden layers, and the units of each. */
  readonly depth: number;
  readonly width: number;
  /** Rules of the random hierarchy model that is learned. */
  readonly classes: number;
  readonly tuples: number;
  readonly symbols: number;
  readonly levels: number;
  readonly trainSize: number;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly steps: readonly number[];
}

const whole = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);

const schema: z.ZodMiniType<LearningSpeedsSpec> = z.strictObject({
  alphas: z._default(
    z.array(z.number().check(z.positive())).check(
      z.minLength(1),
      z.maxLength(9),
      z.refine((each) => each.every((alpha, i) => i === 0 || alpha > each[i - 1]!), "is not in ascending order"),
    ),
    [0.1, 1, 10],
  ),
  depth: whole(1, 16, 3),
  width: whole(1, 4096, 32),
  classes: whole(2, 1000, 4),
  tuples: whole(1, 1000, 3),
  symbols: whole(2, 1000, 6),
  levels: whole(1, 16, 2),
  trainSize: whole(1, 10_000, 60),
  seeds: whole(1, 1000, 3),
  firstSeed: seedField(0),
  learningRate: z._default(z.number().check(z.positive()), 1),
  batch: whole(1, 1_000_000, 20),
  steps: z._default(
    z.pipe(checkpoints, z.array(z.number().check(z.minimum(1))).check(z.maxLength(60))),
    [1, 2, 5, 10, 20, 50, 100, 200, 500],
  ),
});

/** Which layer of a deep network learns how fast, through training. */
export const learningSpeeds: Figure<LearningSpeedsSpec> = {
  id: "learning-speeds",
  title: figureTitle("learning-speeds"),
  schema,
  spec: schema.parse({}),
  presets: { seconds: schema.parse({ width: 16, seeds: 1, steps: [1, 5, 20, 100] }) },

  caption: (spec, { tables }) =>
    `Each layer’s share of the trace of the neural tangent kernel, which is its share of the speed at which the function learns, over the steps of training; panels: α = ${list(spec.alphas)}, by which the first layer of a Gaussian start is divided and the last multiplied. ` +
    `Networks of ${counted(spec.depth, "hidden layer")} of ${spec.width} ReLU units on ${spec.trainSize} points of a random hierarchy of ${spec.levels} levels (${spec.classes} classes, ${spec.tuples} tuples of two of ${spec.symbols} symbols); means of ${counted(spec.seeds, "seed")} from ${spec.firstSeed} on. ` +
    `${sharesInWords(spec, tables.shares ?? [])} Layers divided by the root of fan-in, the readout by it; stochastic gradient descent with momentum 0.9, learning rate ${number(spec.learningRate)}, batches of ${spec.batch}.`,

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const { rows, tables } = await sweep(speedRunSpec(spec), { onProgress, signal });
    refuseDiverged(rows, ["alpha", "seed"]);
    const groups = new Map<string, Row[]>();
    for (const row of tables.layers ?? []) {
      const key = JSON.stringify([row.alpha, row.step, row.layer]);
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const shares = [...groups.values()].map((group): Row => {
      const [{ alpha, step, layer }] = group as [Row];
      const share = group.reduce((sum, row) => sum + Number(row.layerKernelShare) / group.length, 0);
      return { alpha: alpha!, step: step!, layer: layer!, share, seeds: group.length };
    });
    return { tables: { shares } };
  },

  draw({ tables }, { alphas, depth }, { width = 400, theme } = {}) {
    const rows = (tables.shares ?? []).filter((row) => Number(row.step) > 0);
    const layers = Array.from({ length: depth + 1 }, (_, i) => i + 1);
    const color = (layer: number): string => orderedColor(layer - 1, depth + 1);
    return figure({
      panels: alphas.map((alpha, i) =>
        panel({
          title: `*α* = ${number(alpha)}`,
          x: { label: "steps", type: "log" },
          y: { label: i === 0 ? "share of the trace" : "", domain: [0, 1] },
          marks: layers.flatMap((layer) => {
            const own = rows.filter((row) => row.alpha === alpha && row.layer === layer);
            return [
              line(own, { x: "step", y: "share", stroke: color(layer), strokeWidth: strokes.simulation }),
              points(own, { x: "step", y: "share", fill: color(layer), radius: 1.4 }),
            ];
          }),
        }),
      ),
      ...{ width, theme, columns: columnsFor(alphas.length, width) },
      legend: [
        keyLegend(
          layers.map((layer) => ({ label: String(layer), color: color(layer), strokeWidth: strokes.simulation })),
          { label: "layer" },
        ),
      ],
      description: this.title,
    });
  },
};

/** The sweep as a spec of runs. */
function speedRunSpec(spec: LearningSpeedsSpec): object {
  const { alphas, depth, width, classes, tuples, symbols, levels, trainSize, seeds, firstSeed } = spec;
  return {
    task: { name: "random-hierarchy", classes, tuples, symbols, levels, trainSize, testSize: 20 },
    model: { name: "mlp", widths: Array.from({ length: depth }, () => width), parameterization: "mean-field" },
    start: { name: "deep-gaussian", alpha: alphas },
    loss: "cross-entropy",
    dynamics: { name: "sgd", learningRate: spec.learningRate, batch: spec.batch, steps: [0, ...spec.steps] },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: ["trainLoss", "layerKernelShare"],
  };
}

/** The shares of the first and the last layer at the start and at the end. */
function sharesInWords({ alphas, depth, steps }: LearningSpeedsSpec, rows: readonly Row[]): string {
  const share = (alpha: number, step: number, layer: number): string => {
    const row = rows.find((each) => each.alpha === alpha && each.step === step && each.layer === layer);
    return `${Math.round(100 * Number(row?.share))}%`;
  };
  const last = steps.at(-1)!;
  const words = alphas.map((alpha) => {
    const [first, readout] = [1, depth + 1].map((layer) => `${share(alpha, 0, layer)} to ${share(alpha, last, layer)}`);
    return `at α = ${number(alpha)} from ${first} and from ${readout}`;
  });
  return `From the start to step ${number(last)} the shares of the first and of the last layer go ${words.join(", ")}.`;
}
