import { neuronWithFunction } from "@lazyrich/networks";
import { exactLegend, exactOverSimulation, figure, horizontalLines, panel } from "@lazyrich/plot";
import { learningRate } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { learningRates, list, simulatedBy, vector } from "./captionText.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import {
  deltaList,
  nonZeroVector,
  type SimulationSpec,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { finiteOrNull, largestDifference } from "./largestDifference.js";
import { refuseOtherLength } from "./refuseOtherLength.js";
import { timeAxis } from "./timeAxis.js";
import { timeGrid } from "./timeGrid.js";
import { compareOnWhitened } from "./whitenedNeuron.js";

export interface Figure3Spec {
  readonly betaStar: readonly number[];
  readonly beta0: readonly number[];
  readonly deltas: readonly number[];
  readonly etaA: number;
  readonly etaW: number;
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z
  .strictObject({
    betaStar: z._default(nonZeroVector, [0, 1]),
    beta0: z._default(nonZeroVector, [-1, 0]),
    deltas: z._default(deltaList, [-4, -2, -1, 0, 1, 2, 4]),
    etaA: learningRate,
    etaW: learningRate,
    times: timesField({ first: 0.01, last: 50, count: 240 }),
    simulation: simulationField(),
  })
  .check(z.superRefine(refuseOtherLength("beta0", "betaStar")));

const quantities = ["mu", "phi", "kernelDistance"] as const;

/** Magnitude, alignment and kernel distance of one neuron in time, from one function and every balance of its layers. */
export const figure3: Figure<Figure3Spec> = {
  id: "3",
  title: "Temporal dynamics of one neuron: magnitude, alignment and kernel distance for each delta",
  schema,
  spec: schema.parse({}),

  caption: (spec) =>
    "Temporal dynamics of a single hidden neuron f(x) = a w·x on whitened inputs. " +
    "(a) Signed magnitude μ = a|w|, (b) alignment φ of w with β*, (c) kernel distance S(0, t) of the neural tangent kernel to its initial value. " +
    `All curves start at the same function β₀ = ${vector(spec.beta0)} with target β* = ${vector(spec.betaStar)} and differ only in the conserved ` +
    `quantity δ = η_w a² − η_a|w|² = ${list(spec.deltas)} (color).${learningRates(spec)} Dashed: exact solution. Solid: simulation. ` +
    `${simulatedBy(spec.simulation, spec.times)} S in (c) follows its definition, 1 − ⟨K₀, K_t⟩/(|K₀||K_t|); the curves printed in ` +
    "Kunin et al. 2024, Figure 3(c), have a₀ in place of a_t in the norm of K_t, which moves them by up to 0.19 in mid-trajectory.",

  async run(spec, { onProgress, signal } = {}) {
    const times = timeGrid(spec.times);
    const rows: Row[] = [];
    for (const [index, delta] of spec.deltas.entries()) {
      const start = neuronWithFunction({ ...spec, delta });
      const { exact, simulated } = await compareOnWhitened({ ...spec, start }, times, spec.simulation, signal);
      times.forEach((t, i) => {
        rows.push({
          delta,
          t,
          muSimulated: simulated.mu[i]!,
          muExact: exact.mu[i]!,
          phiSimulated: finiteOrNull(simulated.phi[i]!),
          phiExact: finiteOrNull(exact.phi[i]!),
          kernelDistanceSimulated: finiteOrNull(simulated.kernelDistance[i]!),
          kernelDistanceExact: finiteOrNull(exact.kernelDistance[i]!),
          deltaSimulated: simulated.delta[i]!,
        });
      });
      onProgress?.((index + 1) / spec.deltas.length);
    }
    return { tables: { dynamics: rows }, largestDifference: largestDifference(rows, quantities) };
  },

  draw({ tables }, { deltas, times }) {
    const color = deltaColors(deltas);
    const rows = tables.dynamics ?? [];
    const labels = { mu: "magnitude *μ*", phi: "alignment *φ*", kernelDistance: "kernel distance *S*(0, *t*)" };
    return figure({
      panels: quantities.map((quantity) =>
        panel({
          x: timeAxis(times),
          y: { label: labels[quantity] },
          marks: [
            horizontalLines([0], { stroke: "#c9c9c9" }),
            exactOverSimulation(
              rows.map((row) => ({ ...row, value: row[`${quantity}Exact`] })),
              rows.map((row) => ({ ...row, value: row[`${quantity}Simulated`] })),
              { x: "t", y: "value", z: "delta", stroke: "delta" },
            ),
          ],
        }),
      ),
      color,
      legend: [deltaLegend(deltas, color), exactLegend()],
      description: this.title,
    });
  },
};
