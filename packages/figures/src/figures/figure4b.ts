import { implicitBias, singleNeuron } from "@lazyrich/exact";
import {
  descentField,
  halfSumSquared,
  type NeuronState,
  neuronWithFunction,
  singleNeuronModel,
} from "@lazyrich/networks";
import { line, points, strokes, symbolRadius } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { learningRates, list, number, simulatedBy, vector } from "./captionText.js";
import { comparedRows, largestDifference } from "./compared.js";
import { type NeuronSpec, neuronFields, nonZeroPlaneVector, type PlaneVector } from "./figureFields.js";
import { functionPlane } from "./functionPlane.js";
import { lossGrid, squareAround, windowOf } from "./lossGrid.js";
import { ink, minimaColor, paper } from "./palette.js";
import { simulateFlow } from "./simulateFlow.js";
import { timeGrid } from "./timeGrid.js";

export interface Figure4bSpec extends NeuronSpec {
  /** The only input, and its target. */
  readonly x: PlaneVector;
  readonly y: number;
  readonly beta0: PlaneVector;
}

const schema = z.strictObject({
  x: z._default(nonZeroPlaneVector, [0.5, 1]),
  y: z._default(z.number(), 1.1),
  beta0: z._default(nonZeroPlaneVector, [0.5, 0]),
  ...neuronFields({ deltas: [-4, -2, -1, 0, 1, 2, 4], times: { first: 0.002, last: 100, count: 300 } }),
});

/** Which of the solutions of one equation gradient flow chooses, by the balance of the layers. */
export const figure4b: Figure<Figure4bSpec> = {
  id: "4b",
  title: figureTitle("4b"),
  schema,
  spec: schema.parse({}),
  presets: { paper: schema.parse({ beta0: [0.4, 0.05] }) },

  caption: (spec, { tables }) =>
    `Trajectories of β = a w in function space for low-rank inputs: one sample x = ${vector(spec.x)}, y = ${number(spec.y)}, start β₀ = ${vector(spec.beta0)}, ` +
    `δ = ${list(spec.deltas)} (color), over contours of the loss (x·β − y)²/2.${learningRates(spec)} All solutions lie on the line x·β = y (red). ` +
    `${biasOf(tables.ends ?? [])} Open circles: end of the simulation. Dotted: the limit δ → +∞, the projection of β₀ on the solutions` +
    `${(tables.limits ?? []).some((row) => row.limit === "downstream") ? "; dash-dotted: the limit δ → −∞, the multiple of β₀ that is a solution" : ""}. ` +
    "The exact solution in time is one that a single sample allows, since the component of w orthogonal to x never moves. " +
    simulatedBy(spec.simulation, spec.times),

  async run(spec, { onProgress, signal } = {}) {
    const { x, y, beta0, etaA, etaW, deltas } = spec;
    const times = timeGrid(spec.times);
    const X = { rows: 1, columns: 2, data: Float64Array.from(x) };
    const targets = Float64Array.of(y);
    const model = singleNeuronModel({ inputDimension: 2 });
    const learningRates = [etaW, etaA];
    const bound = model.bind({ X, Y: { rows: 1, columns: 1, data: targets }, loss: halfSumSquared });
    const field = descentField(bound, { learningRates });
    const trajectories: Row[] = [];
    const ends: Row[] = [];
    for (const [index, delta] of deltas.entries()) {
      const start = neuronWithFunction({ ...spec, delta });
      const states = await simulateFlow(field, [...start.w, start.a], times, spec.simulation, signal);
      const simulated = {
        beta: states.flatMap((theta) => [theta[2]! * theta[0]!, theta[2]! * theta[1]!]),
        delta: states.map((theta) => model.conservedQuantities(theta, learningRates)[0]!.values[0]!),
      };
      const exact = { beta: Array.from(times, oneSampleSolution(spec, start)).flat() };
      for (const row of comparedRows({ delta }, times, exact, simulated)) trajectories.push(row);
      const bias = implicitBias({ X, y: targets, beta0: Float64Array.from(beta0), delta, etaA, etaW });
      const applies = bias.condition === "holds";
      const last = trajectories.at(-1)!;
      ends.push({
        ...{ delta, applies },
        beta1Simulated: last.beta1Simulated!,
        beta1Exact: applies ? bias.betaInfinity[0]! : null,
        beta2Simulated: last.beta2Simulated!,
        beta2Exact: applies ? bias.betaInfinity[1]! : null,
      });
      onProgress?.((index + 1) / deltas.length);
    }
    const limits = limitRows(spec);
    const window = squareAround([
      [0, 0],
      ...trajectories.map((row) => [Number(row.beta1Exact), Number(row.beta2Exact)] as const),
      ...limits.map((row) => [Number(row.beta1), Number(row.beta2)] as const),
    ]);
    const loss = lossGrid(([beta1, beta2]) => (x[0] * beta1 + x[1] * beta2 - y) ** 2 / 2, window);
    return {
      tables: { trajectories, ends, limits, loss },
      largestDifference: largestDifference(trajectories, ends),
    };
  },

  draw(data, { deltas, beta0, x, y }, options) {
    const ends = data.tables.ends ?? [];
    const manifold = solutions(x, y, windowOf(data.tables.loss ?? []));
    return functionPlane(data, {
      deltas,
      start: beta0,
      marks: {
        below: [line(manifold, { x: "x", y: "y", stroke: minimaColor, strokeWidth: strokes.bold })],
        above: [
          points(ends, {
            ...endLook,
            x: "beta1Simulated",
            y: "beta2Simulated",
            fill: paper,
            strokeWidth: strokes.exact,
          }),
          points(
            ends.filter((row) => row.applies === true),
            { ...endLook, x: "beta1Exact", y: "beta2Exact", symbol: "times", strokeWidth: strokes.outline },
          ),
        ],
      },
      keys: [
        { label: "solutions", color: minimaColor, strokeWidth: strokes.bold },
        { label: "implicit bias", shape: "cross" },
        { label: "end of simulation", shape: "ring" },
      ],
      description: this.title,
      options,
    });
  },
};

const endLook = { stroke: ink, radius: symbolRadius } as const;

/** What the crosses are, and where there are none. */
function biasOf(ends: readonly Row[]): string {
  const without = ends.filter((row) => row.applies !== true).map((row) => Number(row.delta));
  const crosses = "Crosses: the solution that minimizes the potential of theorem 3.1";
  return without.length === 0 ? `${crosses}.` : `${crosses}, which makes no statement for δ = ${list(without)}.`;
}

/**
 * The function beta(t) of a neuron with one sample, for every delta and start: the component of w orthogonal to x stays where it is, and the
 * component along x is a one-dimensional neuron on whitened inputs.
 */
function oneSampleSolution(
  { x, y, etaA, etaW }: Figure4bSpec,
  { a, w }: NeuronState,
): (t: number) => readonly [number, number] {
  const norm = Math.hypot(...x);
  const [e1, e2] = [x[0] / norm, x[1] / norm];
  const orthogonal = e1 * w[1]! - e2 * w[0]!;
  const along = singleNeuron({
    a0: a,
    w0: [e1 * w[0]! + e2 * w[1]!],
    betaStar: [y / norm],
    etaA,
    etaW,
    inputScale: norm ** 2,
  });
  return (t) => {
    const { a: at, w: u } = along.at(t);
    return [at * (u[0]! * e1 - orthogonal * e2), at * (u[0]! * e2 + orthogonal * e1)];
  };
}

/** The straight paths of both limits; there is no downstream one for a start along the line of solutions. */
function limitRows({ x, y, beta0 }: Figure4bSpec): Row[] {
  const product = x[0] * beta0[0] + x[1] * beta0[1];
  const step = (y - product) / (x[0] ** 2 + x[1] ** 2);
  const start = { beta1: beta0[0], beta2: beta0[1] };
  const upstream = { beta1: beta0[0] + step * x[0], beta2: beta0[1] + step * x[1] };
  const factor = y / product;
  const downstream = { beta1: factor * beta0[0], beta2: factor * beta0[1] };
  return [
    ...[start, upstream].map((point) => ({ limit: "upstream", ...point })),
    ...(Math.abs(factor) < 1e3 ? [start, downstream].map((point) => ({ limit: "downstream", ...point })) : []),
  ];
}

/** The line x.beta = y, longer than the window. */
function solutions(
  x: PlaneVector,
  y: number,
  window: { x: readonly [number, number]; y: readonly [number, number] },
): Row[] {
  const square = x[0] ** 2 + x[1] ** 2;
  const reach = Math.max(...[...window.x, ...window.y].map(Math.abs)) * 4 + Math.abs(y) / Math.sqrt(square);
  const norm = Math.sqrt(square);
  return [-reach, reach].map((s) => ({
    x: (y * x[0]) / square - (s * x[1]) / norm,
    y: (y * x[1]) / square + (s * x[0]) / norm,
  }));
}
