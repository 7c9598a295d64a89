import { figure, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { counted, list, measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { orderedColor, paper } from "./palette.js";
import { refuseDiverged } from "./refuseDiverged.js";

export interface DepthSpec {
  /** Layers of weights: one more than hidden layers. */
  readonly depths: readonly number[];
  readonly alphas: readonly number[];
  /** The rules of the random hierarchy model, as tuples of two symbols: n_c, m, v and L. */
  readonly classes: number;
  readonly tuples: number;
  readonly symbols: number;
  readonly levels: number;
  readonly trainSize: number;
  readonly testSize: number;
  readonly seeds: number;
  readonly firstSeed: number;
  /** Of every hidden layer. */
  readonly width: number;
  readonly epochs: number;
  readonly batch: number;
  /** Learning rate over the width. */
  readonly rate: number;
  /** A run ends where the mean train loss of an epoch, looked at every 10, is below. */
  readonly stopLoss: number;
}

const whole = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);
const ascending = z.refine<readonly number[]>(
  (numbers) => numbers.every((each, i) => i === 0 || each > numbers[i - 1]!),
  "is not in ascending order",
);

const schema: z.ZodMiniType<DepthSpec> = z.strictObject({
  depths: z._default(
    z.array(z.int().check(z.minimum(2), z.maximum(64))).check(z.minLength(1), z.maxLength(20), ascending),
    [2, 3, 4, 5, 6],
  ),
  alphas: z._default(
    z.array(z.number().check(z.positive())).check(z.minLength(1), z.maxLength(9), ascending),
    [0.1, 1, 10],
  ),
  classes: whole(2, 1000, 4),
  tuples: whole(1, 1000, 3),
  symbols: whole(2, 1000, 6),
  levels: whole(1, 16, 3),
  trainSize: whole(1, 10_000_000, 1200),
  testSize: whole(1, 10_000_000, 4000),
  seeds: whole(1, 1000, 3),
  firstSeed: seedField(0),
  width: whole(1, 10_000, 64),
  epochs: whole(1, 1_000_000, 250),
  batch: whole(1, 1_000_000, 128),
  rate: z._default(z.number().check(z.positive()), 0.1),
  stopLoss: z._default(z.number().check(z.minimum(0)), 0.01),
});

/** Whether what the scale of the first layer does depends on how many layers come after it. */
export const depth: Figure<DepthSpec> = {
  id: "depth",
  title: figureTitle("depth"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({ depths: [2, 4, 6], alphas: [0.1, 10], seeds: 1 }),
    paper: schema.parse({ classes: 8, tuples: 4, symbols: 8, trainSize: 4403, testSize: 20_000, seeds: 6 }),
  },

  caption: (spec, { tables }) =>
    `(a) Test error and (b) steps until the train loss is below ${number(spec.stopLoss)}, over the number of layers of weights, α = ${list(spec.alphas)} (color), by which the first layer of a Gaussian start is divided and the last multiplied. ` +
    `Means of ${counted(spec.seeds, "seed")} from ${spec.firstSeed} on, thin bars the least and the greatest; rings: a run that ended after ${counted(spec.epochs, "epoch")} above that loss. ${errorsInWords(spec, tables.means ?? [])} ` +
    `Hidden layers of ${spec.width} ReLU units on ${number(spec.trainSize)} points of the random hierarchy model (${spec.classes} classes, ${spec.tuples} tuples of two of ${spec.symbols} symbols, ${spec.levels} levels), rules and start from the seed, ${number(spec.testSize)} other points the test set. ` +
    `Layers divided by the root of fan-in, the readout by it; stochastic gradient descent with momentum 0.9, learning rate ${number(spec.rate)} times the width, batches of ${spec.batch}, learning rate times (1 + cos(π epoch/200))/2.`,

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const { rows } = await sweep(depthRunSpec(spec), { onProgress, signal });
    refuseDiverged(rows, ["widths", "alpha", "seed"]);
    const runs = rows.map(({ widths, alpha, seed, generalizationError, evaluations, stopReason }): Row => {
      const depth = (JSON.parse(String(widths)) as readonly number[]).length + 1;
      return {
        ...{ depth, alpha: alpha!, seed: seed!, error: generalizationError! },
        ...{ steps: evaluations!, stopReason: stopReason! },
      };
    });
    return { tables: { means: meansOf(spec, runs), runs } };
  },

  draw({ tables }, { alphas, depths }, { width = 400, theme } = {}) {
    const means = tables.means ?? [];
    const x = {
      label: "layers of weights",
      domain: [depths[0]! - 0.3, depths.at(-1)! + 0.3] as const,
      ...{ ticks: depths, format: (value: number) => number(value) },
    };
    const marks = (y: "error" | "steps") =>
      alphas.flatMap((alpha, i) => {
        const own = means.filter((row) => row.alpha === alpha && Number(row[y]) > 0);
        const color = orderedColor(i, alphas.length);
        const [cut, ended] = [own.filter((row) => row.cut !== 0), own.filter((row) => row.cut === 0)];
        return [
          ...own.map((row) => line(spread(row, y), { x: "depth", y, stroke: color, strokeWidth: 0.7 })),
          line(own, { x: "depth", y, stroke: color, strokeWidth: strokes.simulation }),
          points(ended, { x: "depth", y, fill: color, radius: 2 }),
          points(cut, { x: "depth", y, fill: theme?.background ?? paper, stroke: color, radius: 2.4 }),
        ];
      });
    return figure({
      panels: [
        panel({ x, y: { label: "test error", type: "log" }, marks: marks("error") }),
        panel({ x, y: { label: "steps", type: "log" }, marks: marks("steps") }),
      ],
      ...{ width, theme },
      legend: [
        keyLegend(
          alphas.map((alpha, i) => ({
            ...{ label: number(alpha), color: orderedColor(i, alphas.length), strokeWidth: strokes.simulation },
          })),
          { label: "*α*" },
        ),
      ],
      description: this.title,
    });
  },
};

/** From the least to the greatest of the seeds; where the least is 0, from the mean on. */
function spread(row: Row, y: "error" | "steps"): Row[] {
  const least = Number(row[`${y}Least`]);
  return [least > 0 ? least : row[y]!, row[`${y}Greatest`]!].map((each) => ({ depth: row.depth!, [y]: each }));
}

/** The sweep as a spec of runs. */
function depthRunSpec(spec: DepthSpec): object {
  const { depths, alphas, classes, tuples, symbols, levels, trainSize, testSize, seeds, firstSeed, width } = spec;
  return {
    task: { name: "random-hierarchy", classes, tuples, symbols, levels, trainSize, testSize },
    model: {
      name: "mlp",
      widths: { values: depths.map((depth) => Array.from({ length: depth - 1 }, () => width)) },
      ...{ parameterization: "mean-field", precision: "float32" },
    },
    start: { name: "deep-gaussian", alpha: alphas },
    loss: "cross-entropy",
    dynamics: {
      ...{ name: "sgd", learningRate: spec.rate * width, momentum: 0.9, batch: spec.batch },
      ...{ schedule: "cosine", scheduleEpochs: 200, stopLoss: spec.stopLoss, stopEvery: 10, epochs: [spec.epochs] },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: ["generalizationError"],
  };
}

function meansOf({ depths, alphas }: DepthSpec, runs: readonly Row[]): Row[] {
  return alphas.flatMap((alpha) =>
    depths.map((depth): Row => {
      const own = runs.filter((row) => row.alpha === alpha && row.depth === depth);
      const of = (column: "error" | "steps"): Row => {
        const values = own.map((row) => Number(row[column]));
        return {
          [column]: values.reduce((sum, each) => sum + each / values.length, 0),
          ...{ [`${column}Least`]: Math.min(...values), [`${column}Greatest`]: Math.max(...values) },
        };
      };
      const cut = own.filter((row) => row.stopReason !== "stopped").length;
      return { alpha, depth, seeds: own.length, cut, ...of("error"), ...of("steps") };
    }),
  );
}

/** The errors of each alpha from the shallowest to the deepest. */
function errorsInWords({ depths, alphas }: DepthSpec, means: readonly Row[]): string {
  const words = alphas.map((alpha) => {
    const errors = depths.map((depth) => means.find((row) => row.alpha === alpha && row.depth === depth)?.error);
    return `${errors.map((error) => measured(Number(error))).join(", ")} at α = ${number(alpha)}`;
  });
  return `With ${list(depths)} layers the error is ${words.join("; ")}.`;
}
