import { neuronWithFunction } from "@lazyrich/networks";
import { annotations, points } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { learningRates, list, measured, number, simulatedBy, vector } from "./captionText.js";
import { largestDifference } from "./compared.js";
import { comparedNeurons } from "./comparedNeurons.js";
import { type NeuronSpec, neuronFields, nonZeroPlaneVector, type PlaneVector } from "./figureFields.js";
import { functionPlane } from "./functionPlane.js";
import { lossGrid, squareAround } from "./lossGrid.js";
import { minimaColor, targetLook } from "./palette.js";

export interface Figure4aSpec extends NeuronSpec {
  readonly betaStar: PlaneVector;
  readonly beta0: PlaneVector;
}

const schema = z.strictObject({
  betaStar: z._default(nonZeroPlaneVector, [0, 1]),
  beta0: z._default(nonZeroPlaneVector, [-1, 0]),
  ...neuronFields({ deltas: [-4, -2, -1, 0, 1, 2, 4], times: { first: 0.005, last: 100, count: 300 } }),
});

/** The way of the function beta = a w from one start to one target, bent by the balance of the layers. */
export const figure4a: Figure<Figure4aSpec> = {
  id: "4a",
  title: figureTitle("4a"),
  schema,
  spec: schema.parse({}),
  presets: { paper: schema.parse({}) },

  caption: (spec, { tables }) =>
    `Trajectories of β = a w in function space, whitened inputs, from β₀ = ${vector(spec.beta0)} to β* = ${vector(spec.betaStar)} for ` +
    `δ = ${list(spec.deltas)} (color), over contours of the loss |β − β*|²/2.${learningRates(spec)} Dotted: the limit δ → +∞, the straight path of linear regression; ` +
    "dash-dotted: the limit δ → −∞, along β₀ and then around the circle β = (b·β*) b of unit directions b. " +
    `${departures(spec.deltas, tables)}${simulatedBy(spec.simulation, spec.times)}`,

  async run(spec, options) {
    const { betaStar, beta0, deltas } = spec;
    const cases = deltas.map((delta) => {
      return { ...spec, identity: { delta }, start: neuronWithFunction({ ...spec, delta }) };
    });
    const trajectories = await comparedNeurons(cases, spec, ({ beta }) => ({ beta }), options);
    const limits = [
      ...pathRows("upstream", [beta0, betaStar]),
      ...pathRows("downstream", downstreamPath(beta0, betaStar)),
    ];
    const window = squareAround([
      ...trajectories.map((row) => [Number(row.beta1Exact), Number(row.beta2Exact)] as const),
      ...limits.map((row) => [Number(row.beta1), Number(row.beta2)] as const),
    ]);
    const loss = lossGrid(([beta1, beta2]) => ((beta1 - betaStar[0]) ** 2 + (beta2 - betaStar[1]) ** 2) / 2, window);
    return { tables: { trajectories, limits, loss }, largestDifference: largestDifference(trajectories) };
  },

  draw(data, { deltas, beta0, betaStar }, options) {
    const target = [{ x: betaStar[0], y: betaStar[1], text: "*β*_∗" }];
    return functionPlane(data, {
      deltas,
      start: beta0,
      marks: {
        below: [],
        above: [
          points(target, { x: "x", y: "y", ...targetLook }),
          annotations(target, { x: "x", y: "y", text: "text", dx: 6, dy: -4, anchor: "start" }),
        ],
      },
      keys: [{ label: "target *β*_∗", shape: "star", color: minimaColor }],
      description: this.title,
      options,
    });
  },
};

/** How far the path of the greatest and of the least delta is from the limit on its side, where there is one. */
function departures(deltas: readonly number[], tables: Readonly<Record<string, readonly Row[]>>): string {
  const sides = [
    { limit: "upstream", delta: Math.max(...deltas) },
    { limit: "downstream", delta: Math.min(...deltas) },
  ].filter(({ limit, delta }) => (limit === "upstream" ? delta > 0 : delta < 0));
  if (sides.length === 0) return "";
  const words = sides.map(({ limit, delta }) => {
    const path = (tables.limits ?? []).filter((row) => row.limit === limit).map(pointOf(""));
    const own = (tables.trajectories ?? []).filter((row) => row.delta === delta).map(pointOf("Exact"));
    const farthest = Math.max(...own.map((point) => distanceToPath(point, path)));
    return `δ = ${number(delta)} stays within ${measured(farthest)} of the ${limit === "upstream" ? "dotted" : "dash-dotted"} path`;
  });
  return `${words.join(", ")}. `;
}

const pointOf =
  (ending: string) =>
  (row: Row): PlaneVector => [Number(row[`beta1${ending}`]), Number(row[`beta2${ending}`])];

function distanceToPath([x, y]: PlaneVector, path: readonly PlaneVector[]): number {
  return Math.min(
    ...path.slice(1).map(([x1, y1], i) => {
      const [x0, y0] = path[i]!;
      const [dx, dy] = [x1 - x0, y1 - y0];
      const share = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
      const s = Math.min(1, Math.max(0, share));
      return Math.hypot(x - x0 - s * dx, y - y0 - s * dy);
    }),
  );
}

const pathRows = (limit: string, path: readonly PlaneVector[]): Row[] =>
  path.map(([beta1, beta2]) => ({ limit, beta1, beta2 }));

/**
 * The path of beta as delta -> -infinity: along beta0 to the best multiple of it, then, as the direction b turns to the target, the best
 * multiple (b.beta*) b of every direction on the way, a circle through 0 and beta*.
 */
function downstreamPath(beta0: PlaneVector, betaStar: PlaneVector): PlaneVector[] {
  const norm = Math.hypot(...beta0);
  const projection = (beta0[0] * betaStar[0] + beta0[1] * betaStar[1]) / norm;
  // a start that points away from the target passes 0 and turns from its mirror image
  const sign = projection < 0 ? -1 : 1;
  const b = [(sign * beta0[0]) / norm, (sign * beta0[1]) / norm] as const;
  const cross = betaStar[0] * b[1] - betaStar[1] * b[0];
  const angle = Math.atan2(cross, Math.abs(projection));
  const from = Math.atan2(betaStar[1], betaStar[0]);
  const s = Math.hypot(...betaStar);
  const count = 90;
  return [
    beta0,
    ...Array.from({ length: count + 1 }, (_, i): PlaneVector => {
      const turned = angle * (1 - i / count);
      const length = s * Math.cos(turned);
      return [length * Math.cos(from + turned), length * Math.sin(from + turned)];
    }),
  ];
}
