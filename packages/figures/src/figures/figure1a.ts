import { LAZY_KERNEL_DISTANCE } from "@lazyrich/exact";
import { type RunTask, run } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import { type Figure, framesOf } from "../figure.js";
import { figureTitle } from "../titles.js";
import { measured, number } from "./captionText.js";
import { drawFigure1a } from "./figure1aDrawing.js";
import { type Figure1aSpec, figure1aSchema as schema } from "./figure1aSpec.js";
import { neuronsOf, studentLists } from "./students.js";
import { timeGrid } from "./timeGrid.js";

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

  draw(data, spec, options = {}) {
    return drawFigure1a(data, spec, options, this);
  },

  frames(data, spec, { count, ...options } = {}) {
    const steps = [...new Set((data.tables.metrics ?? []).map(({ step }) => Number(step)))];
    return framesOf(steps.length, count).map((frame) =>
      drawFigure1a(data, spec, options, { title: this.title, step: steps[frame]! }),
    );
  },
};

/** What the curves below show of each start: how far the kernel is at the end, and the patterns when the loss has halved. */
function movedInWords({ starts }: Figure1aSpec, metrics: readonly Row[]): string {
  const words = starts.map(({ tau, delta }, start) => {
    const rows = metrics.filter((row) => row.start === start);
    const halved = rows.find((row) => Number(row.relativeLoss) <= 0.5);
    const patterns =
      halved === undefined ? "the loss does not halve" : `H/h = ${measured(Number(halved.hammingShare))}`;
    return `(τ, δ) = (${number(tau)}, ${number(delta)}): ${patterns}, S = ${measured(Number(rows.at(-1)?.kernelDistance))}`;
  });
  return `Lazy: S below ${number(LAZY_KERNEL_DISTANCE)} at the end, else rich. H/h when the loss has halved, and S at the end, ${words.join("; ")}.`;
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
