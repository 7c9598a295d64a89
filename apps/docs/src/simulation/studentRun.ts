import { run } from "@lazyrich/runs";
import { type StudentMetrics, studentLists, studentMetrics } from "./studentLists.ts";

/** A student in the plane, to be trained from a start of a scale and a balance. */
export interface StudentRunRequest {
  readonly tau: number;
  readonly delta: number;
  readonly seed: number;
  readonly hiddenWidth: number;
  readonly n: number;
  /** Ascending, the first one 0. */
  readonly times: Float64Array;
}

/** A trained student: its parameters [w_1, ..., w_h, a] and what is measured of it at each time. */
export interface StudentRun {
  readonly states: readonly Float64Array[];
  readonly metrics: readonly StudentMetrics[];
  /** Directions of the teacher's three neurons, and the signs of their readouts. */
  readonly teacher: { readonly directions: Float64Array; readonly signs: Float64Array };
  /** Training inputs, n x 2. */
  readonly inputs: Float64Array;
  readonly evaluations: number;
}

/** Trains a mirrored student on a teacher in the plane by gradient flow of the mean squared error. */
export async function studentRun({ tau, delta, seed, hiddenWidth, n, times }: StudentRunRequest): Promise<StudentRun> {
  let student: StudentRun | undefined;
  const spec = {
    task: { name: "student-teacher", inputDimension: 2, trainSize: n, testSize: 500 },
    model: { name: "two-layer", hiddenWidth },
    start: { name: "mirrored", tau, delta },
    dynamics: { name: "gradient-flow", times: [...times], tolerance: 0.003, stopLoss: 0 },
    ...{ seed, measures: studentMetrics },
  };
  await run(spec, {
    lists: studentLists,
    onCell(_, { states, observed, problem: { task }, evaluations }) {
      const { teacherDirections, teacherSigns } = task.arrays!;
      student = {
        states,
        metrics: observed.map(({ values }) => values as unknown as StudentMetrics),
        teacher: { directions: teacherDirections!.data, signs: teacherSigns!.data },
        inputs: task.X.data,
        evaluations,
      };
    },
  });
  return student!;
}
