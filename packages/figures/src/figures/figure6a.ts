import { figure, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import { checkpoints } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { counted, list, measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { type ImageSource, imageSourceFields } from "./imageTask.js";
import { orderedColor } from "./palette.js";
import { refuseDiverged } from "./refuseDiverged.js";

export interface Figure6aSpec extends ImageSource {
  /** Pixels of a side of generated pictures. */
  readonly side: number;
  /** Inputs of the test set that kernels and patterns are of. */
  readonly kernelInputs: number;
  readonly alphas: readonly number[];
  readonly seeds: number;
  readonly firstSeed: number;
  readonly learningRate: number;
  readonly momentum: number;
  readonly batch: number;
  readonly steps: readonly number[];
}

const whole = (least: number, most: number, value: number) =>
  z._default(z.int().check(z.minimum(least), z.maximum(most)), value);

const schema: z.ZodMiniType<Figure6aSpec> = z.strictObject({
  ...imageSourceFields({ trainSize: 6000, testSize: 500 }),
  side: whole(16, 256, 28),
  kernelInputs: whole(2, 1000, 100),
  alphas: z._default(
    z.array(z.number().check(z.positive())).check(
      z.minLength(1),
      z.maxLength(9),
      z.refine((each) => each.every((alpha, i) => i === 0 || alpha > each[i - 1]!), "is not in ascending order"),
    ),
    [0.1, 0.3, 1, 3, 10],
  ),
  seeds: whole(1, 1000, 1),
  firstSeed: seedField(0),
  learningRate: z._default(z.number().check(z.positive()), 0.003),
  momentum: z._default(z.number().check(z.minimum(0), z.lt(1)), 0),
  batch: whole(1, 1_000_000, 64),
  steps: z._default(
    z.pipe(checkpoints, z.array(z.number()).check(z.maxLength(60))),
    [1, 2, 5, 10, 20, 50, 100, 200, 400],
  ),
});

/** How far kernel, activation patterns and parameters of a convolutional network move, by the scale of its first layer. */
export const figure6a: Figure<Figure6aSpec> = {
  id: "6a",
  title: figureTitle("6a"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({
      ...{ side: 16, trainSize: 600, testSize: 100, kernelInputs: 20, alphas: [0.1, 1, 10] },
      ...{ steps: [1, 2, 5, 10, 20, 50] },
    }),
    paper: schema.parse({
      ...{ trainSize: 60_000, testSize: 10_000, seeds: 8 },
      ...{ steps: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] },
    }),
  },

  caption: (spec, { tables }) =>
    `LeNet-5 without biases through training on ${sourceOf(spec)}, for α = ${list(spec.alphas)} (color): the kernel distance S from the start against (a) the share of activations of hidden units that have changed and (b) the Euclidean distance of the parameters, ` +
    `kernel and activations on ${number(spec.kernelInputs)} inputs of the test set, at steps ${list(spec.steps)}; ${counted(spec.seeds, "seed")} from ${spec.firstSeed} on, a line each, the last step a dot. ` +
    `The first layer of a He start is divided by α and the last multiplied, so that the function at the start is the same: above 1 is upstream. ${endsInWords(spec, tables.states ?? [])} ` +
    `Cross-entropy, stochastic gradient descent with learning rate ${number(spec.learningRate)}${spec.momentum > 0 ? ` and momentum ${number(spec.momentum)}` : ""}, batches of ${spec.batch}. ` +
    "The paper’s figure is of MNIST, 8 runs each; it says neither its optimizer nor its sizes.",

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const { rows } = await sweep(leNetRunSpec(spec), { onProgress, signal });
    refuseDiverged(rows, ["alpha", "seed"]);
    const units = hiddenUnits(spec);
    const states = rows.map((row): Row => {
      const { alpha, seed, step, kernelDistance, hammingDistance, parameterDistance, testAccuracy } = row;
      return {
        ...{ alpha: alpha!, seed: seed!, step: step!, kernelDistance: kernelDistance! },
        hammingShare: Number(hammingDistance) / units,
        ...{ parameterDistance: parameterDistance!, testAccuracy: testAccuracy! },
      };
    });
    return { tables: { states } };
  },

  draw({ tables }, { alphas, firstSeed, seeds }, { width = 400, theme } = {}) {
    const color = (alpha: number): string => orderedColor(alphas.indexOf(alpha), alphas.length);
    const rows = tables.states ?? [];
    const ofPanel = (x: string, label: string) =>
      panel({
        x: { label },
        y: { label: "kernel distance *S*" },
        marks: alphas.flatMap((alpha) =>
          Array.from({ length: seeds }, (_, i) => i + firstSeed).flatMap((seed) => {
            const own = rows.filter((row) => row.alpha === alpha && row.seed === seed);
            const drawn = { x, y: "kernelDistance", stroke: color(alpha) };
            return [
              line(own, { ...drawn, strokeWidth: strokes.line }),
              points(own, { ...drawn, fill: "#ffffff", radius: 1.3, strokeWidth: 0.7 }),
              points(own.slice(-1), { ...drawn, fill: color(alpha), radius: 2 }),
            ];
          }),
        ),
      });
    return figure({
      panels: [
        ofPanel("hammingShare", "share of activations changed"),
        ofPanel("parameterDistance", "parameter distance"),
      ],
      ...{ width, theme, shareY: "all" },
      legend: [
        keyLegend(
          alphas.map((alpha) => ({ label: number(alpha), color: color(alpha), strokeWidth: strokes.simulation })),
          { label: "*α*" },
        ),
      ],
      description: this.title,
    });
  },
};

const sourceOf = ({ folder, side, trainSize }: Figure6aSpec): string =>
  folder === null
    ? `${number(trainSize)} scribbles, generated pictures of ${side} × ${side} pixels in ten classes that stand in for handwritten digits`
    : `${number(trainSize)} pictures of ${folder}`;

/** The sweep as a spec of runs. */
export function leNetRunSpec(spec: Figure6aSpec): object {
  const { folder, trainSize, testSize, side, kernelInputs, seeds, firstSeed } = spec;
  return {
    task: {
      ...(folder === null ? { name: "scribbles", side } : { name: "idx-images", folder }),
      ...{ trainSize, testSize, kernelInputs },
    },
    model: { name: "lenet5", precision: "float32" },
    start: { name: "he", alpha: spec.alphas },
    loss: "cross-entropy",
    dynamics: {
      ...{
        name: "sgd",
        learningRate: spec.learningRate,
        momentum: spec.momentum,
        batch: spec.batch,
        steps: spec.steps,
      },
    },
    seed: { integers: [firstSeed, firstSeed + seeds - 1] },
    measures: ["kernelDistance", "hammingDistance", "parameterDistance", "testAccuracy"],
  };
}

/** Hidden units of LeNet-5: channels by pixels before pooling, then the dense ones. */
function hiddenUnits({ side, folder }: Figure6aSpec): number {
  const pixels = folder === null ? side : 28;
  const pooled = Math.floor(pixels / 2);
  return 6 * pixels ** 2 + 16 * (pooled - 4) ** 2 + 120 + 84;
}

/** The means over the seeds after the last step. */
function endsInWords({ alphas, steps }: Figure6aSpec, rows: readonly Row[]): string {
  const last = steps.at(-1)!;
  const mean = (alpha: number, column: string): string => {
    const own = rows.filter((row) => row.alpha === alpha && row.step === last).map((row) => Number(row[column]));
    return measured(own.reduce((sum, each) => sum + each, 0) / own.length);
  };
  const all = (column: string): string => alphas.map((alpha) => mean(alpha, column)).join(", ");
  return `After ${counted(last, "step")} S is ${all("kernelDistance")}, the share of changed activations ${all("hammingShare")} and the parameter distance ${all("parameterDistance")} in the order of α, the test accuracy ${all("testAccuracy")}.`;
}
