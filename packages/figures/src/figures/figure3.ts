import { neuronWithFunction } from "@lazyrich/networks";
import { endLabels, exactLegend, figure } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { learningRates, list, measured, simulatedBy, vector } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { largestDifference } from "./compared.js";
import { comparedNeurons } from "./comparedNeurons.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import { type NeuronSpec, neuronFields, nonZeroVector } from "./figureFields.js";
import { inTime } from "./inTime.js";
import { refuseOtherLength } from "./refuseOtherLength.js";

export interface Figure3Spec extends NeuronSpec {
  readonly betaStar: readonly number[];
  readonly beta0: readonly number[];
}

const schema = z
  .strictObject({
    betaStar: z._default(nonZeroVector, [0, 1]),
    beta0: z._default(nonZeroVector, [-1, 0]),
    ...neuronFields({ deltas: [-4, -2, -1, 0, 1, 2, 4], times: { first: 0.01, last: 50, count: 240 } }),
  })
  .check(z.superRefine(refuseOtherLength("beta0", "betaStar")));

const paper = schema.parse({});

const labels = { mu: "magnitude *μ*", phi: "alignment *φ*", kernelDistance: "kernel distance *S*(0, *t*)" };

/** Magnitude, alignment and kernel distance of one neuron in time, from one function and every balance of its layers. */
export const figure3: Figure<Figure3Spec> = {
  id: "3",
  title: figureTitle("3"),
  schema,
  spec: paper,
  presets: { paper },

  caption: (spec, { tables }) =>
    "Temporal dynamics of a single hidden neuron f(x) = a w·x on whitened inputs. " +
    "(a) Signed magnitude μ = a|w|, (b) alignment φ of w with β*, (c) kernel distance S(0, t) of the neural tangent kernel to its initial value. " +
    `All curves start at the same function β₀ = ${vector(spec.beta0)} with target β* = ${vector(spec.betaStar)} and differ only in the conserved ` +
    `quantity δ = η_w a² − η_a|w|² = ${list(spec.deltas)} (color).${learningRates(spec)} ${simulatedBy(spec.simulation, spec.times)} ` +
    `S in (c) follows its definition, 1 − ⟨K₀, K_t⟩/(|K₀||K_t|), and ends at ${ends(spec.deltas, tables.dynamics ?? [])}.` +
    (isPaper(spec)
      ? " The curves printed in Kunin et al. 2024, Figure 3(c), have a₀ in place of a_t in the norm of K_t, which moves them by up to 0.19 in mid-trajectory."
      : ""),

  async run(spec, options) {
    const cases = spec.deltas.map((delta) => {
      return { ...spec, identity: { delta }, start: neuronWithFunction({ ...spec, delta }) };
    });
    const dynamics = await comparedNeurons(
      cases,
      spec,
      ({ mu, phi, kernelDistance }) => ({ mu, phi, kernelDistance }),
      options,
    );
    return { tables: { dynamics }, largestDifference: largestDifference(dynamics) };
  },

  draw({ tables }, { deltas, times }, { width, theme } = {}) {
    const color = deltaColors(deltas);
    const rows = tables.dynamics ?? [];
    const names = { x: "t", y: "kernelDistanceExact", z: "delta", fill: "delta" };
    return figure({
      ...{ width, theme, color, columns: columnsFor(3, width) },
      panels: (["mu", "phi", "kernelDistance"] as const).map((y) =>
        inTime(rows, {
          ...{ y, label: labels[y], times },
          marks: y === "kernelDistance" && deltas.length <= 10 ? [endLabels(rows, names)] : [],
        }),
      ),
      legend: [deltaLegend(deltas, color), exactLegend()],
      description: this.title,
    });
  },
};

const isPaper = ({ times: _times, simulation: _simulation, ...rest }: Figure3Spec): boolean => {
  const { times, simulation, ...settings } = paper;
  return JSON.stringify(rest) === JSON.stringify(settings);
};

/** "0.51 for δ = −4, ..., 0.02 for δ = 4": of the least and the greatest delta. */
function ends(deltas: readonly number[], rows: readonly Row[]): string {
  const shown = [...new Set([Math.min(...deltas), Math.max(...deltas)])];
  return shown
    .map((delta) => {
      const last = rows.findLast((row) => row.delta === delta);
      return `${measured(Number(last?.kernelDistanceExact))} for δ = ${list([delta])}`;
    })
    .join(", ");
}
