import { deepImplicitBias } from "@lazyrich/exact";
import type { VectorField } from "@lazyrich/flow";
import { matrix } from "@lazyrich/linalg";
import { figure, line, panel, points, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { balancedFunctions } from "./balancedNetwork.js";
import { enumerated, measured, number, simulatedBy, vector } from "./captionText.js";
import { largestDifference } from "./compared.js";
import { type Depth, depthColors, depthLegend, depthNumber, depthsField, depthText } from "./depths.js";
import {
  type PlaneVector,
  type SimulationSpec,
  seedField,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { neutralColor, paper, saddleLook, startLook, targetLook } from "./palette.js";
import { simulateFlow } from "./simulateFlow.js";
import { logSpacing, type Spacing, spacingField } from "./spacing.js";
import { timeGrid } from "./timeGrid.js";

export interface DeepBiasSpec {
  /** Numbers of weight matrices, or "infinite". */
  readonly depths: readonly Depth[];
  /** The one sample: its input, and its target. */
  readonly x: PlaneVector;
  readonly y: number;
  /** The function at the start. */
  readonly beta0: PlaneVector;
  /** Lengths of the start in the second panel: from the least to the greatest, evenly apart in their logarithm. */
  readonly lengths: Spacing;
  readonly seed: number;
  /** Times in units of 1/depth. */
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const plane = z.tuple([z.number(), z.number()]).check(z.refine(([x, y]) => x !== 0 || y !== 0, "is 0"));

const schema = z
  .strictObject({
    depths: depthsField,
    x: z._default(plane, [0.5, 1]),
    y: z._default(z.number(), 1.1),
    beta0: z._default(plane, [0.5, -0.1]),
    lengths: spacingField(z.number().check(z.positive()), { first: 0.01, last: 10, count: 60 }, 400),
    seed: seedField(1),
    times: timesField({ first: 0.02, last: 400, count: 160 }),
    simulation: simulationField(),
  })
  .check(
    z.superRefine(({ x, beta0 }, context) => {
      const across = Math.abs(x[0] * beta0[1] - x[1] * beta0[0]);
      const along = Math.abs(x[0] * beta0[0] + x[1] * beta0[1]);
      const least = 1e-6 * Math.hypot(...x) * Math.hypot(...beta0);
      if (across < least || along < least) {
        const message = "lies along x or across it; expected a part in both directions";
        context.addIssue({ code: "custom", path: ["beta0"], message });
      }
    }),
  );

/** Theorem B.10: which solution a balanced deep linear network chooses, by its depth and by the length of its start. */
export const deepBias: Figure<DeepBiasSpec> = {
  id: "deep-bias",
  title: figureTitle("deep-bias"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `Balanced deep linear networks of L weight matrices (color) with two inputs and one output learn one sample, x = ${vector(spec.x)} with the target ${number(spec.y)}: every β on the gray line ` +
    `solves it. (a) The function β from ${vector(spec.beta0)} (dark ring) on its way; circles in color: where theorem B.10 says that it ends; star: the solution of least norm. ` +
    `(b) How far from that it ends, |β(∞) − β_mn|, over the length of a start in the same direction. ${distances(spec, tables.ends ?? [])} ` +
    `Lines in (a): simulation of whole networks with hidden layers of two neurons (seed ${spec.seed}), and of β' = −|β|² b bᵀ xᵀ(x·β − y) at infinite depth, where β keeps its direction; time is in units of 1/L. ` +
    simulatedBy(spec.simulation, spec.times),

  async run(spec, { onProgress, signal } = {}) {
    const { depths, x, y, beta0, lengths } = spec;
    const X = matrix(1, 2, Float64Array.from(x));
    const times = timeGrid(spec.times);
    const [paths, ends, starts]: [Row[], Row[], Row[]] = [[], [], []];
    for (const [index, depth] of depths.entries()) {
      const known = deepImplicitBias({ depth: depthNumber(depth), X, y: [y], beta0 });
      const followed = await simulatedPath(depth, spec, times, signal);
      for (const [i, beta] of followed.entries())
        paths.push({ depth: index, t: times[i]!, beta1: beta[0], beta2: beta[1] });
      const last = followed.at(-1)!;
      const [exact, least] = [known.betaInfinity, known.minimumNorm];
      ends.push({
        ...{ depth: index, beta1Simulated: last[0], beta2Simulated: last[1] },
        ...{ beta1Exact: exact[0]!, beta2Exact: exact[1]!, leastNorm1: least[0]!, leastNorm2: least[1]! },
      });
      const size = Math.hypot(...beta0);
      for (const length of logSpacing(lengths)) {
        const scaled = beta0.map((entry) => (length * entry) / size);
        const { betaInfinity, minimumNorm } = deepImplicitBias({ depth: depthNumber(depth), X, y: [y], beta0: scaled });
        const distance = Math.hypot(betaInfinity[0]! - minimumNorm[0]!, betaInfinity[1]! - minimumNorm[1]!);
        starts.push({ depth: index, length, distance });
      }
      onProgress?.((index + 1) / depths.length);
    }
    return { tables: { paths, ends, starts }, largestDifference: largestDifference(ends) };
  },

  draw({ tables }, { depths, x, y, beta0 }, { width = 400, theme } = {}) {
    const color = depthColors(depths);
    const ends = tables.ends ?? [];
    const of = (rows: readonly Row[] | undefined, index: number): Row[] =>
      (rows ?? []).filter((row) => row.depth === index);
    const seen = [...(tables.paths ?? []), { beta1: beta0[0], beta2: beta0[1] }];
    const range = (name: "beta1" | "beta2"): [number, number] => {
      const values = [
        ...seen.map((row) => Number(row[name])),
        ...ends.map((row) => Number(row[`${name}Exact`])),
        Number(ends[0]?.[name === "beta1" ? "leastNorm1" : "leastNorm2"] ?? 0),
      ];
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return [low - 0.08 * (high - low), high + 0.08 * (high - low)];
    };
    const [domain1, domain2] = [range("beta1"), range("beta2")];
    const least = ends[0] ? [{ x: ends[0].leastNorm1!, y: ends[0].leastNorm2! }] : [];
    return figure({
      ...{ width, theme },
      frameAspect: 1,
      panels: [
        panel({
          x: { label: "*β*_1", domain: domain1 },
          y: { label: "*β*_2", domain: domain2 },
          marks: [
            line(solutions(x, y, domain1, domain2), {
              x: "x",
              y: "y",
              stroke: neutralColor,
              strokeWidth: strokes.outline,
            }),
            ...depths.map((_, index) =>
              line(of(tables.paths, index), {
                x: "beta1",
                y: "beta2",
                stroke: color(index),
                strokeWidth: strokes.bold,
              }),
            ),
            ...depths.map((_, index) =>
              points(of(ends, index), {
                ...{ x: "beta1Exact", y: "beta2Exact", fill: paper, stroke: color(index) },
                ...{ radius: saddleLook.radius, strokeWidth: strokes.outline },
              }),
            ),
            points([{ x: beta0[0], y: beta0[1] }], { x: "x", y: "y", ...startLook }),
            points(least, { x: "x", y: "y", ...targetLook }),
          ],
        }),
        panel({
          x: { label: "length of the start |*β*_0|", type: "log" },
          y: { label: "distance from least norm", type: "log" },
          marks: depths.map((_, index) =>
            line(of(tables.starts, index), {
              x: "length",
              y: "distance",
              stroke: color(index),
              strokeWidth: strokes.bold,
            }),
          ),
        }),
      ],
      legend: [depthLegend(depths)],
      description: this.title,
    });
  },
};

/** Two points of the line x.beta = y that are beyond the panel. */
function solutions([x1, x2]: PlaneVector, y: number, domain1: readonly number[], domain2: readonly number[]): Row[] {
  if (Math.abs(x2) >= Math.abs(x1)) return domain1.map((beta1) => ({ x: beta1, y: (y - x1 * beta1) / x2 }));
  return domain2.map((beta2) => ({ x: (y - x2 * beta2) / x1, y: beta2 }));
}

/** How far from the solution of least norm the shallowest and the deepest network end. */
function distances({ depths }: DeepBiasSpec, ends: readonly Row[]): string {
  const words = [...new Set([0, depths.length - 1])].map((index) => {
    const row = ends[index] ?? {};
    const distance = Math.hypot(
      Number(row.beta1Exact) - Number(row.leastNorm1),
      Number(row.beta2Exact) - Number(row.leastNorm2),
    );
    return `${measured(distance)} for L = ${depthText(depths[index]!)}`;
  });
  return `From the start of (a) it is ${enumerated(words)}.`;
}

/** The function of a whole network, or in the limit of infinite depth, at times in units of 1/depth. */
async function simulatedPath(
  depth: Depth,
  { x, y, beta0, seed, simulation }: DeepBiasSpec,
  times: Float64Array,
  signal: AbortSignal | undefined,
): Promise<(readonly [number, number])[]> {
  if (depth === "infinite") {
    const field: VectorField = (_, beta, out) => {
      const residual = x[0] * beta[0]! + x[1] * beta[1]! - y;
      const along = residual * (x[0] * beta[0]! + x[1] * beta[1]!);
      for (let i = 0; i < 2; i++) out[i] = -along * beta[i]!;
    };
    return (await simulateFlow(field, beta0, times, simulation, signal)).map((beta) => [beta[0]!, beta[1]!]);
  }
  const start = matrix(2, 1, Float64Array.from(beta0));
  const [X, Y] = [matrix(1, 2, Float64Array.from(x)), matrix(1, 1, Float64Array.of(y))];
  const network = { depth, hiddenWidth: 2, beta0: start, X, Y, seed };
  const functions = await balancedFunctions(network, times, simulation, signal);
  return functions.map((beta) => [beta[0]!, beta[1]!]);
}
