import { neuronWithFunction } from "@lazyrich/networks";
import { exactLegend, exactOverSimulation, figure, horizontalLines, panel } from "@lazyrich/plot";
import { learningRate } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { learningRates, list, number, simulatedBy, vector } from "./captionText.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import {
  deltaList,
  nonZeroVector,
  type SimulationSpec,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { largestDifference } from "./largestDifference.js";
import { neutralColor } from "./palette.js";
import { timeAxis } from "./timeAxis.js";
import { timeGrid } from "./timeGrid.js";
import { compareOnWhitened } from "./whitenedNeuron.js";

export interface Figure8Spec {
  readonly betaStar: readonly number[];
  /** One row of panels each. */
  readonly beta0s: readonly (readonly number[])[];
  readonly deltas: readonly number[];
  /** nu is infinite where a = 0: beyond this magnitude it is neither drawn nor compared. */
  readonly nuLimit: number;
  readonly etaA: number;
  readonly etaW: number;
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z
  .strictObject({
    betaStar: z._default(nonZeroVector, [0, 1]),
    beta0s: z._default(z.array(nonZeroVector).check(z.minLength(1)), [
      [-0.6, 0.8],
      [-1, 0],
      [-0.6, -0.8],
    ]),
    deltas: z._default(deltaList, [-2, -1, 0, 1, 2]),
    nuLimit: z._default(z.number().check(z.positive()), 4),
    etaA: learningRate,
    etaW: learningRate,
    times: timesField({ first: 0.01, last: 50, count: 240 }),
    simulation: simulationField(),
  })
  .check(
    z.superRefine(({ betaStar, beta0s }, context) => {
      for (const [index, { length }] of beta0s.entries())
        if (length !== betaStar.length)
          context.addIssue({
            code: "custom",
            path: ["beta0s", index],
            message: `has length ${length}, but betaStar has length ${betaStar.length}`,
          });
    }),
  );

const quantities = ["nu", "a", "wParallel", "wOrthogonal"] as const;

const labels: Record<(typeof quantities)[number], string> = {
  nu: "*ν* = *w*_∥/*a*",
  a: "readout *a*",
  wParallel: "weights *w*_∥",
  wOrthogonal: "weights |*w*_⊥|",
};

/** The parts of the exact solution in time, from three starts: the Riccati variable nu, the readout and the weights. */
export const figure8: Figure<Figure8Spec> = {
  id: "8",
  title: "Temporal dynamics of the parameters of one neuron: nu, a and w for each delta and three starts",
  schema,
  spec: schema.parse({}),

  caption: (spec) =>
    "Temporal dynamics of the parameters of a single hidden neuron on whitened inputs: the Riccati variable ν = √η_a w_∥/(√η_w a), the readout a, and the " +
    `components of w along the target β* = ${vector(spec.betaStar)} and orthogonal to it. Rows: starts β₀ = ${spec.beta0s.map(vector).join(", ")}, a₀ > 0; ` +
    `δ = ${list(spec.deltas)} (color).${learningRates(spec)} ν is infinite where a changes its sign; beyond |ν| = ${number(spec.nuLimit)} it is neither drawn nor compared. ` +
    `Dashed: exact solution. Solid: simulation. ${simulatedBy(spec.simulation, spec.times)}`,

  async run(spec, { onProgress, signal } = {}) {
    const { betaStar, beta0s, deltas, nuLimit, etaA, etaW } = spec;
    const times = timeGrid(spec.times);
    const d = betaStar.length;
    const target = betaStar.map((component) => component / Math.hypot(...betaStar));
    const ratio = Math.sqrt(etaA / etaW);
    const parts = (a: number, w: Float64Array): Record<(typeof quantities)[number], number | null> => {
      const wParallel = target.reduce((sum, component, k) => sum + component * w[k]!, 0);
      const wOrthogonal = Math.hypot(...target.map((component, k) => w[k]! - wParallel * component));
      const nu = (ratio * wParallel) / a;
      return { nu: Math.abs(nu) <= nuLimit ? nu : null, a, wParallel, wOrthogonal };
    };
    const rows: Row[] = [];
    let done = 0;
    for (const [start, beta0] of beta0s.entries())
      for (const delta of deltas) {
        const problem = { betaStar, etaA, etaW, start: neuronWithFunction({ beta0, delta, etaA, etaW }) };
        const { exact, simulated } = await compareOnWhitened(problem, times, spec.simulation, signal);
        times.forEach((t, i) => {
          const known = parts(exact.a[i]!, exact.w.subarray(i * d, (i + 1) * d));
          const followed = parts(simulated.a[i]!, simulated.w.subarray(i * d, (i + 1) * d));
          rows.push({
            start,
            delta,
            t,
            ...Object.fromEntries(
              quantities.flatMap((quantity) => [
                [`${quantity}Simulated`, followed[quantity]],
                [`${quantity}Exact`, known[quantity]],
              ]),
            ),
            deltaSimulated: simulated.delta[i]!,
          });
        });
        onProgress?.(++done / (beta0s.length * deltas.length));
      }
    return { tables: { dynamics: rows }, largestDifference: largestDifference(rows, quantities) };
  },

  draw({ tables }, { beta0s, deltas, times }) {
    const rows = tables.dynamics ?? [];
    const color = deltaColors(deltas);
    return figure({
      columns: quantities.length,
      panels: beta0s.flatMap((beta0, start) =>
        quantities.map((quantity, column) =>
          panel({
            ...(column === 0 ? { title: `*β*_0 = ${vector(beta0)}` } : {}),
            x: timeAxis(times, start === beta0s.length - 1 ? "time *t*" : ""),
            y: { label: labels[quantity] },
            marks: [
              horizontalLines([0], { stroke: neutralColor, strokeWidth: 0.4 }),
              exactOverSimulation(
                rowsOf(rows, start, `${quantity}Exact`),
                rowsOf(rows, start, `${quantity}Simulated`),
                { x: "t", y: "value", z: "delta", stroke: "delta" },
              ),
            ],
          }),
        ),
      ),
      shareX: "all",
      shareY: "column",
      frameAspect: 1.15,
      color,
      legend: [deltaLegend(deltas, color), exactLegend()],
      description: this.title,
    });
  },
};

const rowsOf = (rows: readonly Row[], start: number, column: string): Row[] =>
  rows
    .filter((row) => row.start === start)
    .map(({ t, delta, [column]: value }) => ({ t: t!, delta: delta!, value: value! }));
