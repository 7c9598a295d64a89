import { startsOnBothSides } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import {
  axisTriad,
  type Curve3,
  exactLegend,
  exactOverSimulation,
  type FigurePanel,
  figure,
  horizontalLines,
  keyLegend,
  type Marker3,
  panel,
  rampLegend,
  view3d,
} from "@lazyrich/plot";
import { learningRate } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { basinRows, boundaryRows, boundarySurface } from "./basinSurfaces.js";
import { learningRates, list, number, simulatedBy, vector } from "./captionText.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import {
  deltaList,
  nonZeroPlaneVector,
  type PlaneVector,
  type SimulationSpec,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { flowCurves, pointOf } from "./flowCurves.js";
import { finiteOrNull, largestDifference } from "./largestDifference.js";
import { productCurve } from "./levelSet.js";
import { fromLeastToGreatest } from "./lossColors.js";
import { basinColors, ink, minimaColor, neutralColor } from "./palette.js";
import { surfaceOf } from "./surfaceRows.js";
import { timeAxis } from "./timeAxis.js";
import { timeGrid } from "./timeGrid.js";
import { compareOnWhitened } from "./whitenedNeuron.js";

export interface Figure7Spec {
  readonly betaStar: PlaneVector;
  readonly deltas: readonly number[];
  /** Readout of the starts. */
  readonly a0: number;
  /** Angle between the weights of a start and the boundary, in radians. */
  readonly offset: number;
  readonly etaA: number;
  readonly etaW: number;
  /** How far surfaces are drawn, in |a|; farther where starts or minima are. */
  readonly reach: number;
  /** Where they are seen from, in radians: `azimuth` around the axis of a from the direction of betaStar, `elevation` above the plane of w. */
  readonly camera: { readonly azimuth: number; readonly elevation: number };
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z.strictObject({
  betaStar: z._default(nonZeroPlaneVector, [1, 0.25]),
  deltas: z._default(deltaList, [0, -2, -10]),
  a0: z._default(z.number().check(z.refine((a0) => a0 !== 0, "is 0; expected a readout on one side of 0")), 1.25),
  offset: z._default(z.number().check(z.positive(), z.maximum(Math.PI / 2)), 0.1),
  etaA: learningRate,
  etaW: learningRate,
  reach: z._default(z.number().check(z.positive()), 1.6),
  camera: z.prefault(
    z.strictObject({ azimuth: z._default(z.number(), 1.9), elevation: z._default(z.number(), 0.42) }),
    {},
  ),
  times: timesField({ first: 0.01, last: 100, count: 300 }),
  simulation: simulationField(),
});

const quantities = ["phi", "mu", "w1", "w2", "a"] as const;

/** Which of the two branches of minima a start flows to: the surface between the basins, and what happens on both its sides. */
export const figure7: Figure<Figure7Spec> = {
  id: "7",
  title: "Basins of attraction: the surface between them, alignment and magnitude from both sides of it",
  schema,
  spec: schema.parse({}),

  caption: (spec) =>
    `Basins of attraction of the two branches of minima a w = β* = ${vector(spec.betaStar)} (red) of a single hidden neuron on whitened inputs. Top: level sets of ` +
    `δ = ${list(spec.deltas)}, blue where gradient flow ends at the minimum with a > 0, yellow where it ends at the one with a < 0, and trajectories from both sides of the ` +
    `boundary: below δ = 0 they start at a = ${number(spec.a0)}, ${number(spec.offset)} radians to its sides; from δ = 0 on, where the basins are the two sheets, with the same w and both ` +
    "signs of a. Bottom: the surface between the basins in parameter space, w·β* + (a/2)(δ + √(δ² + 4|β*|²)) = 0 for δ ≤ 0, colored by the training loss |a w − β*|²/2, " +
    "with its lines of constant δ; alignment φ of w with β* and signed magnitude μ = a|w| along the trajectories. Time is drawn linearly at first and logarithmically later." +
    `${learningRates(spec)} Dashed: exact solution. Solid: simulation. ${simulatedBy(spec.simulation, spec.times)}`,

  async run(spec, { onProgress, signal } = {}) {
    const { betaStar, deltas, a0, offset, etaA, etaW } = spec;
    const times = timeGrid(spec.times);
    const trajectories: Row[] = [];
    for (const [index, delta] of deltas.entries()) {
      for (const [side, { a, w }] of startsOnBothSides(spec, { delta, a0, offset }).entries()) {
        const problem = { betaStar, etaA, etaW, start: { a, w: Float64Array.from(w) } };
        const { exact, simulated, solution } = await compareOnWhitened(problem, times, spec.simulation, signal);
        const basin = solution.basin();
        times.forEach((t, i) => {
          trajectories.push({
            delta,
            side,
            basin,
            t,
            phiSimulated: finiteOrNull(simulated.phi[i]!),
            phiExact: finiteOrNull(exact.phi[i]!),
            muSimulated: simulated.mu[i]!,
            muExact: exact.mu[i]!,
            w1Simulated: simulated.w[2 * i]!,
            w1Exact: exact.w[2 * i]!,
            w2Simulated: simulated.w[2 * i + 1]!,
            w2Exact: exact.w[2 * i + 1]!,
            aSimulated: simulated.a[i]!,
            aExact: exact.a[i]!,
            deltaSimulated: simulated.delta[i]!,
          });
        });
      }
      onProgress?.((index + 1) / deltas.length);
    }
    const surface = boundarySurface(spec);
    const farthest = Math.max(...surface.map((row) => Math.hypot(Number(row.w1), Number(row.w2))));
    const highest = Math.max(...surface.map((row) => Number(row.a)));
    return {
      tables: {
        trajectories,
        basins: deltas.flatMap((delta) => basinRows(spec, delta)),
        boundaries: deltas.filter((delta) => delta <= 0).flatMap((delta) => boundaryRows(spec, delta)),
        surface,
        minima: [
          ...deltas.flatMap((delta) =>
            ([1, -1] as const).map((sign) => {
              const { a, w } = neuronWithFunction({ beta0: betaStar, delta, etaA, etaW, sign });
              return { delta, sign, w1: w[0]!, w2: w[1]!, a };
            }),
          ),
          ...([1, -1] as const).flatMap((sign) =>
            productCurve({ delta: null }, betaStar, sign, { w: 0.75 * farthest, a: 1.1 * highest }),
          ),
        ],
      },
      largestDifference: largestDifference(trajectories, quantities),
    };
  },

  draw({ tables }, { deltas, betaStar, times, camera: { azimuth, elevation } }) {
    const camera = { azimuth: azimuth + Math.atan2(betaStar[1], betaStar[0]), elevation };
    const colors = deltaColors(deltas);
    const trajectories = tables.trajectories ?? [];
    const surface = tables.surface ?? [];
    const loss = fromLeastToGreatest(surface.map((row) => Number(row.loss)));
    const columns = Math.max(3, deltas.length);
    const gap = Array.from({ length: columns - deltas.length }, () => null);
    const inTime = (quantity: string, label: string): FigurePanel =>
      panel({
        x: timeAxis(times),
        y: { label },
        marks: [
          horizontalLines([0], { stroke: neutralColor, strokeWidth: 0.4 }),
          exactOverSimulation(lines(trajectories, `${quantity}Exact`), lines(trajectories, `${quantity}Simulated`), {
            x: "t",
            y: "value",
            z: "line",
            stroke: "delta",
          }),
        ],
      });
    const ofDelta = (table: string, delta: number | null): Row[] =>
      (tables[table] ?? []).filter((row) => row.delta === delta);
    const boundary = (delta: number, look: Omit<Curve3, "points">): Curve3[] =>
      [1, -1].map((side) => ({
        points: ofDelta("boundaries", delta)
          .filter((row) => row.side === side)
          .map((row) => pointOf(row)),
        ...look,
      }));
    const levelSet = (delta: number): FigurePanel =>
      view3d({
        title: `*δ* = ${number(delta)}`,
        surfaces: [1, -1].map((basin) =>
          surfaceOf(
            ofDelta("basins", delta).filter((row) => row.basin === basin),
            { mesh: 5, fill: basin === 1 ? basinColors.positive : basinColors.negative },
          ),
        ),
        curves: [
          ...(delta < 0 ? boundary(delta, { stroke: ink, strokeWidth: 0.7, casing: false }) : []),
          ...[0, 1].flatMap((side) =>
            flowCurves(
              ofDelta("trajectories", delta).filter((row) => row.side === side),
              colors.color(delta),
            ),
          ),
        ],
        markers: [
          ...ofDelta("minima", delta).map(
            (row): Marker3 => ({ at: pointOf(row), symbol: "star", fill: minimaColor, stroke: "#ffffff", radius: 2.8 }),
          ),
          ...ofDelta("trajectories", delta)
            .filter((row) => row.t === 0)
            .map((row): Marker3 => ({ at: pointOf(row, "Exact"), fill: "#ffffff", stroke: ink, radius: 2 })),
        ],
        axes: axisTriad(["*w*_1", "*w*_2", "*a*"]),
        camera,
      });
    const separation = view3d({
      title: "between the basins",
      surfaces: [surfaceOf(surface, { mesh: 5 })],
      curves: [
        ...[1, -1].map((sign) => ({
          points: ofDelta("minima", null)
            .filter((row) => row.sign === sign)
            .map((row) => pointOf(row)),
          stroke: minimaColor,
          strokeWidth: 1.6,
        })),
        ...deltas.flatMap((delta) => boundary(delta, { stroke: colors.color(delta), strokeWidth: 1.4, casing: false })),
      ],
      axes: axisTriad(["*w*_1", "*w*_2", "*a*"]),
      // nearer to face on than the level sets: from there their trajectories are in front, but the surface is seen edge on
      camera: { azimuth: camera.azimuth - 0.8, elevation },
      color: loss,
    });
    return figure({
      columns,
      panels: [
        ...deltas.map(levelSet),
        ...gap,
        separation,
        inTime("phi", "alignment *φ*"),
        inTime("mu", "magnitude *μ*"),
      ],
      frameAspect: 1.1,
      color: colors,
      legend: [
        deltaLegend(deltas, colors),
        keyLegend([
          { label: "*a* > 0 wins", shape: "square", color: basinColors.positive },
          { label: "*a* < 0 wins", shape: "square", color: basinColors.negative },
          { label: "minima", color: minimaColor, strokeWidth: 1.6 },
        ]),
        exactLegend(),
        rampLegend({ scale: loss, length: 50 }),
      ],
      description: this.title,
    });
  },
};

const lines = (rows: readonly Row[], column: string): Row[] =>
  rows.map(({ t, delta, side, [column]: value }) => ({
    t: t!,
    delta: delta!,
    line: `${delta} ${side}`,
    value: value ?? null,
  }));
