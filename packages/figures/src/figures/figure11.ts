import { figure, horizontalLines, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { sweepInThread } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { measured, number } from "./captionText.js";
import { type FiltersSpec, filterRunSpec, filterSetting, filtersSchema, paperFilters } from "./filterRuns.js";
import { faintColor, neutralColor, orderedColor } from "./palette.js";
import { refuseDiverged } from "./refuseDiverged.js";

/** What white noise has at 15 x 15 pixels. */
const NOISE = 5.1;

/** The means of figure 11(b), read off its drawing, whose axis has the other sign. */
const PAPER: readonly Row[] = [
  { alpha: 0.1, smoothness: 3.8 },
  { alpha: 0.33, smoothness: 2.41 },
  { alpha: 1, smoothness: 1.07 },
  { alpha: 3.33, smoothness: 0.66 },
  { alpha: 10, smoothness: 0.61 },
];

const schema = filtersSchema({ alphas: [0.1, 0.33, 1, 3.33, 10], seeds: 2 });

/** How smooth the first filters of a convolutional network become, by the scale of their start. */
export const figure11: Figure<FiltersSpec> = {
  id: "11",
  title: figureTitle("11"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({ alphas: [0.1, 1, 10], seeds: 1, trainSize: 800, testSize: 200 }),
    paper: schema.parse(paperFilters),
  },

  caption: (spec, { tables }) =>
    `(a) Equation 132 over α: the mean over the filters of the sum of squares of each, at norm 1, convolved with a kernel of second differences. It grows with roughness: noise has ${NOISE}, and less is smoother; the axis of the paper’s figure 11(b) has the other sign. ` +
    `(b) The test accuracy. Circles: seeds ${spec.firstSeed} to ${spec.firstSeed + spec.seeds - 1}; lines: their means. ${endsInWords(spec, tables.means ?? [])} ` +
    `Dashed: the paper’s means, of another network on CIFAR-10, read off its drawing. The filters of larger α are the smoother ones there too, against the words of its caption. ${filterSetting(spec)}`,

  async run(spec, { onProgress, signal, sweep = sweepInThread } = {}) {
    const { rows } = await sweep(filterRunSpec(spec), { onProgress, signal });
    refuseDiverged(rows, ["alpha", "seed"]);
    const runs = rows.map(
      ({ alpha, seed, filterSmoothness, testAccuracy }): Row => ({
        ...{ alpha: alpha!, seed: seed!, smoothness: filterSmoothness!, accuracy: testAccuracy! },
      }),
    );
    const means = spec.alphas.map((alpha): Row => {
      const own = runs.filter((row) => row.alpha === alpha);
      const mean = (column: string): number => own.reduce((sum, row) => sum + Number(row[column]) / own.length, 0);
      return { alpha, smoothness: mean("smoothness"), accuracy: mean("accuracy") };
    });
    return { tables: { runs, means } };
  },

  draw({ tables }, { alphas }, { width = 400, theme } = {}) {
    const [runs, means] = [tables.runs ?? [], tables.means ?? []];
    const marks = (y: string) => [
      line(means, { x: "alpha", y, stroke: neutralColor, strokeWidth: strokes.line }),
      ...alphas.map((alpha, i) =>
        points(
          runs.filter((row) => row.alpha === alpha),
          { x: "alpha", y, fill: orderedColor(i, alphas.length), radius: 2.2 },
        ),
      ),
    ];
    const x = {
      label: "*α*",
      type: "log" as const,
      ...(alphas.length > 1 ? {} : { domain: [alphas[0]! / 2, alphas[0]! * 2] as const }),
    };
    const shown = PAPER.filter(({ alpha }) => Number(alpha) >= alphas[0]! && Number(alpha) <= alphas.at(-1)!);
    return figure({
      panels: [
        panel({
          x,
          y: { label: "equation 132" },
          marks: [
            horizontalLines([NOISE], { stroke: faintColor }),
            line(shown, {
              x: "alpha",
              y: "smoothness",
              stroke: neutralColor,
              strokeWidth: strokes.exact,
              dash: strokes.exactDash,
            }),
            ...marks("smoothness"),
          ],
        }),
        panel({ x, y: { label: "test accuracy", domain: [0, 1.03] }, marks: marks("accuracy") }),
      ],
      ...{ width, theme },
      legend: [
        keyLegend([
          { label: "mean of the seeds", color: neutralColor, strokeWidth: strokes.line },
          { label: "the paper, CIFAR-10", color: neutralColor, strokeWidth: strokes.exact, dash: strokes.exactDash },
          { label: "noise", color: faintColor, strokeWidth: strokes.reference },
        ]),
      ],
      description: this.title,
    });
  },
};

function endsInWords({ alphas }: FiltersSpec, means: readonly Row[]): string {
  const words = alphas.map((alpha) => {
    const row = means.find((each) => each.alpha === alpha);
    return `${measured(Number(row?.smoothness))} at α = ${number(alpha)} (accuracy ${measured(Number(row?.accuracy))})`;
  });
  return `The means are ${words.join(", ")}.`;
}
