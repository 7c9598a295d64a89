import { mirroredStudent, type StudentTeacherTask, studentTeacherTask } from "@lazyrich/data";
import { integrate, rungeKuttaChebyshev } from "@lazyrich/flow";
import { twoLayerState } from "@lazyrich/networks";
import { distanceControl, type StudentMetrics, studentProblem } from "@lazyrich/runs/student-teacher";

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

/** A trained student: its parameters [a, w_1, ..., w_h] and what is measured of it at each time. */
export interface StudentRun {
  readonly states: readonly Float64Array[];
  readonly metrics: readonly StudentMetrics[];
  /** Directions of the teacher's three neurons, and the signs of their readouts. */
  readonly teacher: { readonly directions: Float64Array; readonly signs: Float64Array };
  /** Training inputs, n x 2. */
  readonly inputs: Float64Array;
  readonly evaluations: number;
}

export const planeTask = ({ n, seed }: { readonly n: number; readonly seed: number }): StudentTeacherTask =>
  studentTeacherTask({ n, d: 2, testCount: 500, seed });

/** Trains a mirrored student on a teacher in the plane by gradient flow of the mean squared error. */
export function studentRun({ tau, delta, seed, hiddenWidth, n, times }: StudentRunRequest): StudentRun {
  const task = planeTask({ n, seed });
  const { directions, signs } = mirroredStudent(hiddenWidth, 2, seed);
  const { network, measureFrom } = studentProblem({ X: task.X, y: task.y, test: task.test, hiddenWidth });
  const start = twoLayerState({ directions, signs, tau, delta });
  const tolerance = 0.003;
  const { states, statistics } = integrate(network.field, start, {
    method: rungeKuttaChebyshev({
      relativeTolerance: 0.2 * tolerance,
      absoluteTolerance: 0.02 * tolerance,
      errorRatio: distanceControl(start, tolerance),
    }),
    checkpoints: times,
  });
  return {
    states,
    metrics: states.map(measureFrom(start)),
    teacher: { directions: task.teacher.directions.data, signs: task.teacher.signs },
    inputs: task.X.data,
    evaluations: statistics.evaluations,
  };
}
