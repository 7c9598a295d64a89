import {
  activations,
  gradientFlow,
  type Lists,
  losses,
  measures,
  mirrored,
  studentTeacher,
  twoLayer,
} from "@lazyrich/runs";

/** What is measured of a student, in the order of the tables. */
export const studentMetrics = [
  "trainLoss",
  "generalizationError",
  "kernelDistance",
  "hammingDistance",
  "parameterDistance",
] as const;
export type StudentMetrics = Readonly<Record<(typeof studentMetrics)[number], number>>;

/** What the demos of students name, and no more, so that the page bundles no other. */
export const studentLists: Lists = {
  tasks: [studentTeacher],
  models: [twoLayer],
  starts: [mirrored],
  dynamics: [gradientFlow],
  ...{ measures, losses, activations },
};
