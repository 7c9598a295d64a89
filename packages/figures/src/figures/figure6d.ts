import { figure, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { list, number } from "./captionText.js";
import { type GrokkingSpec, grokkingSchema, grokkingSetting, runGrokking } from "./grokking.js";
import { orderedColor } from "./palette.js";

const schema = grokkingSchema({ alphas: [1, 10], taus: [1], seeds: 3 });

/** A transformer that memorizes first and generalizes later, and how the scale of its embeddings brings the two together. */
export const figure6d: Figure<GrokkingSpec> = {
  id: "6d",
  title: figureTitle("6d"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({ modulus: 59, trainShare: 0.7, weightDecay: 0.5, seeds: 1, lastStep: 3000 }),
    paper: schema.parse({
      ...{ trainShare: 0.5, embedding: 128, alphas: [0.1, 1, 10], learningRate: 1e-3, weightDecay: 1 },
      ...{ seeds: 5, lastStep: 30_000, every: 500 },
    }),
  },

  caption: (spec, { tables }) =>
    `Accuracy on the equations that are trained on (dashed) and on the others (solid) over the steps of training, for α = ${list(spec.alphas)} (color), a line a seed. ` +
    `${whenInWords(spec, tables.runs ?? [])} Dots: ${number(100 * spec.accuracy)}% of the other equations, where a run ends; rings: runs that were cut before, after ${number(spec.lastStep)} steps. ` +
    grokkingSetting(spec),

  async run(spec, options = {}) {
    return { tables: await runGrokking(spec, options) };
  },

  draw({ tables }, { alphas, taus, accuracy, firstSeed, seeds }, { width = 300, theme } = {}) {
    const color = (alpha: unknown): string => orderedColor(alphas.indexOf(Number(alpha)), alphas.length + 1);
    const curves = (tables.curves ?? []).filter((row) => Number(row.step) > 0);
    const shown = alphas.flatMap((alpha) =>
      taus.flatMap((tau) =>
        Array.from({ length: seeds }, (_, i) =>
          curves.filter((row) => row.alpha === alpha && row.tau === tau && row.seed === firstSeed + i),
        ),
      ),
    );
    return figure({
      panels: [
        panel({
          x: { label: "steps", type: "log" },
          y: { label: "accuracy", domain: [0, 1.03] },
          marks: shown.flatMap((own) => {
            const last = own.at(-1);
            if (last === undefined) return [];
            const stroke = color(last.alpha);
            const hasGeneralized = Number(last.testAccuracy) >= accuracy;
            return [
              line(own, { x: "step", y: "trainAccuracy", stroke, strokeWidth: 0.8, dash: "2.5 1.8" }),
              line(own, { x: "step", y: "testAccuracy", stroke, strokeWidth: strokes.line }),
              points([last], {
                ...{ x: "step", y: "testAccuracy", stroke, radius: 2, strokeWidth: 0.9 },
                fill: hasGeneralized ? stroke : "#ffffff",
              }),
            ];
          }),
        }),
      ],
      ...{ width, theme },
      frameAspect: 1.4,
      legend: [
        keyLegend(
          alphas.map((alpha) => ({ label: number(alpha), color: color(alpha), strokeWidth: strokes.simulation })),
          { label: "*α*" },
        ),
        keyLegend([
          { label: "trained on", strokeWidth: 0.8, dash: "2.5 1.8" },
          { label: "others", strokeWidth: strokes.line },
        ]),
      ],
      description: this.title,
    });
  },
};

/** After how many steps each run has memorized and generalized. */
function whenInWords({ alphas, accuracy, lastStep }: GrokkingSpec, runs: readonly Row[]): string {
  const words = alphas.map((alpha) => {
    const own = runs.filter((row) => row.alpha === alpha);
    const steps = (column: string): string =>
      own.map((row) => (row[column] === null ? `over ${lastStep}` : String(row[column]))).join(", ");
    return `α = ${number(alpha)} after ${steps("trained")} and ${steps("generalized")}`;
  });
  return `${number(100 * accuracy)}% of the trained and of the other equations are right at ${words.join("; at ")} steps, seed by seed.`;
}
