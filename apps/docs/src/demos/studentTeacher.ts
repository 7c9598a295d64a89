import type { Demo, LegendEntry } from "../demo.ts";
import { studentTeacherFields } from "./studentTeacherFields.ts";

const legend: readonly LegendEntry[] = [
  { mark: "dot", label: "neurons |*a*| *w* with *a* > 0" },
  { mark: "ring", label: "with *a* < 0" },
  { mark: "line", label: "teacher", color: "var(--demo-minima)" },
  { mark: "cross", label: "directions of the training inputs" },
  { mark: "square", label: "even", color: "var(--demo-even)" },
  { mark: "square", label: "odd number of active neurons", color: "var(--demo-odd)" },
];

/** A student of 50 neurons learning a teacher of 3 in the plane. */
export const studentTeacher: Demo<typeof studentTeacherFields> = {
  id: "student-teacher",
  title: "A student learns a teacher: 50 neurons in the plane",
  fields: studentTeacherFields,
  legend,
  readouts: ["test loss", "*S*(0, *t*)", "Hamming distance", "|*θ* − *θ*_0|"],
  aspect: { wide: 1.62, narrow: 0.56 },
  load: async () => (await import("./studentTeacherDrawing.ts")).studentTeacherDrawing,
};
