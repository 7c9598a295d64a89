import { figure, horizontalLines, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { type RunTask, run } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { Figure } from "../figure.js";
import { figureTitle } from "../titles.js";
import { measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { ink, neutralColor, signColors } from "./palette.js";
import { neuronsOf, studentLists } from "./students.js";
import { timeGrid } from "./timeGrid.js";

export interface Figure1aSpec {
  /** One column of panels each. */
  readonly starts: readonly { readonly tau: number; readonly delta: number }[];
  readonly hiddenWidth: number;
  readonly teacherWidth: number;
  /** Training inputs, on the unit circle. */
  readonly n: number;
  /** Seeds of the task and of the student. */
  readonly seed: number;
  readonly learningRate: number;
  readonly steps: number;
  /** Error of a step of the flow relative to the distance from the start. */
  readonly tolerance: number;
}

const schema = z.strictObject({
  starts: z._default(
    z
      .array(z.strictObject({ tau: z.number().check(z.positive()), delta: z.number() }))
      .check(z.minLength(1), z.maxLength(6)),
    [
      { tau: 0.1, delta: 0 },
      { tau: 2, delta: 0 },
      { tau: 0.1, delta: 1 },
      { tau: 0.1, delta: -1 },
    ],
  ),
  hiddenWidth: z._default(z.int().check(z.minimum(2), z.maximum(1000), z.multipleOf(2)), 50),
  teacherWidth: z._default(z.int().check(z.minimum(1), z.maximum(20)), 3),
  n: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 20),
  seed: seedField(7),
  learningRate: z._default(z.number().check(z.positive()), 1e-4),
  steps: z._default(z.int().check(z.minimum(1), z.maximum(1e9)), 1_000_000),
  tolerance: z._default(z.number().check(z.positive(), z.maximum(0.1)), 2e-4),
});

const CHECKPOINTS = 240;

/** Where the neurons of a student go: to the teacher's directions, or nowhere far. */
export const figure1a: Figure<Figure1aSpec> = {
  id: "1a",
  title: figureTitle("1a"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `Trajectories of |a_k| w_k of the ${spec.hiddenWidth} neurons of a two-layer ReLU student on ${spec.n} inputs on the unit circle, labeled by a teacher of ${spec.teacherWidth} neurons ` +
    `(rays: its directions; color: the sign of the readout), from starts of scale τ and conserved quantity δ = a² − |w|² (columns). Dotted: the initial circle of radius τ². ` +
    "Dots: where neurons end. Starts of one τ are drawn on one scale. Below: train loss over its initial value, kernel distance S and mean Hamming distance H/h of the activation " +
    `patterns to the start. ${movedInWords(spec, tables.metrics ?? [])} ` +
    `Gradient flow of the mean squared error by the stabilized Runge–Kutta–Chebyshev method, tolerance ${number(spec.tolerance)} of the distance from the start, to ` +
    `${number(spec.steps)} steps of gradient descent at the learning rate ${number(spec.learningRate)}; seed ${spec.seed}; (τ, δ) = ${startList(spec.starts)}.`,

  async run(
    { starts, hiddenWidth: h, teacherWidth, n, seed, learningRate, steps, tolerance },
    { onProgress, signal } = {},
  ) {
    const times = timeGrid({ first: 10 * learningRate, last: steps * learningRate, count: CHECKPOINTS });
    const neurons: Row[] = [];
    const metrics: Row[] = [];
    const rays: Row[] = [];
    const spec = {
      task: { name: "student-teacher", inputDimension: 2, teacherWidth, trainSize: n, testSize: 1 },
      model: { name: "two-layer", hiddenWidth: h },
      start: starts.map(({ tau, delta }) => ({ name: "mirrored", tau, delta })),
      dynamics: { name: "gradient-flow", times: [...times], tolerance, stopLoss: 0 },
      ...{ seed, measures: ["trainLoss", "kernelDistance", "hammingDistance"] },
    };
    let start = 0;
    await run(spec, {
      ...{ lists: studentLists, onProgress, signal },
      onCell(_, { states, observed, problem }) {
        const initialLoss = observed[0]!.values.trainLoss!;
        for (const [i, theta] of states.entries()) {
          const step = times[i]! / learningRate;
          const { trainLoss, kernelDistance, hammingDistance } = observed[i]!.values;
          metrics.push({
            ...{ start, step, relativeLoss: trainLoss! / initialLoss, kernelDistance: kernelDistance! },
            hammingShare: hammingDistance! / h,
          });
          for (const [neuron, { a, w }] of neuronsOf(theta, h).entries()) {
            const [x, y] = w.map((each) => Math.abs(a) * each) as [number, number];
            neurons.push({ start, neuron, step, x, y, sign: Math.sign(a) });
          }
        }
        if (start++ === 0) rays.push(...teacherRays(problem.task));
      },
    });
    onProgress?.(1);
    return { tables: { neurons, metrics, teacher: rays } };
  },

  draw({ tables }, { starts, hiddenWidth, steps, learningRate }, { width, theme } = {}) {
    const neurons = tables.neurons ?? [];
    const metrics = tables.metrics ?? [];
    const last = steps * learningRate;
    const planes = starts.map(({ tau, delta }, start) => {
      const rows = neurons.filter((row) => row.start === start);
      // starts of one scale are compared on one scale
      const alike = neurons.filter((row) => starts[Number(row.start)]!.tau === tau);
      const reach = 1.06 * Math.max(...alike.map((row) => Math.max(Math.abs(Number(row.x)), Math.abs(Number(row.y)))));
      const ends = rows.slice(-hiddenWidth);
      return panel({
        title: `*τ* = ${number(tau)}, *δ* = ${number(delta)}`,
        x: { label: "|*a*_*k*| *w*_{*k*,1}", domain: [-reach, reach] },
        y: { label: start === 0 ? "|*a*_*k*| *w*_{*k*,2}" : "", domain: [-reach, reach] },
        equalAspect: true,
        marks: [
          ...(tables.teacher ?? []).map((ray) =>
            line(
              [
                { x: 0, y: 0 },
                { x: 3 * reach * Number(ray.x), y: 3 * reach * Number(ray.y) },
              ],
              {
                x: "x",
                y: "y",
                stroke: signColors[Number(ray.sign) > 0 ? "positive" : "negative"].pale,
                strokeWidth: 3.2,
              },
            ),
          ),
          line(circle(tau ** 2), { x: "x", y: "y", stroke: ink, strokeWidth: 0.7, dash: strokes.dotted }),
          ...(["positive", "negative"] as const).flatMap((name) => {
            const isOfSign = (row: Row): boolean => Number(row.sign) > 0 === (name === "positive");
            const { strong } = signColors[name];
            return [
              line(rows.filter(isOfSign), { x: "x", y: "y", z: "neuron", stroke: strong, strokeWidth: 0.8 }),
              points(ends.filter(isOfSign), {
                x: "x",
                y: "y",
                fill: strong,
                stroke: "#ffffff",
                radius: 1.7,
                strokeWidth: 0.4,
              }),
            ];
          }),
        ],
      });
    });
    const curves = starts.map((_, start) => {
      const rows = metrics
        .filter((row) => row.start === start && Number(row.step) > 0)
        .map((row) => ({ ...row, step: Number(row.step) }));
      return panel({
        x: { label: "step", type: "log", domain: [10, last / learningRate] },
        y: { label: start === 0 ? "relative to start" : "", domain: [0, 1], ticks: [0, 0.5, 1] },
        marks: [
          horizontalLines([0], { stroke: neutralColor, strokeWidth: strokes.hairline }),
          ...curveStyles.map(({ column, stroke, dash }) =>
            line(rows, { x: "step", y: column, stroke, strokeWidth: 1.2, ...(dash === undefined ? {} : { dash }) }),
          ),
        ],
      });
    });
    return figure({
      ...{ width, theme },
      columns: starts.length,
      panels: [...planes, ...curves],
      rowHeights: [96, 52],
      letters: false,
      legend: [
        keyLegend([
          { label: "*a*_*k* > 0", color: signColors.positive.strong, strokeWidth: 1.6 },
          { label: "*a*_*k* < 0", color: signColors.negative.strong, strokeWidth: 1.6 },
          { label: "teacher", color: signColors.positive.pale, strokeWidth: 3.2 },
          { label: "start", color: ink, strokeWidth: 0.9, dash: strokes.dotted },
          ...curveStyles.map(({ label, stroke, dash }) => ({
            ...{ label, color: stroke, strokeWidth: 1.2 },
            ...(dash === undefined ? {} : { dash }),
          })),
        ]),
      ],
      description: this.title,
    });
  },
};

const curveStyles: readonly { column: string; label: string; stroke: string; dash?: string }[] = [
  { column: "relativeLoss", label: "train loss", stroke: ink },
  { column: "kernelDistance", label: "kernel *S*", stroke: "#7a4fa3" },
  { column: "hammingShare", label: "Hamming *H*/*h*", stroke: "#2f8f5b", dash: "3 1.6" },
];

function circle(radius: number): Row[] {
  return Array.from({ length: 121 }, (_, i) => ({
    x: radius * Math.cos((i * Math.PI) / 60),
    y: radius * Math.sin((i * Math.PI) / 60),
  }));
}

/** What the curves below show of each start: how far the kernel is at the end, and the patterns when the loss has halved. */
function movedInWords({ starts }: Figure1aSpec, metrics: readonly Row[]): string {
  const words = starts.map(({ tau, delta }, start) => {
    const rows = metrics.filter((row) => row.start === start);
    const halved = rows.find((row) => Number(row.relativeLoss) <= 0.5);
    const patterns =
      halved === undefined ? "the loss does not halve" : `H/h = ${measured(Number(halved.hammingShare))}`;
    return `(τ, δ) = (${number(tau)}, ${number(delta)}): ${patterns}, S = ${measured(Number(rows.at(-1)?.kernelDistance))}`;
  });
  return `H/h when the loss has halved, and S at the end, ${words.join("; ")}.`;
}

const startList = (starts: Figure1aSpec["starts"]): string =>
  starts.map(({ tau, delta }) => `(${number(tau)}, ${number(delta)})`).join(", ");

/** The directions of the teacher's neurons, with the signs of their readouts. */
function teacherRays({ arrays }: RunTask): Row[] {
  const [directions, signs] = [arrays!.teacherDirections!.data, arrays!.teacherSigns!.data];
  return Array.from(signs, (sign, neuron) => ({
    neuron,
    x: directions[2 * neuron]!,
    y: directions[2 * neuron + 1]!,
    sign,
  }));
}
