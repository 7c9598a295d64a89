import { randomGenerator } from "@lazyrich/data";
import { type TwoLayerWeights, twoLayerLinear } from "@lazyrich/exact";
import type { Matrix } from "@lazyrich/linalg";
import { isotropicLayers } from "@lazyrich/networks";
import { contourLines, contourMap, figure, panel, points, rampLegend, sequentialScale, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { counted, enumerated, letter, list, measured, number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { largestDifference } from "./compared.js";
import { type SimulationSpec, seedField, simulationField } from "./figureFields.js";
import { dotLook, paper, startLook } from "./palette.js";
import { linearSpacing, logSpacing, type Spacing, spacingField } from "./spacing.js";
import { targetWithModes } from "./targetWithModes.js";
import { compareTwoLayer } from "./whitenedTwoLayer.js";

/** Inputs, hidden neurons, outputs. */
type Sizes = readonly [d: number, h: number, c: number];

export interface LinearRegimesSpec {
  readonly networks: readonly Sizes[];
  /** Singular values of the target; as many as the narrowest network has directions. */
  readonly targets: readonly number[];
  readonly tau: Spacing;
  readonly delta: Spacing;
  /** Random starts and targets that are averaged. */
  readonly seeds: number;
  readonly seed: number;
  /** The time at which the kernel is compared to that of the start. */
  readonly time: number;
  /** How many values of tau and of delta are also simulated. */
  readonly checks: number;
  readonly simulation: SimulationSpec;
}

const size = z.int().check(z.minimum(1), z.maximum(32));
const schema = z
  .strictObject({
    networks: z._default(z.array(z.tuple([size, size, size])).check(z.minLength(1), z.maxLength(6)), [
      [6, 2, 2],
      [6, 6, 6],
      [2, 2, 6],
    ]),
    targets: z._default(z.array(z.number().check(z.positive())).check(z.minLength(1)), [4, 1]),
    tau: range(0.1, 3, 25).check(z.refine(({ first }) => first > 0, "begins at 0 or below; expected scales above 0")),
    delta: range(-6, 6, 24),
    seeds: z._default(z.int().check(z.minimum(1), z.maximum(100)), 6),
    seed: seedField(1),
    time: z._default(z.number().check(z.positive()), 300),
    checks: z._default(z.int().check(z.minimum(2), z.maximum(10)), 3),
    simulation: simulationField(),
  })
  .check(
    z.superRefine(({ networks, targets }, context) => {
      for (const [index, sizes] of networks.entries()) {
        const [d, h, c] = sizes;
        if (h > Math.min(d, c)) {
          const message = `is ${sizes.join(", ")}; expected h = ${h} to be at most d = ${d} and c = ${c}, so that every delta exists`;
          context.addIssue({ code: "custom", path: ["networks", index], message });
        } else if (targets.length > h) {
          const message = `has length ${targets.length}; expected at most ${h}, the rank of networks[${index}]`;
          context.addIssue({ code: "custom", path: ["targets"], message });
        }
      }
    }),
  );

/** How far the kernel has moved at the end, over the scale and the balance of the start: which shapes are lazy on which side. */
export const linearRegimes: Figure<LinearRegimesSpec> = {
  id: "linear-regimes",
  title: figureTitle("linear-regimes"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `Kernel distance S(0, t) of two-layer linear networks f(x) = Aᵀ W x at t = ${number(spec.time)}, from random isotropic starts Δ = δ I of scale τ (all singular values of the ` +
    `function are τ²), by the shape d → h → c: ${spec.networks.map((sizes) => sizes.join(" → ")).join("; ")}. Targets have the singular values ${list(spec.targets)} in random directions; ` +
    `mean of ${counted(spec.seeds, "seed")} from ${spec.seed} on. ${atTheEnds(spec, tables.map ?? [])} ` +
    "Exact solution, no integration; circles: cells that were also simulated by Dormand–Prince 5(4), relative " +
    `tolerance ${number(spec.simulation.relativeTolerance)}.`,

  async run(spec, { onProgress, signal } = {}) {
    const [taus, deltas] = [logSpacing(spec.tau), linearSpacing(spec.delta)];
    const map: Row[] = [];
    const checks: Row[] = [];
    let done = 0;
    for (const [network, sizes] of spec.networks.entries()) {
      const checked = (index: number, count: number): boolean => {
        const step = (count - 1) / (spec.checks - 1);
        return Array.from({ length: spec.checks }, (_, i) => Math.round(i * step)).includes(index);
      };
      for (const [i, tau] of taus.entries()) {
        for (const [j, delta] of deltas.entries()) {
          let sum = 0;
          for (let k = 0; k < spec.seeds; k++) {
            const { betaStar, start } = problemOf(sizes, spec, { tau, delta, seed: spec.seed + k });
            const solution = twoLayerLinear({ W0: start.W, A0: start.A, betaStar });
            sum += solution.trajectory([spec.time]).kernelDistance[0]!;
          }
          map.push({ network, tau, delta, kernelDistance: sum / spec.seeds });
          if (checked(i, taus.length) && checked(j, deltas.length)) {
            const { betaStar, start } = problemOf(sizes, spec, { tau, delta, seed: spec.seed });
            const times = Float64Array.of(0, spec.time);
            const problem = { betaStar, start, etaA: 1, etaW: 1 };
            const { exact, simulated } = await compareTwoLayer(problem, times, spec.simulation, signal);
            checks.push({
              ...{ network, tau, delta },
              kernelDistanceSimulated: simulated.kernelDistance[1]!,
              kernelDistanceExact: exact.kernelDistance[1]!,
            });
          }
        }
        signal?.throwIfAborted();
        onProgress?.(++done / (spec.networks.length * taus.length));
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    return { tables: { map, checks }, largestDifference: largestDifference(checks) };
  },

  draw({ tables }, { networks, delta, tau }, { width, theme } = {}) {
    const map = tables.map ?? [];
    const highest = Math.max(...map.map((row) => Number(row.kernelDistance)));
    const color = sequentialScale({ domain: [0, highest], label: "kernel distance *S*" });
    const levels = Array.from({ length: Math.ceil(highest / 0.05) }, (_, i) => 0.05 * i);
    return figure({
      ...{ width, theme },
      columns: Math.min(3, columnsFor(networks.length, width)),
      frameAspect: 1,
      panels: networks.map((sizes, network) => {
        const rows = map.filter((row) => row.network === network);
        const axes = { x: "tau", y: "delta" };
        return panel({
          title: `${shapeName(sizes)} ${sizes.join(" → ")}`,
          x: { label: "scale *τ*", type: "log", domain: [tau.first, tau.last] },
          y: { label: "*δ*", domain: [delta.first, delta.last] },
          marks: [
            contourMap(rows, { ...axes, value: "kernelDistance", thresholds: levels }),
            contourLines(rows, {
              ...axes,
              value: "kernelDistance",
              thresholds: levels,
              stroke: paper,
              strokeWidth: strokes.hairline,
            }),
            points(
              (tables.checks ?? []).filter((row) => row.network === network),
              { ...axes, ...startLook, radius: dotLook.radius, strokeWidth: strokes.reference },
            ),
          ],
        });
      }),
      shareY: "row",
      color,
      legend: [rampLegend()],
      description: this.title,
    });
  },
};

function shapeName([d, , c]: Sizes): string {
  if (d === c) return "square";
  return d > c ? "narrowing" : "expanding";
}

/** The same directions for every tau and delta of a seed. */
function problemOf(
  [d, h, c]: Sizes,
  { targets }: LinearRegimesSpec,
  { tau, delta, seed }: { readonly tau: number; readonly delta: number; readonly seed: number },
): { readonly betaStar: Matrix; readonly start: TwoLayerWeights } {
  const random = randomGenerator(seed);
  const betaStar = targetWithModes(d, c, targets, random);
  const start = isotropicLayers({
    ...{ hiddenWidth: h, inputDimension: d, outputDimension: c },
    ...{ delta, tau, random },
  });
  return { betaStar, start };
}

/** Values of an axis, the first of them the least. */
function range(first: number, last: number, count: number): z.ZodMiniType<Spacing> {
  return spacingField(z.number(), { first, last, count }, 1000).check(
    z.refine((each) => each.first < each.last, { path: ["last"], error: "is not above the first" }),
  );
}

/** What the map shows in the corners of the smallest scale: which side of delta is lazy. */
function atTheEnds({ networks }: LinearRegimesSpec, map: readonly Row[]): string {
  const smallest = Math.min(...map.map((row) => Number(row.tau)));
  const words = networks.map((sizes, network) => {
    const rows = map.filter((row) => row.network === network && row.tau === smallest);
    const [first, last] = [rows[0], rows.at(-1)] as [Row | undefined, Row | undefined];
    const highest = Math.max(...rows.map((row) => Number(row.kernelDistance)));
    return (
      `${letter(network)} ${sizes.join(" → ")}: ${measured(Number(first?.kernelDistance))} at δ = ${number(Number(first?.delta))}, ` +
      `${measured(Number(last?.kernelDistance))} at δ = ${number(Number(last?.delta))}, at most ${measured(highest)} between`
    );
  });
  const flat = networks.flatMap((sizes, network) =>
    spreadOverTau(map.filter((row) => row.network === network)) < FLAT
      ? [`${letter(network)} ${sizes.join(" → ")}`]
      : [],
  );
  const same =
    flat.length === 0 ? "" : ` In ${enumerated(flat)} S does not depend on τ: K₀ is a multiple of one matrix.`;
  return `At τ = ${number(smallest)} S is: ${words.join("; ")}.${same}`;
}

/** Below this a map is the same for every tau, but for rounding and the end of learning. */
const FLAT = 1e-3;

/** The largest difference of the map between two values of tau at one delta. */
function spreadOverTau(rows: readonly Row[]): number {
  const byDelta = new Map<unknown, number[]>();
  for (const { delta, kernelDistance } of rows)
    byDelta.set(delta, [...(byDelta.get(delta) ?? []), Number(kernelDistance)]);
  return Math.max(...[...byDelta.values()].map((values) => Math.max(...values) - Math.min(...values)));
}
