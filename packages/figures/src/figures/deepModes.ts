import { deepLearningTime, deepMode } from "@lazyrich/exact";
import type { VectorField } from "@lazyrich/flow";
import { type Matrix, matrix } from "@lazyrich/linalg";
import {
  exactLegend,
  exactOverSimulation,
  figure,
  horizontalLines,
  line,
  panel,
  points,
  strokes,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { balancedFunctions } from "./balancedNetwork.js";
import { enumerated, measured, number, simulatedBy } from "./captionText.js";
import { comparedRows, largestDifference } from "./compared.js";
import { type Depth, depthColors, depthLegend, depthNumber, depthsField, depthText } from "./depths.js";
import { type SimulationSpec, seedField, simulationField, type TimesSpec, timesField } from "./figureFields.js";
import { faintColor, paper, saddleLook } from "./palette.js";
import { simulateFlow } from "./simulateFlow.js";
import { logSpacing, type Spacing, spacingField } from "./spacing.js";
import { timeAxis } from "./timeAxis.js";
import { timeGrid } from "./timeGrid.js";

export interface DeepModesSpec {
  /** Numbers of weight matrices, or "infinite". */
  readonly depths: readonly Depth[];
  readonly target: number;
  readonly start: number;
  /** Starts of the second panel: from the least to the greatest, evenly apart in their logarithm. */
  readonly starts: Spacing;
  readonly seed: number;
  /** Times in units of 1/depth. */
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z
  .strictObject({
    depths: depthsField,
    target: z._default(z.number().check(z.positive()), 1),
    start: z._default(z.number().check(z.positive()), 0.05),
    starts: spacingField(z.number().check(z.positive()), { first: 1e-3, last: 0.4, count: 9 }, 200),
    seed: seedField(1),
    times: timesField({ first: 0.05, last: 60, count: 160 }),
    simulation: simulationField(),
  })
  .check(
    z.superRefine(({ target, start, starts }, context) => {
      const message = `is not below half the target, ${target / 2}, where learning times end`;
      if (start >= target / 2) context.addIssue({ code: "custom", path: ["start"], message });
      if (starts.last >= target / 2) context.addIssue({ code: "custom", path: ["starts", "last"], message });
    }),
  );

/** Points of a line of learning times from one simulated start to the next. */
const LINE_POINTS = 8;

/** How depth delays the learning of a mode and makes it sudden. */
export const deepModes: Figure<DeepModesSpec> = {
  id: "deep-modes",
  title: figureTitle("deep-modes"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `A balanced mode of a deep linear network, f(x) = W_L ⋯ W₁ x, on whitened inputs: u' = L u^(2 − 2/L) (s − u) for L = ${enumerated(spec.depths.map(depthInWords))} ` +
    `weight matrices (color), with time in units of 1/L, target s = ${number(spec.target)}. (a) The mode in time from u₀ = ${number(spec.start)}. ` +
    `(b) Time to half the target over the start. ${growth(spec, tables.learningTimes ?? [])} ` +
    "Lines in (b): exact solution, as dashed in (a), in closed form for L = 1 and 2 and in the limit of infinite depth, else by a quadrature that is " +
    `inverted. Circles in (b), as solid in (a): simulation of whole networks of two inputs, two outputs and hidden layers of three neurons (seed ${spec.seed}), and of the equation at infinite depth, which is there at half the target when the exact time says. ` +
    simulatedBy(spec.simulation, spec.times),

  async run(spec, { onProgress, signal } = {}) {
    const { depths, target, start, starts, seed } = spec;
    const times = timeGrid(spec.times);
    const modes: Row[] = [];
    const learningTimes: Row[] = [];
    const fine = logSpacing({ ...starts, count: LINE_POINTS * (starts.count - 1) + 1 });
    for (const [index, depth] of depths.entries()) {
      const scale = depth === "infinite" ? 1 : depth;
      const problem = { depth: depthNumber(depth), target };
      const exact = deepMode({ ...problem, start });
      const followed = await simulatedMode(depth, { target, start, seed }, times, spec.simulation, signal);
      const known = times.map((t) => exact.at(t / scale));
      for (const row of comparedRows({ depth: index }, times, { u: known }, { u: followed })) modes.push(row);
      for (const [i, from] of fine.entries()) {
        const time = scale * deepLearningTime({ ...problem, start: from }, target / 2);
        let reached: number | null = null;
        if (i % LINE_POINTS === 0) {
          // the learning time is checked by what the simulated mode has reached by then
          const checkpoints = Float64Array.of(0, time);
          const mode = { target, start: from, seed };
          reached = (await simulatedMode(depth, mode, checkpoints, spec.simulation, signal))[1]!;
        }
        learningTimes.push({ depth: index, start: from, time, halfSimulated: reached, halfExact: target / 2 });
      }
      onProgress?.((index + 1) / depths.length);
    }
    return {
      tables: { modes, learningTimes },
      largestDifference: largestDifference(modes, learningTimes),
    };
  },

  draw({ tables }, { depths, target, times }, { width = 400, theme } = {}) {
    const color = depthColors(depths);
    const modes = tables.modes ?? [];
    const learningTimes = tables.learningTimes ?? [];
    const of = (rows: readonly Row[], index: number): Row[] => rows.filter((row) => row.depth === index);
    return figure({
      panels: [
        panel({
          x: timeAxis(times, "time *t* · depth *L*"),
          y: { label: "mode *u*", domain: [0, 1.05 * target] },
          marks: [
            horizontalLines([target, target / 2], { stroke: faintColor }),
            ...depths.map((_, index) =>
              exactOverSimulation(of(modes, index), { x: "t", y: "u", stroke: color(index) }),
            ),
          ],
        }),
        panel({
          x: { label: "start *u*_0", type: "log" },
          y: { label: "time to *s*/2, *t* · *L*", type: "log" },
          marks: depths.flatMap((_, index) => [
            line(of(learningTimes, index), { x: "start", y: "time", stroke: color(index), strokeWidth: strokes.bold }),
            points(
              of(learningTimes, index).filter((row) => row.halfSimulated !== null),
              {
                x: "start",
                y: "time",
                fill: paper,
                stroke: color(index),
                radius: saddleLook.radius,
                strokeWidth: strokes.outline,
              },
            ),
          ]),
        }),
      ],
      ...{ width, theme },
      legend: [depthLegend(depths), exactLegend()],
      description: this.title,
    });
  },
};

/** By what the time to half the target grows from the greatest start to the least, for each depth. */
function growth({ depths, starts }: DeepModesSpec, learningTimes: readonly Row[]): string {
  const words = depths.map((depth, index) => {
    const times = learningTimes.filter((row) => row.depth === index).map((row) => Number(row.time));
    return `${measured(times[0]! / times.at(-1)!)} for L = ${depthText(depth)}`;
  });
  return `From u₀ = ${number(starts.last)} down to ${number(starts.first)} it grows by a factor of ${enumerated(words)}.`;
}

const depthInWords = (depth: Depth): string => (depth === "infinite" ? "infinitely many" : String(depth));

/** The mode at times in units of 1/depth: of a whole network with a second mode of half the size, or of the equation of infinite depth. */
async function simulatedMode(
  depth: Depth,
  { target, start, seed }: { readonly target: number; readonly start: number; readonly seed: number },
  times: Float64Array,
  simulation: SimulationSpec,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  if (depth === "infinite") {
    const field: VectorField = (_, u, out) => {
      out[0] = u[0]! ** 2 * (target - u[0]!);
    };
    return (await simulateFlow(field, [start], times, simulation, signal)).map(([u]) => u!);
  }
  const diagonal = (first: number): Matrix => matrix(2, 2, Float64Array.of(first, 0, 0, first / 2));
  const [X, Y, beta0] = [matrix(2, 2, Float64Array.of(1, 0, 0, 1)), diagonal(target), diagonal(start)];
  const functions = await balancedFunctions({ depth, hiddenWidth: 3, beta0, X, Y, seed }, times, simulation, signal);
  return functions.map(([u]) => u!);
}
