import { randomGenerator } from "@lazyrich/data";
import { isotropicLayers } from "@lazyrich/networks";
import {
  endLabels,
  exactLegend,
  exactOverSimulation,
  figure,
  horizontalLines,
  keyLegend,
  panel,
  strokes,
} from "@lazyrich/plot";
import { learningRate } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { learningRates, list, measured, number, simulatedBy } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { comparedRows, largestDifference } from "./compared.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import {
  deltaList,
  type SimulationSpec,
  seedField,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { inTime } from "./inTime.js";
import { faintColor, orderedColor } from "./palette.js";
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
  deltas: z._default(deltaList, [-8, -2, 0, 1, 4]),
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
  title: figureTitle("linear-modes"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) => {
    const size = spec.targets.length;
    return (
      `Two-layer linear network f(x) = Aᵀ W x with ${size} inputs, ${size} hidden neurons and ${size} outputs on whitened inputs, from a random isotropic start ` +
      `Δ = η_w A Aᵀ − η_a W Wᵀ = δ I whose function has the singular values τ² with τ = ${number(spec.tau)} (seed ${spec.seed}), to a target with the singular values ` +
      `${list(spec.targets)} in random directions. Panels: singular values of β = Wᵀ A for δ = ${list(spec.deltas)}, and kernel distance S(0, t) for each (color). ` +
      `${inOrder(spec, tables.modes ?? [], tables.kernels ?? [])}${learningRates(spec)} ${simulatedBy(spec.simulation, spec.times)}`
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
      const mode = (of: { readonly singularValues: Float64Array }, k: number) => ({
        sigma: times.map((_, i) => of.singularValues[i * size + k]!),
      });
      for (let k = 0; k < size; k++)
        for (const row of comparedRows({ delta, mode: k + 1 }, times, mode(exact, k), mode(simulated, k)))
          modes.push(row);
      const { kernelDistance } = exact;
      const followed = { kernelDistance: simulated.kernelDistance, delta: simulated.delta };
      for (const row of comparedRows({ delta }, times, { kernelDistance }, followed)) kernels.push(row);
      onProgress?.((index + 1) / deltas.length);
    }
    return { tables: { modes, kernels }, largestDifference: largestDifference(modes, kernels) };
  },

  draw({ tables }, { targets, deltas, times }, { width, theme } = {}) {
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
          horizontalLines(targets, { stroke: faintColor }),
          ...targets.map((_, k) =>
            exactOverSimulation(
              modes.filter((row) => row.delta === delta && row.mode === k + 1),
              { x: "t", y: "sigma", stroke: orderedColor(k, targets.length) },
            ),
          ),
        ],
      }),
    );
    const kernelPanel = inTime(kernels, {
      ...{ y: "kernelDistance", label: "kernel distance *S*(0, *t*)", times, title: "kernel, each *δ*" },
      marks: [endLabels(kernels, { x: "t", y: "kernelDistanceExact", z: "delta", fill: "delta" })],
    });
    return figure({
      ...{ width, theme, color: colors },
      columns: Math.min(3, columnsFor(deltas.length + 1, width)),
      panels: [...modePanels, kernelPanel],
      legend: [
        keyLegend(
          targets.map((target, k) => ({
            label: `*s* = ${number(target)}`,
            color: orderedColor(k, targets.length),
            strokeWidth: strokes.simulation,
          })),
        ),
        deltaLegend(deltas, colors),
        exactLegend(),
      ],
      description: this.title,
    });
  },
};

/** How late the last mode is and how far the kernel turns, nearest to balance and farthest from it; and what was not learned. */
function inOrder({ targets, deltas }: LinearModesSpec, modes: readonly Row[], kernels: readonly Row[]): string {
  const bySize = [...deltas].sort((a, b) => Math.abs(a) - Math.abs(b));
  const halfTime = (delta: number, mode: number): number =>
    Number(
      modes.find((row) => row.delta === delta && row.mode === mode + 1 && Number(row.sigmaExact) >= targets[mode]! / 2)
        ?.t ?? Infinity,
    );
  const words = [...new Set([bySize[0]!, bySize.at(-1)!])].map((delta) => {
    const ratio = halfTime(delta, targets.length - 1) / halfTime(delta, 0);
    const turned = Math.max(
      ...kernels.filter((row) => row.delta === delta).map((row) => Number(row.kernelDistanceExact)),
    );
    const late = Number.isFinite(ratio)
      ? `the last mode is halfway ${measured(ratio)} times as late as the first`
      : "the last mode does not get halfway";
    return `at δ = ${number(delta)} ${late} and S reaches ${measured(turned)}`;
  });
  const unlearned = deltas.includes(0) && !Number.isFinite(halfTime(0, targets.length - 1));
  const sentence = words.join("; ");
  return (
    `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.` +
    (unlearned ? " At δ = 0 the sign of det β cannot change: this start has the other one than the target." : "")
  );
}
