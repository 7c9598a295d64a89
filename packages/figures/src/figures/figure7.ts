import { singleNeuron, startsOnBothSides } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { exactLegend, type FigurePanel, figure, keyLegend, rampLegend, strokes } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { basinRows, boundaryRows, boundarySurface } from "./basinSurfaces.js";
import { basinView, boundaryView } from "./basinViews.js";
import { enumerated, learningRates, list, number, simulatedBy, vector } from "./captionText.js";
import { largestDifference } from "./compared.js";
import { comparedNeurons } from "./comparedNeurons.js";
import { deltaColors, deltaLegend } from "./deltaColors.js";
import { type NeuronSpec, neuronFields, nonZeroPlaneVector, type PlaneVector } from "./figureFields.js";
import { inTime } from "./inTime.js";
import { productCurve } from "./levelSet.js";
import { fromLeastToGreatest } from "./lossColors.js";
import { basinColors, minimaColor } from "./palette.js";

const quantityLabels = { phi: "alignment *φ*", mu: "magnitude *μ*", betaNorm: "magnitude |*β*|" } as const;

export interface Figure7Spec extends NeuronSpec {
  readonly betaStar: PlaneVector;
  /** Readout of the starts before they are moved off the boundary. */
  readonly a0: number;
  /** How far both starts are moved off the boundary: w turned by an angle in radians, and a by an amount. */
  readonly offset: number;
  readonly shift: number;
  /** On which side of the target the starts are: 1 is anticlockwise, -1 clockwise. */
  readonly side: 1 | -1;
  /** What is drawn in time. */
  readonly quantities: readonly (keyof typeof quantityLabels)[];
  /** How far surfaces are drawn, in |a|; farther where starts or minima are. */
  readonly reach: number;
  /** Where they are seen from, in radians: `azimuth` around the axis of a from the direction of betaStar to the side of the starts, `elevation` above the plane of w. */
  readonly camera: { readonly azimuth: number; readonly elevation: number };
}

const schema = z
  .strictObject({
    betaStar: z._default(nonZeroPlaneVector, [1, 0.25]),
    a0: z._default(z.number().check(z.refine((a0) => a0 !== 0, "is 0; expected a readout on one side of 0")), 1.25),
    offset: z._default(z.number().check(z.minimum(0), z.maximum(Math.PI / 2)), 0.1),
    shift: z._default(z.number().check(z.minimum(0)), 0),
    side: z._default(z.literal([1, -1]), 1),
    quantities: z._default(z.array(z.enum(["phi", "mu", "betaNorm"])).check(z.minLength(1), z.maxLength(2)), [
      "phi",
      "mu",
    ]),
    reach: z._default(z.number().check(z.positive()), 1.6),
    camera: z.prefault(
      z.strictObject({ azimuth: z._default(z.number(), 1.9), elevation: z._default(z.number(), 0.42) }),
      {},
    ),
    ...neuronFields({ deltas: [0, -2, -10], times: { first: 0.01, last: 100, count: 300 } }),
  })
  .check(
    z.refine(({ offset, shift }) => offset + shift > 0, {
      path: ["offset"],
      error: "and shift are 0; expected starts off the boundary",
    }),
  );

/** What a view in space must have across to be read, in points. */
const LEAST_VIEW = 110;

/** Which of the two branches of minima a start flows to: the surface between the basins, and what happens on both its sides. */
export const figure7: Figure<Figure7Spec> = {
  id: "7",
  title: figureTitle("7"),
  schema,
  spec: schema.parse({}),
  presets: {
    paper: schema.parse({
      ...{ a0: -4, side: -1, offset: 0, shift: 0.001, quantities: ["phi", "betaNorm"], times: { last: 200 } },
    }),
  },

  caption: (spec, { tables }) =>
    `Basins of attraction of the two branches of minima a w = β* = ${vector(spec.betaStar)} (red) of a single hidden neuron on whitened inputs. Top: level sets of ` +
    `δ = ${list(spec.deltas)}, blue where gradient flow ends at the minimum with a > 0, yellow where it ends at the one with a < 0, and trajectories from both sides of the ` +
    `boundary: ${startsInWords(spec)}. ${endsInWords(spec, tables.trajectories ?? [])} Bottom: the surface between the basins in parameter space, ` +
    "w·β* + (a/2)(δ + √(δ² + 4|β*|²)) = 0 for δ ≤ 0, colored by the training loss |a w − β*|²/2, with its lines of constant δ; " +
    `${enumerated(spec.quantities.map(described))} along the trajectories. Time is drawn linearly at first and logarithmically later.` +
    `${learningRates(spec)} ${simulatedBy(spec.simulation, spec.times)}`,

  async run(spec, options) {
    const { betaStar, deltas, etaA, etaW } = spec;
    const cases = deltas.flatMap((delta) =>
      startsOnBothSides(spec, { ...spec, delta }).map(({ a, w }, side) => {
        const start = { a, w: Float64Array.from(w) };
        const basin = singleNeuron({ a0: a, w0: start.w, betaStar, etaA, etaW }).basin();
        return { betaStar, etaA, etaW, start, identity: { delta, side, basin } };
      }),
    );
    const trajectories = await comparedNeurons(
      cases,
      spec,
      ({ phi, mu, w, a }) => ({ phi, mu, betaNorm: mu.map(Math.abs), w, a }),
      options,
    );
    const surface = boundarySurface(spec);
    const tables = {
      trajectories,
      basins: deltas.flatMap((delta) => basinRows(spec, delta)),
      boundaries: deltas.filter((delta) => delta <= 0).flatMap((delta) => boundaryRows(spec, delta)),
      surface,
      minima: minimaRows(spec, surface),
    };
    return { tables, largestDifference: largestDifference(trajectories) };
  },

  draw({ tables }, { deltas, betaStar, side, times, quantities, camera }, { width, theme } = {}) {
    // from where the starts are in front; nearer to face on for the boundary, which is seen edge on from there
    const seenFrom = (azimuth: number) => ({
      ...camera,
      azimuth: side * azimuth + Math.atan2(betaStar[1], betaStar[0]),
    });
    const colors = deltaColors(deltas);
    const loss = fromLeastToGreatest((tables.surface ?? []).map((row) => Number(row.loss)));
    // views and charts in a row each where there is room; in a narrow picture one after the other, so that each is large enough to read
    const inRow = Math.max(1 + quantities.length, deltas.length);
    const columns = Math.min(inRow, Math.max(1, Math.floor((width ?? 486) / LEAST_VIEW)));
    const gaps = (count: number): null[] => Array.from({ length: columns === inRow ? inRow - count : 0 }, () => null);
    const panels: (FigurePanel | null)[] = [
      ...deltas.map((delta) => basinView(tables, delta, colors.color(delta), seenFrom(camera.azimuth))),
      ...gaps(deltas.length),
      boundaryView(tables, deltas, { colors, loss, camera: seenFrom(camera.azimuth - 0.8) }),
      ...quantities.map((y) =>
        inTime(tables.trajectories ?? [], { y, label: quantityLabels[y], times, z: ["delta", "side"] }),
      ),
    ];
    return figure({
      ...{ width, theme, columns, panels, frameAspect: 1.1, color: colors },
      legend: [
        deltaLegend(deltas, colors),
        keyLegend([
          { label: "*a* > 0 wins", shape: "square", color: basinColors.positive },
          { label: "*a* < 0 wins", shape: "square", color: basinColors.negative },
          { label: "minima", color: minimaColor, strokeWidth: strokes.bold },
        ]),
        exactLegend(),
        rampLegend({ scale: loss, length: 50 }),
      ],
      description: this.title,
    });
  },
};

/** The minimum on each level set to each sign of a, and both branches of all of them. */
function minimaRows({ betaStar, deltas, etaA, etaW }: Figure7Spec, surface: readonly Row[]): Row[] {
  const farthest = Math.max(...surface.map((row) => Math.hypot(Number(row.w1), Number(row.w2))));
  const highest = Math.max(...surface.map((row) => Number(row.a)));
  return ([1, -1] as const).flatMap((sign) => [
    ...deltas.map((delta) => {
      const { a, w } = neuronWithFunction({ beta0: betaStar, delta, etaA, etaW, sign });
      return { delta, sign, w1: w[0]!, w2: w[1]!, a };
    }),
    ...productCurve({ delta: null }, betaStar, sign, { w: 0.75 * farthest, a: 1.1 * highest }),
  ]);
}

const described = (quantity: keyof typeof quantityLabels): string =>
  ({ phi: "alignment φ of w with β*", mu: "signed magnitude μ = a|w|", betaNorm: "magnitude |β|" })[quantity];

function startsInWords({ a0, offset, shift, deltas }: Figure7Spec): string {
  const moved = [
    ...(offset > 0 ? [`w turned by ±${number(offset)} radians`] : []),
    ...(shift > 0 ? [`a moved by ±${number(shift)}`] : []),
  ];
  const sheets = deltas.some((delta) => delta > 0 || (delta === 0 && shift === 0));
  return (
    `from the boundary's point at a = ${number(a0)}, ${enumerated(moved)}` +
    (sheets ? "; where the basins are two sheets, from both of them with the same w" : "")
  );
}

/** Whether the two sides did end at different minima: what the last rows show. */
function endsInWords({ deltas }: Figure7Spec, rows: readonly Row[]): string {
  const together = deltas.filter((delta) => {
    const signs = [0, 1].map((side) =>
      Math.sign(Number(rows.findLast((row) => row.delta === delta && row.side === side)?.aSimulated)),
    );
    return signs[0] === signs[1];
  });
  return together.length === 0
    ? "The two sides of each end at minima of opposite sign of a."
    : `For δ = ${list(together)} both sides have a of one sign at the end of the run.`;
}
