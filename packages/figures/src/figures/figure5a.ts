import { randomGenerator } from "@lazyrich/data";
import { gaussianMatrix } from "@lazyrich/linalg";
import { axisTriad, type FigurePanel, figure, keyLegend, type Marker3, strokes, view3d } from "@lazyrich/plot";
import { run } from "@lazyrich/runs";
import type { Row } from "@lazyrich/tables";
import * as z from "zod/mini";
import { type DrawOptions, type Figure, type FigureData, framesOf } from "../figure.js";
import { figureTitle } from "../titles.js";
import { list, measured, number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { coneEdges, coneRows, coneSurfaces } from "./coneSurface.js";
import { seedField } from "./figureFields.js";
import { dotLook, ink, parityColors, signColors } from "./palette.js";
import { neuronsOf, studentLists } from "./students.js";
import { timeGrid } from "./timeGrid.js";

export interface Figure5aSpec {
  /** One row of panels each. */
  readonly starts: readonly { readonly name: string; readonly tau: number; readonly delta: number }[];
  readonly hiddenWidth: number;
  /** Training inputs in each quadrant, around its diagonal. */
  readonly inputsPerQuadrant: number;
  readonly seed: number;
  /** Times of the flow that are drawn, and how many frames an animation has until the last. */
  readonly times: readonly number[];
  readonly frames: number;
  /** Error of a step of the flow relative to the distance from the start. */
  readonly tolerance: number;
}

const schema = z.strictObject({
  starts: z._default(
    z
      .array(
        z.strictObject({
          name: z.string().check(z.maxLength(40)),
          tau: z.number().check(z.positive()),
          delta: z.number(),
        }),
      )
      .check(z.minLength(1), z.maxLength(4)),
    [
      { name: "lazy: downstream", tau: 0.1, delta: -1 },
      { name: "rich: upstream", tau: 0.1, delta: 1 },
    ],
  ),
  hiddenWidth: z._default(z.int().check(z.minimum(2), z.maximum(200)), 16),
  inputsPerQuadrant: z._default(z.int().check(z.minimum(1), z.maximum(100)), 4),
  seed: seedField(2),
  times: z._default(
    z.array(z.number().check(z.minimum(0))).check(
      z.minLength(1),
      z.maxLength(6),
      z.refine((times) => times.every((time, i) => i === 0 || time > times[i - 1]!), "is not in ascending order"),
    ),
    [0, 0.05, 1.5, 100],
  ),
  frames: z._default(z.int().check(z.minimum(2), z.maximum(400)), 48),
  tolerance: z._default(z.number().check(z.positive(), z.maximum(0.1)), 1e-4),
});

/** The surface of a ReLU network that learns an XOR-like task: a lazy one bends where it was bent, a rich one moves its kinks. */
export const figure5a: Figure<Figure5aSpec> = {
  id: "5a",
  title: figureTitle("5a"),
  schema,
  spec: schema.parse({}),

  caption: (spec, { tables }) =>
    `The function of a two-layer ReLU network with ${spec.hiddenWidth} neurons and no biases over the unit disc while it learns an XOR-like task: ${4 * spec.inputsPerQuadrant} inputs on the unit circle around the ` +
    "diagonals, labeled 1 (blue) where x₁x₂ > 0 and −1 (orange) elsewhere. Its activation regions are cones, colored by the parity of the number of active neurons, so that every neighbor has the other color. " +
    `Rows: ${spec.starts.map(({ name, tau, delta }) => `${name}, τ = ${number(tau)}, δ = ${number(delta)}`).join("; ")}, from the same directions (seed ${spec.seed}). ` +
    `${movedInWords(spec, tables.cones ?? [])} ` +
    "Gradient flow of the mean squared error by the stabilized Runge–Kutta–Chebyshev method, tolerance " +
    `${number(spec.tolerance)} of the distance from the start; the regions are computed exactly.`,

  async run(spec, { onProgress, signal } = {}) {
    const { hiddenWidth, times, frames, tolerance, seed } = spec;
    const inputs = xorInputs(spec.inputsPerQuadrant);
    const { directions, signs } = randomNeurons(hiddenWidth, seed);
    const last = times.at(-1)!;
    const animation = last > 0 ? timeGrid({ first: last / 1000, last, count: frames - 1 }) : Float64Array.of(0);
    const snapshots = [
      ...times.map((time, index) => ({ time, view: "panel", index })),
      ...Array.from(animation, (time, index) => ({ time, view: "frame", index })),
    ].sort((a, b) => a.time - b.time);
    const cones: Row[] = [];
    let start = 0;
    const runs = {
      task: { name: "arrays", X: inputs.map(({ x1, x2 }) => [x1, x2]), y: inputs.map(({ y }) => y) },
      model: { name: "two-layer", hiddenWidth },
      start: spec.starts.map(({ tau, delta }) => ({ name: "directions", directions, signs, tau, delta })),
      dynamics: { name: "gradient-flow", times: snapshots.map(({ time }) => time), tolerance, stopLoss: 0 },
      measures: ["trainLoss"],
    };
    await run(runs, {
      ...{ lists: studentLists, onProgress, signal },
      onCell(_, { states }) {
        for (const [i, { time, view, index }] of snapshots.entries()) {
          cones.push(...coneRows({ start, view, index, time }, neuronsOf(states[i]!, hiddenWidth)));
        }
        start++;
      },
    });
    onProgress?.(1);
    return { tables: { cones, inputs } };
  },

  draw(data, spec, options) {
    return drawn(
      data,
      spec,
      spec.starts.flatMap((_, start) =>
        spec.times.map((time, index) => ({
          ...{ start, view: "panel", index },
          title: [...(index === 0 ? [spec.starts[start]!.name] : []), `*t* = ${number(time)}`].join(", "),
        })),
      ),
      spec.times.length,
      options,
    );
  },

  frames(data, spec, options) {
    const frames = (data.tables.cones ?? []).filter((row) => row.view === "frame");
    const times = [...new Map(frames.map((row) => [Number(row.index), Number(row.time)]))];
    return framesOf(times.length, options?.count).map((frame) => {
      const [index, time] = times[frame]!;
      const cells = spec.starts.map(({ name }, start) => ({
        ...{ start, view: "frame", index },
        title: `${name}, *t* = ${number(Number(time.toPrecision(2)))}`,
      }));
      return drawn(data, spec, cells, spec.starts.length, options);
    });
  },
};

/** What a surface must have across, in points. */
const LEAST_WIDTH = 95;

interface Cell {
  readonly start: number;
  readonly view: string;
  readonly index: number;
  readonly title: string;
}

/** How wide the widest region is and how large f, at each time: whether kinks move before the labels are fitted. */
export function movedInWords({ starts, times }: Figure5aSpec, cones: readonly Row[]): string {
  const rows = starts.map(({ name }, start) => {
    const seen = times.map((_, index) => {
      const own = cones.filter((row) => row.start === start && row.view === "panel" && row.index === index);
      const from = new Map<unknown, number>();
      const widths = own.map(({ cone, angle }) => {
        if (!from.has(cone)) from.set(cone, Number(angle));
        return Number(angle) - from.get(cone)!;
      });
      const greatest = Math.max(...own.map((row) => Math.abs(Number(row.value))));
      return `${Math.round((Math.max(...widths) * 180) / Math.PI)}° with |f| up to ${measured(greatest)}`;
    });
    return `${name}, ${seen.join(", ")}`;
  });
  return `The widest region without a kink at t = ${list(times)}: ${rows.join("; ")}.`;
}

function drawn(
  { tables }: FigureData,
  { hiddenWidth }: Figure5aSpec,
  cells: readonly Cell[],
  columns: number,
  { width, theme }: DrawOptions = {},
): string {
  const inputs = tables.inputs ?? [];
  const markers = inputs.map(
    (row): Marker3 => ({
      at: [Number(row.x1), Number(row.x2), Number(row.y)],
      fill: Number(row.y) > 0 ? signColors.positive.strong : signColors.negative.strong,
      ...dotLook,
    }),
  );
  const panels = cells.map(({ start, view, index, title }): FigurePanel => {
    const rows = (tables.cones ?? []).filter((row) => row.start === start && row.view === view && row.index === index);
    return view3d({
      title,
      surfaces: coneSurfaces(rows),
      curves: coneEdges(rows),
      markers,
      // the same box for every panel, so that all have one scale
      axes: {
        ...axisTriad(["*x*_1", "*x*_2", "*f*"]),
        bounds: [
          [-1.15, 1.15],
          [-1.15, 1.15],
          [-1.25, 1.25],
        ],
      },
      camera: { azimuth: -0.35, elevation: 0.42 },
    });
  });
  return figure({
    ...{ width, theme, panels },
    columns: columnsFor(columns, width, LEAST_WIDTH),
    frameAspect: 1,
    letters: false,
    legend: [
      keyLegend([
        { label: "label 1", shape: "dot", color: signColors.positive.strong },
        { label: "label −1", shape: "dot", color: signColors.negative.strong },
        { label: "even number of active neurons", shape: "square", color: parityColors.even },
        { label: "odd", shape: "square", color: parityColors.odd },
        { label: "kinks", color: ink, strokeWidth: strokes.reference },
      ]),
    ],
    description: `The surface of a network of ${hiddenWidth} neurons`,
  });
}

/** Inputs around the four diagonals, whose label is the sign of x1 x2. */
function xorInputs(perQuadrant: number): { x1: number; x2: number; y: number }[] {
  return Array.from({ length: 4 * perQuadrant }, (_, i) => {
    const quadrant = Math.floor(i / perQuadrant);
    const offset = perQuadrant === 1 ? 0 : ((i % perQuadrant) / (perQuadrant - 1) - 0.5) * 0.7;
    const angle = Math.PI / 4 + (quadrant * Math.PI) / 2 + offset;
    return { x1: Math.cos(angle), x2: Math.sin(angle), y: quadrant % 2 === 0 ? 1 : -1 };
  });
}

/** Random unit directions, and readouts of alternating sign. */
function randomNeurons(h: number, seed: number): { readonly directions: number[][]; readonly signs: number[] } {
  const { data } = gaussianMatrix(h, 2, randomGenerator(seed));
  const directions = Array.from({ length: h }, (_, k) => {
    const [x, y] = [data[2 * k]!, data[2 * k + 1]!];
    return [x / Math.hypot(x, y), y / Math.hypot(x, y)];
  });
  return { directions, signs: Array.from({ length: h }, (_, k) => (k % 2 === 0 ? 1 : -1)) };
}
