import { figure, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { counted, list, measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { orderedColor } from "./palette.js";
import { paperHierarchyErrors } from "./paperHierarchyErrors.js";
import { refuseDiverged } from "./refuseDiverged.js";

export interface Figure6cSpec {
  /** The rules of the random hierarchy model: n_c, m, v, s and L. */
  readonly classes: number;
  readonly tuples: number;
  readonly symbols: number;
  readonly tupleSize: number;
  readonly levels: number;
  readonly trainSizes: readonly number[];
  readonly testSize: number;
  readonly alphas: readonly number[];
  /** Number of seeds, each with rules of its own, and the first of them. */
  readonly seeds: number;
  readonly firstSeed: number;
  /** Of the three hidden layers. */
  readonly width: number;
  readonly epochs: number;
  /** Half the period of the cosine by which the learning rate falls. */
  readonly scheduleEpochs: number;
  readonly batch: number;
  /** Learning rate over the width. */
  readonly rate: number;
  readonly momentum: number;
  /** A run ends where the mean train loss of an epoch, looked at every 10, is below; 0 runs all epochs. */
  readonly stopLoss: number;
}

const HIDDEN_LAYERS = 3;

const whole = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);

const ascending = (numbers: readonly number[]): boolean =>
  numbers.every((each, i) => i === 0 || each > numbers[i - 1]!);
const order = "is not in ascending order";

/** The paper's share of all points that is trained on, as numbers of points. */
const paperSizes = paperHierarchyErrors.fractions.map((share) => Math.floor(share * paperHierarchyErrors.totalPoints));

const schema: z.ZodMiniType<Figure6cSpec> = z.strictObject({
  classes: whole(2, 1000, 8),
  tuples: whole(1, 1000, 4),
  symbols: whole(2, 1000, 8),
  tupleSize: whole(2, 16, 2),
  levels: whole(1, 16, 3),
  trainSizes: z._default(
    z.array(z.int().check(z.minimum(1))).check(
      z.minLength(1),
      z.maxLength(100),
      z.refine((sizes) => ascending(sizes), order),
    ),
    paperSizes.slice(7, 14),
  ),
  testSize: whole(1, 10_000_000, 20_000),
  alphas: z._default(
    z.array(z.number().check(z.positive())).check(
      z.minLength(1),
      z.maxLength(9),
      z.refine((each) => ascending(each), order),
    ),
    [0.1, 1, 10],
  ),
  seeds: whole(1, 1000, 3),
  firstSeed: seedField(0),
  width: whole(1, 10_000, 64),
  epochs: whole(1, 1_000_000, 250),
  scheduleEpochs: whole(1, 1_000_000, 200),
  batch: whole(1, 1_000_000, 128),
  rate: z._default(z.number().check(z.positive()), 0.1),
  momentum: z._default(z.number().check(z.minimum(0), z.lt(1)), 0.9),
  stopLoss: z._default(z.number().check(z.minimum(0)), 0.01),
});

/** How many examples of a hierarchy of rules a network needs, by the scale of its first layer. */
export const figure6c: Figure<Figure6cSpec> = {
  id: "6c",
  title: figureTitle("6c"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({
      ...{ classes: 4, tuples: 3, symbols: 6, trainSizes: [300, 600, 1200, 2400], testSize: 4000, seeds: 1 },
    }),
    paper: schema.parse({
      ...{ trainSizes: paperSizes, alphas: [0.1, 0.3, 1, 3, 10, 33], seeds: 6, stopLoss: 0 },
    }),
  },

  caption: (spec, { tables }) =>
    `Test error of networks with ${HIDDEN_LAYERS} hidden layers of ${spec.width} ReLU units on the random hierarchy model, over the number P of training points: ${spec.classes} classes, ` +
    `${spec.tuples} of the tuples of ${spec.tupleSize} of ${spec.symbols} symbols for each symbol, ${spec.levels} levels of rules, ${pointsOf(spec)} points in all, ${number(spec.testSize)} of them the test set. ` +
    `The first layer of a standard Gaussian start is divided by α = ${list(spec.alphas)} (color) and the last multiplied, so that the function at the start is the same: above 1 is upstream. ` +
    `${counted(spec.seeds, "seed")} from ${spec.firstSeed} on, each with rules of its own: lines are means, thin bars the least and the greatest; errors of 0 have no place on the axis. ` +
    `${orderInWords(spec, tables.runs ?? [])}${besidePaper(spec, tables.errors ?? [])} ` +
    `Hidden layers are divided by the root of the fan-in, the readout by it; cross-entropy, stochastic gradient descent with momentum ${number(spec.momentum)}, learning rate ${number(spec.rate)} times the width, ` +
    `batches of ${spec.batch}, ${number(spec.epochs)} epochs, learning rate times (1 + cos(π epoch/${number(spec.scheduleEpochs)}))/2` +
    `${spec.stopLoss > 0 ? `; a run ends where the mean train loss of an epoch, looked at every 10, is below ${number(spec.stopLoss)}` : ""}.`,

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const { rows } = await sweep(hierarchyRunSpec(spec), { onProgress, signal });
    refuseDiverged(rows, ["alpha", "trainSize", "seed"]);
    const runs = rows.map((row): Row => {
      const { trainSize, alpha, seed, generalizationError, stopReason, evaluations } = row;
      return {
        trainSize: trainSize!,
        alpha: alpha!,
        seed: seed!,
        error: generalizationError!,
        stopReason: stopReason!,
        steps: evaluations!,
      };
    });
    return { tables: { errors: meansOf(spec, runs), runs, ...(isPaperTask(spec) ? { paper: paperRows(spec) } : {}) } };
  },

  draw({ tables }, { alphas }, { width = 300, theme } = {}) {
    const color = (alpha: number): string => orderedColor(alphas.indexOf(alpha), alphas.length);
    const drawable = (rows: readonly Row[] = []): Row[] => rows.filter((row) => Number(row.error) > 0);
    const of = (rows: readonly Row[], alpha: number): Row[] => rows.filter((row) => row.alpha === alpha);
    const [errors, paper] = [drawable(tables.errors), drawable(tables.paper)];
    const sizes = [...errors, ...paper].map((row) => Number(row.trainSize));
    const known = alphas.filter((alpha) => of(paper, alpha).length > 0);
    return figure({
      panels: [
        panel({
          x: { label: "training points *P*", type: "log", ...(sizes.length === 0 ? { domain: [1, 10] as const } : {}) },
          y: { label: "test error", type: "log" },
          marks: [
            ...known.map((alpha) =>
              line(of(paper, alpha), {
                x: "trainSize",
                y: "error",
                stroke: color(alpha),
                strokeWidth: 4,
                strokeOpacity: 0.28,
              }),
            ),
            ...alphas.flatMap((alpha) => [
              ...of(errors, alpha).map((row) =>
                line(spread(row), { x: "trainSize", y: "error", stroke: color(alpha), strokeWidth: 0.7 }),
              ),
              line(of(errors, alpha), {
                x: "trainSize",
                y: "error",
                stroke: color(alpha),
                strokeWidth: strokes.simulation,
              }),
              points(of(errors, alpha), { x: "trainSize", y: "error", fill: color(alpha), radius: 1.6 }),
            ]),
          ],
        }),
      ],
      ...{ width, theme },
      frameAspect: 1.25,
      legend: [
        keyLegend(
          alphas.map((alpha) => ({
            ...{ label: number(alpha), color: color(alpha), strokeWidth: strokes.simulation },
          })),
          { label: "*α*" },
        ),
        ...(known.length === 0 ? [] : [keyLegend([{ label: "the paper’s curve", color: PALE, strokeWidth: 4 }])]),
      ],
      description: this.title,
    });
  },
};

const PALE = "#c9c9c9";

/** From the least to the greatest of the seeds; where the least is 0, from the mean on. */
function spread({ trainSize, least, greatest, error }: Row): Row[] {
  const low = Number(least) > 0 ? least! : error!;
  return [low, greatest!].map((each) => ({ trainSize: trainSize!, error: each }));
}

/** The sweep as a spec of runs. */
export function hierarchyRunSpec(spec: Figure6cSpec): object {
  const { classes, tuples, symbols, tupleSize, levels, trainSizes, testSize, alphas, seeds, firstSeed, width } = spec;
  return {
    task: { name: "random-hierarchy", classes, tuples, symbols, tupleSize, levels, trainSize: trainSizes, testSize },
    model: {
      name: "mlp",
      widths: Array.from({ length: HIDDEN_LAYERS }, () => width),
      ...{ parameterization: "mean-field", precision: "float32" },
    },
    start: { name: "deep-gaussian", alpha: alphas },
    loss: "cross-entropy",
    dynamics: {
      name: "sgd",
      learningRate: spec.rate * width,
      ...{ momentum: spec.momentum, batch: spec.batch, schedule: "cosine", scheduleEpochs: spec.scheduleEpochs },
      ...{ stopLoss: spec.stopLoss, stopEvery: 10, epochs: [spec.epochs] },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: ["generalizationError"],
  };
}

/** n_c m^((s^L - 1)/(s - 1)). */
function pointsOf({ classes, tuples, tupleSize, levels }: Figure6cSpec): number {
  return classes * tuples ** ((tupleSize ** levels - 1) / (tupleSize - 1));
}

function meansOf({ alphas, trainSizes }: Figure6cSpec, runs: readonly Row[]): Row[] {
  return alphas.flatMap((alpha) =>
    trainSizes.map((trainSize) => {
      const errors = runs
        .filter((row) => row.alpha === alpha && row.trainSize === trainSize)
        .map((row) => Number(row.error));
      const mean = errors.reduce((sum, each) => sum + each, 0) / errors.length;
      return {
        ...{ alpha, trainSize, seeds: errors.length, error: mean },
        least: Math.min(...errors),
        greatest: Math.max(...errors),
      };
    }),
  );
}

const PAPER_TASK: Partial<Figure6cSpec> = { classes: 8, tuples: 4, symbols: 8, tupleSize: 2, levels: 3, width: 64 };

const isPaperTask = (spec: Figure6cSpec): boolean =>
  Object.entries(PAPER_TASK).every(([name, value]) => spec[name as keyof Figure6cSpec] === value);

/** The paper's curves of the alphas that are run. */
function paperRows({ alphas }: Figure6cSpec): Row[] {
  const { fractions, totalPoints, errors } = paperHierarchyErrors;
  return alphas.flatMap((alpha) =>
    (errors[String(alpha)] ?? []).flatMap((error, i) =>
      error === null ? [] : [{ alpha, trainSize: fractions[i]! * totalPoints, error }],
    ),
  );
}

/** In how many runs of the same rules and points the error falls as alpha grows. */
function orderInWords({ alphas, trainSizes, firstSeed, seeds }: Figure6cSpec, runs: readonly Row[]): string {
  if (alphas.length < 2) return "";
  let [falling, all] = [0, 0];
  for (const trainSize of trainSizes) {
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
      const errors = alphas.map((alpha) =>
        Number(runs.find((row) => row.alpha === alpha && row.trainSize === trainSize && row.seed === seed)?.error),
      );
      all++;
      if (errors.every((error, i) => i === 0 || error < errors[i - 1]!)) falling++;
    }
  }
  return `From each α to the next the error falls in ${falling} of ${all} pairs of P and seed.`;
}

/** Our errors beside the paper's where the curves are steepest. */
function besidePaper(spec: Figure6cSpec, errors: readonly Row[]): string {
  if (!isPaperTask(spec)) return "";
  const paper = paperRows(spec);
  const at = spec.trainSizes.findLast((size) => paperSizes.includes(size) && size <= COMPARED_SIZE);
  if (at === undefined || paper.length === 0) return "";
  const words = spec.alphas.flatMap((alpha) => {
    const near = ({ trainSize }: Row): boolean => Math.floor(Number(trainSize)) === at;
    const [theirs, ours] = [paper, errors].map((rows) => rows.find((row) => row.alpha === alpha && near(row)));
    return theirs && ours
      ? [`${measured(Number(ours.error))} (${measured(Number(theirs.error))}) at α = ${number(alpha)}`]
      : [];
  });
  return ` Pale: the curves of Kunin et al. 2024, Figure 6(c), of other rules, read off the drawing. At P = ${number(at)} the error is ${words.join(", ")}; in parentheses theirs.`;
}

const COMPARED_SIZE = 5000;
