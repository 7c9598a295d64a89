import { neuronWithFunction } from "@lazyrich/networks";
import { annotations, points } from "@lazyrich/plot";
import { learningRate } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { learningRates, list, simulatedBy, vector } from "./captionText.js";
import {
  deltaList,
  nonZeroPlaneVector,
  type PlaneVector,
  type SimulationSpec,
  simulationField,
  type TimesSpec,
  timesField,
} from "./figureFields.js";
import { functionPlane } from "./functionPlane.js";
import { largestDifference } from "./largestDifference.js";
import { lossGrid, squareAround } from "./lossGrid.js";
import { minimaColor } from "./palette.js";
import { timeGrid } from "./timeGrid.js";
import { compareOnWhitened } from "./whitenedNeuron.js";

export interface Figure4aSpec {
  readonly betaStar: PlaneVector;
  readonly beta0: PlaneVector;
  readonly deltas: readonly number[];
  readonly etaA: number;
  readonly etaW: number;
  readonly times: TimesSpec;
  readonly simulation: SimulationSpec;
}

const schema = z.strictObject({
  betaStar: z._default(nonZeroPlaneVector, [0, 1]),
  beta0: z._default(nonZeroPlaneVector, [-1, 0]),
  deltas: z._default(deltaList, [-4, -2, -1, 0, 1, 2, 4]),
  etaA: learningRate,
  etaW: learningRate,
  times: timesField({ first: 0.005, last: 100, count: 300 }),
  simulation: simulationField(),
});

/** The way of the function beta = a w from one start to one target, bent by the balance of the layers. */
export const figure4a: Figure<Figure4aSpec> = {
  id: "4a",
  title: "Trajectories of the function of one neuron over its loss, whitened inputs, for each delta",
  schema,
  spec: schema.parse({}),

  caption: (spec) =>
    `Trajectories of β = a w in function space, whitened inputs, from β₀ = ${vector(spec.beta0)} to β* = ${vector(spec.betaStar)} for ` +
    `δ = ${list(spec.deltas)} (color), over contours of the loss |β − β*|²/2.${learningRates(spec)} Upstream initializations (δ > 0) come close to the straight ` +
    "path of linear regression (dotted, δ → +∞); downstream initializations (δ < 0) first shorten β along β₀ and then sweep along the circle " +
    "β = (b·β*) b of unit directions b (dash-dotted, δ → −∞). Dashed: exact solution. Solid: simulation. " +
    simulatedBy(spec.simulation, spec.times),

  async run(spec, { onProgress, signal } = {}) {
    const times = timeGrid(spec.times);
    const trajectories: Row[] = [];
    for (const [index, delta] of spec.deltas.entries()) {
      const start = neuronWithFunction({ ...spec, delta });
      const { exact, simulated } = await compareOnWhitened({ ...spec, start }, times, spec.simulation, signal);
      times.forEach((t, i) => {
        trajectories.push({
          delta,
          t,
          beta1Simulated: simulated.beta[2 * i]!,
          beta1Exact: exact.beta[2 * i]!,
          beta2Simulated: simulated.beta[2 * i + 1]!,
          beta2Exact: exact.beta[2 * i + 1]!,
          deltaSimulated: simulated.delta[i]!,
        });
      });
      onProgress?.((index + 1) / spec.deltas.length);
    }
    const { betaStar, beta0 } = spec;
    const limits = [
      ...pathRows("upstream", [beta0, betaStar]),
      ...pathRows("downstream", downstreamPath(beta0, betaStar)),
    ];
    const window = squareAround([
      ...trajectories.map((row) => [Number(row.beta1Exact), Number(row.beta2Exact)] as const),
      ...limits.map((row) => [Number(row.beta1), Number(row.beta2)] as const),
    ]);
    const loss = lossGrid(([beta1, beta2]) => ((beta1 - betaStar[0]) ** 2 + (beta2 - betaStar[1]) ** 2) / 2, window);
    return {
      tables: { trajectories, limits, loss },
      largestDifference: largestDifference(trajectories, ["beta1", "beta2"]),
    };
  },

  draw(data, { deltas, beta0, betaStar }) {
    const target = [{ x: betaStar[0], y: betaStar[1], text: "*β*_∗" }];
    return functionPlane(data, {
      deltas,
      start: beta0,
      marks: {
        below: [],
        above: [
          points(target, { x: "x", y: "y", symbol: "star", fill: minimaColor, stroke: "#ffffff", radius: 4.5 }),
          annotations(target, { x: "x", y: "y", text: "text", dx: 6, dy: -4, anchor: "start" }),
        ],
      },
      keys: [{ label: "target *β*_∗", shape: "star", color: minimaColor }],
      description: this.title,
    });
  },
};

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
