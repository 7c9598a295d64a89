import { randomGenerator } from "@lazyrich/data";
import { deepLearningTime, deepMode } from "@lazyrich/exact";
import type { VectorField } from "@lazyrich/flow";
import { matrix } from "@lazyrich/linalg";
import { balancedLayers, deepLinearModel, descentField, halfSumSquared, thetaFromMatrices } from "@lazyrich/networks";
import {
  exactLegend,
  exactOverSimulation,
  figure,
  horizontalLines,
  keyLegend,
  line,
  panel,
  points,
  strokes,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { enumerated, measured, number, simulatedBy } from "./captionText.js";
import { comparedRows, largestDifference } from "./compared.js";
import { type SimulationSpec, seedField, simulationField, type TimesSpec, timesField } from "./figureFields.js";
import { faintColor, orderedColor, paper, saddleLook } from "./palette.js";
import { simulateFlow } from "./simulateFlow.js";
import { timeAxis } from "./timeAxis.js";
import { timeGrid } from "./timeGrid.js";

type Depth = number | "infinite";

export interface DeepModesSpec {
  /** Numbers of weight matrices, or "infinite". */
  readonly depths: readonly Depth[];
  readonly target: number;
  readonly start: number;
  /** Starts of the second panel: from the least to the greatest, evenly apart in their logarithm. */
  readonly starts: { readonly first: number; readonly last: number; readonly count: number };
  readonly seed: number;
  /** Times in units of 1/depth. */
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z
  .strictObject({
    depths: z._default(
      z
        .array(z.union([z.int().check(z.minimum(1), z.maximum(64)), z.literal("infinite")]))
        .check(z.minLength(1), z.maxLength(9)),
      [1, 2, 3, 4, 8, "infinite"],
    ),
    target: z._default(z.number().check(z.positive()), 1),
    start: z._default(z.number().check(z.positive()), 0.05),
    starts: z.prefault(
      z.strictObject({
        first: z._default(z.number().check(z.positive()), 1e-3),
        last: z._default(z.number().check(z.positive()), 0.4),
        count: z._default(z.int().check(z.minimum(2), z.maximum(200)), 9),
      }),
      {},
    ),
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
    const { first, last, count } = starts;
    const spread = (i: number, of: number): number => (i === of - 1 ? last : first * (last / first) ** (i / (of - 1)));
    for (const [index, depth] of depths.entries()) {
      const scale = depth === "infinite" ? 1 : depth;
      const problem = { depth: depthNumber(depth), target };
      const exact = deepMode({ ...problem, start });
      const followed = await simulatedMode(depth, { target, start, seed }, times, spec.simulation, signal);
      const known = times.map((t) => exact.at(t / scale));
      for (const row of comparedRows({ depth: index }, times, { u: known }, { u: followed })) modes.push(row);
      const fine = LINE_POINTS * (count - 1) + 1;
      for (let i = 0; i < fine; i++) {
        const from = spread(i, fine);
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
    const color = (index: number): string => orderedColor(index, depths.length);
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
      legend: [
        keyLegend(
          depths.map((depth, index) => ({
            label: index === 0 ? `*L* = ${depthText(depth)}` : depthText(depth),
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

/** By what the time to half the target grows from the greatest start to the least, for each depth. */
function growth({ depths, starts }: DeepModesSpec, learningTimes: readonly Row[]): string {
  const words = depths.map((depth, index) => {
    const times = learningTimes.filter((row) => row.depth === index).map((row) => Number(row.time));
    return `${measured(times[0]! / times.at(-1)!)} for L = ${depthText(depth)}`;
  });
  return `From u₀ = ${number(starts.last)} down to ${number(starts.first)} it grows by a factor of ${enumerated(words)}.`;
}

const depthNumber = (depth: Depth): number => (depth === "infinite" ? Number.POSITIVE_INFINITY : depth);
const depthText = (depth: Depth): string => (depth === "infinite" ? "∞" : String(depth));
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
  const diagonal = (first: number): ReturnType<typeof matrix> => matrix(2, 2, Float64Array.of(first, 0, 0, first / 2));
  const hiddenWidths = Array.from({ length: depth - 1 }, () => 3);
  const model = deepLinearModel({ widths: [2, ...hiddenWidths, 2] });
  const X = matrix(2, 2, Float64Array.of(1, 0, 0, 1));
  const field = descentField(model.bind({ X, Y: diagonal(target), loss: halfSumSquared, build: "simd" }), {
    // time runs depth times as fast, which is what a unit of 1/depth means
    learningRates: Array.from({ length: depth }, () => 1 / depth),
  });
  const layers = balancedLayers({ beta0: diagonal(start), hiddenWidths, random: randomGenerator(seed) });
  const states = await simulateFlow(field, thetaFromMatrices(layers), times, simulation, signal);
  return states.map((theta) => model.beta(theta).data[0]!);
}
