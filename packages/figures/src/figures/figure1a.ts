import { mirroredStudent, studentTeacherTask } from "@lazyrich/data";
import { integrateAsync, rungeKuttaChebyshev } from "@lazyrich/flow";
import { twoLayerState } from "@lazyrich/networks";
import { figure, horizontalLines, keyLegend, line, panel, points, strokes } from "@lazyrich/plot";
import { distanceControl, studentProblem } from "@lazyrich/runs/student-teacher";
import type { Row } from "@lazyrich/tables";
import { z } from "zod";
import type { Figure } from "../figure.js";
import { measured, number } from "./captionText.js";
import { seedField } from "./figureFields.js";
import { ink, neutralColor, signColors } from "./palette.js";
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
  starts: z
    .array(z.strictObject({ tau: z.number().positive(), delta: z.number() }))
    .min(1)
    .max(6)
    .default([
      { tau: 0.1, delta: 0 },
      { tau: 2, delta: 0 },
      { tau: 0.1, delta: 1 },
      { tau: 0.1, delta: -1 },
    ]),
  hiddenWidth: z.number().int().min(2).max(1000).multipleOf(2).default(50),
  teacherWidth: z.number().int().min(1).max(20).default(3),
  n: z.number().int().min(1).max(10_000).default(20),
  seed: seedField(7),
  learningRate: z.number().positive().default(1e-4),
  steps: z.number().int().min(1).max(1e9).default(1_000_000),
  tolerance: z.number().positive().max(0.1).default(2e-4),
});

const CHECKPOINTS = 240;

/** Where the neurons of a student go: to the teacher's directions, or nowhere far. */
export const figure1a: Figure<Figure1aSpec> = {
  id: "1a",
  title: "Neurons of a two-layer ReLU student in the plane, with the teacher's directions, lazy and rich",
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `Trajectories of |a_k| w_k of the ${spec.hiddenWidth} neurons of a two-layer ReLU student on ${spec.n} inputs on the unit circle, labeled by a teacher of ${spec.teacherWidth} neurons ` +
    `(rays: its directions; color: the sign of the readout), from starts of scale τ and conserved quantity δ = a² − |w|² (columns). Dotted: the initial circle of radius τ². ` +
    "Dots: where neurons end. Starts of one τ are drawn on one scale. Below: train loss over its initial value, kernel distance S and mean Hamming distance H/h of the activation " +
    `patterns to the start. ${movedInWords(spec, tables.metrics ?? [])} ` +
    `Gradient flow of the mean squared error by the stabilized Runge–Kutta–Chebyshev method, tolerance ${number(spec.tolerance)} of the distance from the start, to ` +
    `${number(spec.steps)} steps of gradient descent at the learning rate ${number(spec.learningRate)}; seed ${spec.seed}; (τ, δ) = ${startList(spec.starts)}.`,

  async run(spec, { onProgress, signal } = {}) {
    const { hiddenWidth: h, teacherWidth, n, seed, learningRate, steps, tolerance } = spec;
    const { X, y, teacher } = studentTeacherTask({ n, d: 2, teacherWidth, testCount: 1, seed });
    const { directions, signs } = mirroredStudent(h, 2, seed);
    const problem = studentProblem({ X, y, hiddenWidth: h });
    const times = timeGrid({ first: 10 * learningRate, last: steps * learningRate, count: CHECKPOINTS });
    const neurons: Row[] = [];
    const metrics: Row[] = [];
    for (const [start, { tau, delta }] of spec.starts.entries()) {
      const theta0 = twoLayerState({ directions, signs, tau, delta });
      const control = distanceControl(theta0, tolerance);
      const { states } = await integrateAsync(problem.network.field, theta0, {
        method: rungeKuttaChebyshev({
          relativeTolerance: tolerance,
          absoluteTolerance: tolerance / 10,
          errorRatio: control,
        }),
        checkpoints: times,
        signal,
        onProgress: ({ time, endTime }) => onProgress?.((start + time / endTime) / spec.starts.length),
      });
      signal?.throwIfAborted();
      const measure = problem.measureFrom(theta0);
      const initialLoss = problem.network.loss(theta0);
      for (const [i, theta] of states.entries()) {
        const step = times[i]! / learningRate;
        const { trainLoss, kernelDistance, hammingDistance } = measure(theta);
        metrics.push({
          start,
          step,
          relativeLoss: trainLoss / initialLoss,
          kernelDistance,
          hammingShare: hammingDistance / h,
        });
        for (let k = 0; k < h; k++) {
          const size = Math.abs(theta[k]!);
          const [x, yPlane] = [size * theta[h + 2 * k]!, size * theta[h + 2 * k + 1]!];
          neurons.push({ start, neuron: k, step, x, y: yPlane, sign: Math.sign(theta[k]!) });
        }
      }
    }
    onProgress?.(1);
    const rays = Array.from(teacher.signs, (sign, k) => ({
      neuron: k,
      x: teacher.directions.data[2 * k]!,
      y: teacher.directions.data[2 * k + 1]!,
      sign,
    }));
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
