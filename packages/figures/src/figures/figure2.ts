import { type NeuronState, neuronWithFunction } from "@lazyrich/networks";
import {
  axisTriad,
  type Bounds3,
  type Curve3,
  exactKeys,
  figure,
  keyLegend,
  type Marker3,
  rampLegend,
  view3d,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { learningRates, list, number, simulatedBy, vector } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { largestDifference } from "./compared.js";
import { comparedNeurons } from "./comparedNeurons.js";
import { deltaColors } from "./deltaColors.js";
import { type NeuronSpec, neuronFields, nonZeroPlaneVector, type PlaneVector } from "./figureFields.js";
import { flowCurves, pointOf } from "./flowCurves.js";
import { levelSet, productCurve } from "./levelSet.js";
import { threeDecades } from "./lossColors.js";
import { ink, minimaColor, neutralColor } from "./palette.js";
import { surfaceOf } from "./surfaceRows.js";

export interface Figure2Spec extends NeuronSpec {
  readonly betaStar: PlaneVector;
  readonly beta0: PlaneVector;
  /** How far the level sets are drawn from their waist or their tips, in |w|; farther where starts or minima are. */
  readonly reach: number;
  /** Where they are seen from, in radians. */
  readonly camera: { readonly azimuth: number; readonly elevation: number };
}

const schema = z.strictObject({
  betaStar: z._default(nonZeroPlaneVector, [0, 1]),
  beta0: z._default(nonZeroPlaneVector, [-1, 0]),
  reach: z._default(z.number().check(z.positive()), 1.75),
  camera: z.prefault(
    z.strictObject({ azimuth: z._default(z.number(), -0.7), elevation: z._default(z.number(), 0.48) }),
    {},
  ),
  ...neuronFields({ deltas: [-2, 0, 2], times: { first: 0.005, last: 60, count: 240 } }),
});

const signs = [1, -1] as const;

/** Where the balance of the layers lets a neuron go: level sets of delta in parameter space, and trajectories on them. */
export const figure2: Figure<Figure2Spec> = {
  id: "2",
  title: figureTitle("2"),
  schema,
  spec: schema.parse({}),
  presets: { paper: schema.parse({}) },

  caption: (spec, { tables }) =>
    "The conserved quantity δ = η_w a² − η_a|w|² keeps the parameters (w, a) of a single hidden neuron on a one-sheeted hyperboloid (δ < 0, downstream), " +
    "a double cone (δ = 0, balanced) or a two-sheeted hyperboloid (δ > 0, upstream), colored by the training loss |a w − β*|²/2. " +
    `Red: the global minima a w = β* = ${vector(spec.betaStar)}; stars: those on the surface. Gray: equivalent initializations a w = β₀ = ${vector(spec.beta0)}; open ` +
    `circles: those on the surface. ${(tables.points ?? []).some(({ kind }) => kind === "saddle") ? "Filled dots: saddles. " : ""}Panels: δ = ${list(spec.deltas)}.` +
    `${learningRates(spec)} Trajectories of gradient flow, one to each sign of a; what the surface hides is dotted. ${simulatedBy(spec.simulation, spec.times)}`,

  async run(spec, options) {
    const { betaStar, beta0, deltas, reach, etaA, etaW } = spec;
    const at = (beta: PlaneVector, delta: number, sign: 1 | -1) =>
      neuronWithFunction({ beta0: beta, delta, etaA, etaW, sign });
    const cases = deltas.flatMap((delta) =>
      signs.map((sign) => ({ ...spec, identity: { delta, sign }, start: at(beta0, delta, sign) })),
    );
    const trajectories = await comparedNeurons(cases, spec, ({ w, a }) => ({ w, a }), options);
    const surface: Row[] = [];
    const curves: Row[] = [];
    const points: Row[] = [];
    for (const delta of deltas) {
      const set = levelSet({ delta, etaA, etaW, reach, betaStar, beta0 });
      surface.push(...set.surface);
      for (const sign of signs) {
        curves.push(...productCurve({ delta, curve: "minima" }, betaStar, sign, set.reach));
        curves.push(...productCurve({ delta, curve: "equivalent" }, beta0, sign, set.reach));
        points.push(
          pointRow({ delta, kind: "start" }, at(beta0, delta, sign)),
          pointRow({ delta, kind: "minimum" }, at(betaStar, delta, sign)),
        );
      }
      points.push(...saddles({ delta, etaA, betaStar }).map((saddle) => ({ delta, kind: "saddle", ...saddle })));
    }
    return {
      tables: { trajectories, surface, curves, points },
      largestDifference: largestDifference(trajectories),
    };
  },

  draw({ tables }, { deltas, camera }, { width, theme } = {}) {
    const colors = deltaColors(deltas);
    const bounds = boundsOfRows(tables.surface ?? []);
    return figure({
      ...{ width, theme, columns: columnsFor(deltas.length, width) },
      panels: deltas.map((delta) => {
        const of = (table: string): Row[] => (tables[table] ?? []).filter((row) => row.delta === delta);
        const sheets = [1, 0, -1]
          .map((sheet) => of("surface").filter((row) => row.sheet === sheet))
          .filter((rows) => rows.length > 0);
        return view3d({
          title: `${regimeName(delta)}, *δ* = ${number(delta)}`,
          surfaces: sheets.map((rows) => surfaceOf(rows, { mesh: 6 })),
          curves: [
            ...manifolds(of("curves")),
            ...signs.flatMap((sign) =>
              flowCurves(
                of("trajectories").filter((row) => row.sign === sign),
                colors.color(delta),
              ),
            ),
          ],
          markers: markers(of("points")),
          axes: axisTriad(["*w*_1", "*w*_2", "*a*"], bounds),
          camera,
        });
      }),
      frameAspect: 0.82,
      color: threeDecades((tables.surface ?? []).map((row) => Number(row.loss))),
      legend: [
        rampLegend({ length: 80 }),
        keyLegend([
          { label: "minima", color: minimaColor, strokeWidth: 1.6 },
          { label: "equivalent starts", color: neutralColor, strokeWidth: 1.6 },
          { ...exactKeys[0]!, color: colors.color(steepest(deltas)) },
          exactKeys[1]!,
        ]),
      ],
      description: this.title,
    });
  },
};

const pointRow = (identity: Row, { a, w }: NeuronState): Row => ({ ...identity, w1: w[0]!, w2: w[1]!, a });

const steepest = (deltas: readonly number[]): number =>
  deltas.reduce((most, delta) => (Math.abs(delta) > Math.abs(most) ? delta : most));

const regimeName = (delta: number): string => (delta > 0 ? "upstream" : delta < 0 ? "downstream" : "balanced");

/** Where the loss has no slope but is no minimum: a = 0 and w orthogonal to the target; there is none on an upstream level set. */
function saddles({
  delta,
  etaA,
  betaStar,
}: {
  readonly delta: number;
  readonly etaA: number;
  readonly betaStar: PlaneVector;
}): { w1: number; w2: number; a: number }[] {
  if (delta > 0) return [];
  if (delta === 0) return [{ w1: 0, w2: 0, a: 0 }];
  const scale = Math.sqrt(-delta / etaA) / Math.hypot(...betaStar);
  return [1, -1].map((sign) => ({ w1: -sign * scale * betaStar[1], w2: sign * scale * betaStar[0], a: 0 }));
}

function manifolds(rows: readonly Row[]): Curve3[] {
  return ["equivalent", "minima"].flatMap((curve) =>
    [1, -1].map((sign) => ({
      points: rows.filter((row) => row.curve === curve && row.sign === sign).map((row) => pointOf(row)),
      stroke: curve === "minima" ? minimaColor : neutralColor,
      strokeWidth: 1.6,
    })),
  );
}

const markers = (rows: readonly Row[]): Marker3[] =>
  rows.map((row) => ({
    at: pointOf(row),
    ...(row.kind === "minimum"
      ? { symbol: "star", fill: minimaColor, stroke: "#ffffff", radius: 2.8 }
      : row.kind === "start"
        ? { fill: "#ffffff", stroke: ink, radius: 2.2 }
        : { fill: ink, stroke: "#ffffff", radius: 1.8 }),
  }));

function boundsOfRows(rows: readonly Row[]): Bounds3 {
  return [0, 1, 2].map((axis) => {
    const values = rows.map((row) => pointOf(row)[axis]!);
    return [Math.min(...values), Math.max(...values)];
  }) as unknown as Bounds3;
}
