import {
  activationParts,
  gradientFlowPart,
  type Lists,
  lossParts,
  measures,
  mirroredPart,
  studentTeacherPart,
  twoLayerPart,
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
  tasks: [studentTeacherPart],
  models: [twoLayerPart],
  starts: [mirroredPart],
  dynamics: [gradientFlowPart],
  ...{ measures, losses: lossParts, activations: activationParts },
};
