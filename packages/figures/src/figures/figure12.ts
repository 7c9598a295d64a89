import {
  annotations,
  type ColorScale,
  type FigurePanel,
  figure,
  panel,
  rampPanel,
  regions,
  sequentialScale,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { list, number } from "./captionText.js";
import { type GrokkingSpec, grokkingSchema, grokkingSetting, runGrokking } from "./grokking.js";
import { ink } from "./palette.js";

const schema = grokkingSchema({ alphas: [0.1, 1, 10], taus: [0.5, 1, 1.5], seeds: 1 });

/** How long memorizing and generalizing take, over the relative and the overall scale of a transformer. */
export const figure12: Figure<GrokkingSpec> = {
  id: "12",
  title: figureTitle("12"),
  schema,
  spec: schema.parse({}),
  presets: {
    seconds: schema.parse({
      ...{ modulus: 59, trainShare: 0.7, weightDecay: 0.5, alphas: [1, 10], taus: [0.75, 1.25], lastStep: 2000 },
    }),
    paper: schema.parse({
      ...{
        trainShare: 0.5,
        embedding: 128,
        alphas: [-1, -0.5, 0, 0.5, 1].map((exponent) => Number((10 ** exponent).toPrecision(12))),
      },
      ...{
        taus: [0.5, 0.75, 1, 1.25, 1.5],
        learningRate: 1e-3,
        weightDecay: 0.1,
        seeds: 5,
        lastStep: 30_000,
        every: 500,
      },
    }),
  },

  caption: (spec, { tables }) =>
    `Steps until ${number(100 * spec.accuracy)}% of (a) the equations that are trained on and (b) the others are right, over τ, by which logits are multiplied, and α. Means over the seeds. ` +
    `Gray, with “>”: no run had reached it when it was cut, after ${number(spec.lastStep)} steps; “≥”: some had not, and count with the step at which they were cut. ` +
    `${orderInWords(spec, tables.maps ?? [])} ${grokkingSetting(spec)}`,

  async run(spec, options = {}) {
    const { runs } = await runGrokking(spec, options);
    return { tables: { maps: mapRows(spec, runs), runs } };
  },

  draw({ tables }, spec, { width = 400, theme } = {}) {
    const rows = tables.maps ?? [];
    const panels = (["trained", "generalized"] as const).flatMap((column) => {
      const own = rows.filter((row) => row.event === column);
      const reached = own.filter((row) => row.censored !== row.seeds).map((row) => Number(row.steps));
      const [low, high] = [Math.min(...reached, spec.lastStep), Math.max(...reached, 2)];
      const color = sequentialScale({
        domain: [Math.min(low, high / 2), high],
        ...{ type: "log", label: "steps", format: (value: number) => number(value, 2), lightness: [0.5, 0.95] },
        ticks: [Math.min(low, high / 2), high],
      });
      return [mapPanel(own, spec, color, column), rampPanel(color)];
    });
    return figure({
      ...{ panels, width, theme, columns: 4, columnWidths: [1, 0.07, 1, 0.07], frameAspect: 1, gap: 8 },
      description: this.title,
    });
  },
};

/** Means over the seeds, a row an event, tau and alpha; a run that was cut counts with the step of the cut. */
function mapRows({ alphas, taus, lastStep }: GrokkingSpec, runs: readonly Row[]): Row[] {
  return ["trained", "generalized"].flatMap((event) =>
    taus.flatMap((tau) =>
      alphas.map((alpha): Row => {
        const own = runs.filter((row) => row.alpha === alpha && row.tau === tau);
        const steps = own.map((row) => Number(row[event] ?? lastStep));
        return {
          ...{ event, tau, alpha, seeds: own.length, censored: own.filter((row) => row[event] === null).length },
          steps: steps.reduce((sum, each) => sum + each, 0) / steps.length,
        };
      }),
    ),
  );
}

function mapPanel(rows: readonly Row[], { taus, alphas }: GrokkingSpec, color: ColorScale, event: string): FigurePanel {
  const placed = rows.map((row) => ({
    ...row,
    x: taus.indexOf(Number(row.tau)),
    y: alphas.indexOf(Number(row.alpha)),
    label: labelOf(row),
  }));
  const isKnown = ({ censored, seeds }: Row): boolean => censored !== seeds;
  const squares = (chosen: readonly (Row & { readonly x: number; readonly y: number })[]) =>
    chosen.flatMap((row) =>
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([dx, dy]) => ({
        ...{ x: row.x + dx! / 2, y: row.y + dy! / 2, cell: `${row.x} ${row.y}`, steps: Number(row.steps) },
      })),
    );
  const ticks = (values: readonly number[]) => ({
    domain: [-0.5, values.length - 0.5] as const,
    ticks: values.map((_, i) => i),
    format: (i: number) => number(values[i] ?? Number.NaN, 3),
  });
  const [known, censored] = [squares(placed.filter(isKnown)), squares(placed.filter((row) => !isKnown(row)))];
  const look = { x: "x", y: "y", z: "cell" };
  return panel({
    title: event === "trained" ? "to memorize" : "to generalize",
    color,
    x: { label: "*τ*", ...ticks(taus) },
    y: { label: event === "trained" ? "*α*" : "", ...ticks(alphas) },
    marks: [
      ...(censored.length === 0 ? [] : [regions(censored, { ...look, fill: "#d9d9d9", stroke: "#ffffff" })]),
      ...(known.length === 0 ? [] : [regions(known, { ...look, fill: "steps", stroke: "#ffffff" })]),
      annotations(placed, { x: "x", y: "y", text: "label", fill: ink }),
    ],
  });
}

function labelOf({ steps, seeds, censored }: Row): string {
  const sign = censored === seeds ? "> " : Number(censored) > 0 ? "≥ " : "";
  return `${sign}${Math.round(Number(steps))}`;
}

/** Whether a larger alpha generalizes sooner, tau by tau. */
function orderInWords({ taus, alphas }: GrokkingSpec, maps: readonly Row[]): string {
  if (alphas.length < 2) return "";
  const [least, most] = [alphas[0]!, alphas.at(-1)!];
  const steps = (tau: number, alpha: number): number =>
    Number(maps.find((row) => row.event === "generalized" && row.tau === tau && row.alpha === alpha)?.steps);
  const sooner = taus.filter((tau) => steps(tau, most) < steps(tau, least));
  return sooner.length === 0
    ? `At no τ generalizes α = ${number(most)} before α = ${number(least)}.`
    : `α = ${number(most)} generalizes before α = ${number(least)} at τ = ${list(sooner)}, of ${list(taus)}.`;
}
