import { randomGenerator } from "@lazyrich/data";
import { isotropicLayers } from "@lazyrich/networks";
import { exactLegend, exactOverSimulation, figure, horizontalLines, keyLegend, panel } from "@lazyrich/plot";
import { learningRate } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { learningRates, list, number, simulatedBy } from "./captionText.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import {
  deltaList,
  type SimulationSpec,
  seedField,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { finiteOrNull, largestDifference } from "./largestDifference.js";
import { neutralColor, orderedColor } from "./palette.js";
import { targetWithModes } from "./targetWithModes.js";
import { timeAxis } from "./timeAxis.js";
import { timeGrid } from "./timeGrid.js";
import { compareTwoLayer } from "./whitenedTwoLayer.js";

export interface LinearModesSpec {
  /** Singular values of the target, descending; as many inputs, neurons and outputs. */
  readonly targets: readonly number[];
  readonly deltas: readonly number[];
  /** Scale of the start: all singular values of its function are tau^2. */
  readonly tau: number;
  readonly seed: number;
  readonly etaA: number;
  readonly etaW: number;
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z.strictObject({
  targets: z._default(
    z.array(z.number().check(z.positive())).check(
      z.minLength(1),
      z.maxLength(12),
      z.refine(
        (values) => values.every((value, i) => i === 0 || value <= values[i - 1]!),
        "is not in descending order",
      ),
    ),
    [4, 2, 1, 0.5],
  ),
  deltas: z._default(deltaList, [-8, -2, 0, 2, 8]),
  tau: z._default(z.number().check(z.positive()), 0.1),
  seed: seedField(1),
  etaA: learningRate,
  etaW: learningRate,
  times: timesField({ first: 0.01, last: 50, count: 160 }),
  simulation: simulationField(),
});

/** How a wide linear network learns the modes of its target, one after the other or all at once, by the balance of its layers. */
export const linearModes: Figure<LinearModesSpec> = {
  id: "linear-modes",
  title: "Singular values and kernel distance of a two-layer linear network in time for each delta",
  schema,
  spec: schema.parse({}),

  caption: (spec) => {
    const size = spec.targets.length;
    return (
      `Two-layer linear network f(x) = Aᵀ W x with ${size} inputs, ${size} hidden neurons and ${size} outputs on whitened inputs, from a random isotropic start ` +
      `Δ = η_w A Aᵀ − η_a W Wᵀ = δ I whose function has the singular values τ² with τ = ${number(spec.tau)} (seed ${spec.seed}), to a target with the singular values ` +
      `${list(spec.targets)} in random directions. Panels: singular values of β = Wᵀ A for δ = ${list(spec.deltas)}, and kernel distance S(0, t) for each (color). ` +
      "Near balance the modes are learned one after the other and the kernel turns; far from it all at the rate |δ| with a fixed kernel, as in linear regression. At δ = 0 the sign of det β cannot change, so a start with the wrong one never learns its weakest mode." +
      `${learningRates(spec)} Dashed: exact solution. Solid: simulation. ${simulatedBy(spec.simulation, spec.times)}`
    );
  },

  async run(spec, { onProgress, signal } = {}) {
    const { targets, deltas, tau, seed, etaA, etaW } = spec;
    const size = targets.length;
    const times = timeGrid(spec.times);
    const modes: Row[] = [];
    const kernels: Row[] = [];
    for (const [index, delta] of deltas.entries()) {
      const random = randomGenerator(seed);
      const betaStar = targetWithModes(size, size, targets, random);
      const start = isotropicLayers({
        ...{ hiddenWidth: size, inputDimension: size, outputDimension: size },
        ...{ delta, tau, etaA, etaW, random },
      });
      const problem = { betaStar, start, etaA, etaW };
      const { exact, simulated } = await compareTwoLayer(problem, times, spec.simulation, signal);
      times.forEach((t, i) => {
        for (let k = 0; k < size; k++) {
          modes.push({
            delta,
            t,
            mode: k + 1,
            sigmaSimulated: simulated.singularValues[i * size + k]!,
            sigmaExact: exact.singularValues[i * size + k]!,
          });
        }
        kernels.push({
          delta,
          t,
          kernelDistanceSimulated: finiteOrNull(simulated.kernelDistance[i]!),
          kernelDistanceExact: finiteOrNull(exact.kernelDistance[i]!),
          deltaSimulated: simulated.delta[i]!,
        });
      });
      onProgress?.((index + 1) / deltas.length);
    }
    return {
      tables: { modes, kernels },
      largestDifference: Math.max(largestDifference(modes, ["sigma"]), largestDifference(kernels, ["kernelDistance"])),
    };
  },

  draw({ tables }, { targets, deltas, times }) {
    const colors = deltaColors(deltas);
    const modes = tables.modes ?? [];
    const kernels = tables.kernels ?? [];
    const highest = Math.max(...modes.map((row) => Number(row.sigmaExact)));
    const modePanels = deltas.map((delta) =>
      panel({
        title: `*δ* = ${number(delta)}`,
        x: timeAxis(times),
        y: { label: "singular values *σ*", domain: [-0.04 * highest, 1.04 * highest] },
        marks: [
          horizontalLines(targets, { stroke: "#c9c9c9" }),
          ...targets.map((_, k) => {
            const rows = modes.filter((row) => row.delta === delta && row.mode === k + 1);
            return exactOverSimulation(
              rows.map((row) => ({ ...row, value: row.sigmaExact! })),
              rows.map((row) => ({ ...row, value: row.sigmaSimulated! })),
              { x: "t", y: "value", stroke: orderedColor(k, targets.length) },
            );
          }),
        ],
      }),
    );
    const kernelPanel = panel({
      title: "kernel",
      x: timeAxis(times),
      y: { label: "kernel distance *S*(0, *t*)" },
      marks: [
        horizontalLines([0], { stroke: neutralColor, strokeWidth: 0.4 }),
        exactOverSimulation(
          kernels.map((row) => ({ ...row, value: row.kernelDistanceExact! })),
          kernels.map((row) => ({ ...row, value: row.kernelDistanceSimulated! })),
          { x: "t", y: "value", z: "delta", stroke: "delta" },
        ),
      ],
    });
    return figure({
      columns: Math.min(3, deltas.length + 1),
      panels: [...modePanels, kernelPanel],
      color: colors,
      legend: [
        keyLegend(
          targets.map((target, k) => ({
            label: `*s* = ${number(target)}`,
            color: orderedColor(k, targets.length),
            strokeWidth: 2.4,
          })),
        ),
        deltaLegend(deltas, colors),
        exactLegend(),
      ],
      description: this.title,
    });
  },
};
