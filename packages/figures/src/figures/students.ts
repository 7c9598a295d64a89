import {
  activationParts,
  arraysPart,
  directionsPart,
  gradientDescentPart,
  gradientFlowPart,
  type Lists,
  lossParts,
  measures,
  mirroredPart,
  studentTeacherPart,
  twoLayerPart,
} from "@lazyrich/runs";

/** What the runs of students name, and no more, so that a page bundles no other. */
export const studentLists: Lists = {
  tasks: [studentTeacherPart, arraysPart],
  models: [twoLayerPart],
  starts: [mirroredPart, directionsPart],
  dynamics: [gradientFlowPart, gradientDescentPart],
  ...{ measures, losses: lossParts, activations: activationParts },
};

/** One hidden neuron of a student: its readout and its input weights. */
export interface StudentNeuron {
  readonly a: number;
  readonly w: readonly number[];
}

/** The neurons of a two-layer network of one output without biases. */
export function neuronsOf(theta: Float64Array, hiddenWidth: number): StudentNeuron[] {
  const d = theta.length / hiddenWidth - 1;
  return Array.from({ length: hiddenWidth }, (_, k) => ({
    a: theta[hiddenWidth * d + k]!,
    w: [...theta.subarray(k * d, (k + 1) * d)],
  }));
}
