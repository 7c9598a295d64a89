import { randomGenerator } from "@lazyrich/data";
import { deltaDistribution, type GaussianNeurons, type StandardStart, standardNeurons } from "@lazyrich/exact";
import { exactLegend, figure, keyLegend, line, panel, strokes, verticalLines } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { enumerated, measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { faintColor, ink, orderedColor } from "./palette.js";

const STARTS = ["gaussian", "ntk", "mean-field"] as const satisfies readonly StandardStart[];

export interface NeuronDeltasSpec {
  /** Numbers of inputs. */
  readonly inputDimensions: readonly number[];
  readonly hiddenWidth: number;
  /** Neurons that are drawn for each curve of a sample. */
  readonly sample: number;
  readonly seed: number;
}

const size = z.int().check(z.minimum(1), z.maximum(10_000));
const schema = z.strictObject({
  inputDimensions: z._default(z.array(size).check(z.minLength(1), z.maxLength(9)), [2, 5, 20, 100]),
  hiddenWidth: z._default(size, 50),
  sample: z._default(z.int().check(z.minimum(10), z.maximum(100_000)), 1000),
  seed: seedField(1),
});

/** Points of a curve, and how far it reaches to both sides of the mean, in standard deviations. */
const POINTS = 160;
const REACH = 4;

/** How delta is distributed over the neurons of the usual starts. */
export const neuronDeltas: Figure<NeuronDeltasSpec> = {
  id: "neuron-deltas",
  title: figureTitle("neuron-deltas"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `Share of hidden neurons whose conserved quantity δ = η_w a² − η_a |w|² is below a value, in units of the size of its mean, for starts of ${number(spec.hiddenWidth)} neurons with one output and ` +
    `d inputs (color): a ~ N(0, 1/h) and w ~ N(0, 1/d); the NTK parametrisation; the mean-field parametrisation, which has the distribution of the second. Dashed: exact, the difference of two scaled chi-square ` +
    `variables. Solid: ${number(spec.sample)} drawn neurons each (seed ${spec.seed}). ${downstream(spec, tables.shares ?? [])}`,

  async run({ inputDimensions, hiddenWidth, sample, seed }, { onProgress, signal } = {}) {
    const [shares, drawn]: [Row[], Row[]] = [[], []];
    for (const [index, start] of STARTS.entries()) {
      signal?.throwIfAborted();
      for (const inputDimension of inputDimensions) {
        const neurons = standardNeurons(start, { inputDimension, hiddenWidth });
        const { mean, standardDeviation, cumulative } = deltaDistribution(neurons);
        const unit = Math.abs(mean) || standardDeviation;
        for (let i = 0; i <= POINTS; i++) {
          const delta = mean + REACH * standardDeviation * ((2 * i) / POINTS - 1);
          shares.push({ start, inputDimension, delta: delta / unit, share: cumulative(delta) });
        }
        shares.push({ start, inputDimension, delta: 0, share: cumulative(0) });
        const deltas = drawnDeltas(neurons, { sample, seed });
        for (const [i, delta] of deltas.entries()) {
          drawn.push({ start, inputDimension, delta: delta / unit, share: (i + 0.5) / sample });
        }
      }
      onProgress?.((index + 1) / STARTS.length);
    }
    return { tables: { shares, drawn } };
  },

  draw({ tables }, { inputDimensions }, { width, theme } = {}) {
    const of = (rows: readonly Row[] | undefined, start: string, inputDimension: number): Row[] =>
      (rows ?? [])
        .filter((row) => row.start === start && row.inputDimension === inputDimension)
        .sort((one, other) => Number(one.delta) - Number(other.delta));
    const color = (index: number): string => orderedColor(index, inputDimensions.length);
    return figure({
      ...{ width, theme },
      panels: STARTS.map((start) =>
        panel({
          title: NAMES[start],
          x: { label: "*δ* / |mean of *δ*|", domain: [-3, 2] },
          y: { label: "share of neurons below", domain: [0, 1], ticks: [0, 0.5, 1] },
          marks: [
            verticalLines([0], { stroke: faintColor }),
            ...inputDimensions.flatMap((inputDimension, index) => [
              line(of(tables.drawn, start, inputDimension), {
                ...{ x: "delta", y: "share", stroke: color(index), strokeWidth: strokes.simulation },
              }),
              line(of(tables.shares, start, inputDimension), {
                ...{ x: "delta", y: "share", stroke: ink, strokeWidth: strokes.exact, dash: strokes.exactDash },
              }),
            ]),
          ],
        }),
      ),
      legend: [
        keyLegend(
          inputDimensions.map((inputDimension, index) => ({
            label: index === 0 ? `*d* = ${inputDimension}` : String(inputDimension),
            color: color(index),
            strokeWidth: strokes.simulation,
          })),
        ),
        exactLegend(),
      ],
      description: this.title,
    });
  },
};

const NAMES: Readonly<Record<StandardStart, string>> = { gaussian: "Gaussian", ntk: "NTK", "mean-field": "mean field" };

/** delta of drawn neurons, ascending. */
function drawnDeltas(
  { inputDimension, readoutDeviation, weightDeviation, etaA = 1, etaW = 1 }: GaussianNeurons,
  { sample, seed }: { readonly sample: number; readonly seed: number },
): Float64Array {
  const random = randomGenerator(seed);
  return Float64Array.from({ length: sample }, () => {
    const readout = etaW * (readoutDeviation * random.gaussian()) ** 2;
    let weights = 0;
    for (let j = 0; j < inputDimension; j++) weights += (weightDeviation * random.gaussian()) ** 2;
    return readout - etaA * weights;
  }).sort();
}

/** The share of downstream neurons of the first start, at the least and the greatest number of inputs. */
function downstream({ inputDimensions }: NeuronDeltasSpec, shares: readonly Row[]): string {
  const words = STARTS.slice(0, 2).map((start) => {
    const at = [...new Set([Math.min(...inputDimensions), Math.max(...inputDimensions)])].map((inputDimension) => {
      const row = shares.find(
        (each) => each.start === start && each.inputDimension === inputDimension && each.delta === 0,
      );
      return `${measured(100 * Number(row?.share))}% at d = ${inputDimension}`;
    });
    return `${enumerated(at)} in the ${start === "gaussian" ? "Gaussian" : "NTK"} start`;
  });
  return `Downstream (δ < 0) are ${enumerated(words)}.`;
}
