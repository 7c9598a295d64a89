import type { Demo, LegendEntry } from "../demo.ts";
import { checkpointCount, studentTeacherFields } from "./studentTeacherFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "dot", label: "neurons |*a*| *w* with *a* > 0" },
  { mark: "ring", label: "with *a* < 0" },
  { mark: "line", label: "teacher", color: "var(--demo-minima)" },
  { mark: "cross", label: "directions of the training inputs" },
  { mark: "square", label: "even", color: "var(--demo-even)" },
  { mark: "square", label: "odd number of active neurons", color: "var(--demo-odd)" },
];

const { min, max } = studentTeacherFields.time;

/** A student of 50 neurons learning a teacher of 3 in the plane. */
export const studentTeacher: Demo<typeof studentTeacherFields> = {
  id: "student-teacher",
  title: "A student learns a teacher: 50 neurons in the plane",
  look: "Press Play. Upstream, *δ* = 1, the neurons first turn toward the teacher and then grow. Set *δ* to −1 and play again: they only grow or shrink where they point.",
  fields: studentTeacherFields,
  legend,
  code: ({ tau, delta, seed, time }) => `\
import { builtInLists, run } from "@lazyrich/runs";

const times = [0, ...Array.from({ length: ${checkpointCount} }, (_, i) => ${min} * (${max} / ${min}) ** (i / ${checkpointCount - 1}))];
const spec = {
  task: { name: "student-teacher", inputDimension: 2, trainSize: 20, testSize: 500 },
  model: { name: "two-layer", hiddenWidth: 50 },
  start: { name: "mirrored", tau: ${tau}, delta: ${delta} },
  dynamics: { name: "gradient-flow", times, tolerance: 0.003, stopLoss: 0 },
  seed: ${seed},
  measures: ["generalizationError", "kernelDistance", "hammingDistance", "parameterDistance"],
};
const { rows } = await run(spec, { lists: builtInLists });
console.log(rows[times.findLastIndex((time) => time <= ${time} * 1.0001)]);
`,
  readouts: ["test loss", "*S*(0, *t*)", "Hamming distance", "|*θ* − *θ*_0|"],
  aspect: { wide: 1.45, narrow: 0.46 },
  leastHeight: { wide: 540, narrow: 500 },
  load: async () => (await import("./studentTeacherDrawing.ts")).studentTeacherDrawing,
};
