import { mirroredStudent, type StudentTeacherOptions, studentTeacherTask } from "@lazyrich/data";
import { twoLayerState } from "@lazyrich/networks";
import { type StudentMetrics, type StudentProblem, studentProblem } from "../studentTeacher/studentProblem.js";
import { trainStudent } from "../studentTeacher/trainStudent.js";
import type { SweepCell } from "./sweepCells.js";
import type { CellParameters, SweepSpec } from "./sweepSpec.js";

/** What is stored of a cell: all that the spec and the code decide, so nothing of time or machine. */
export interface CellResult extends SweepCell {
  /** The package and version that made it. */
  readonly madeBy: string;
  readonly evaluations: number;
  /** Where the train loss fell below 1e-10, in steps; null if it did not. */
  readonly stoppedAt: number | null;
  /** One entry a checkpoint of the spec. */
  readonly metrics: readonly StudentMetrics[];
}

/**
 * Runs one cell of a sweep: the task and the mirrored student of its seed.
 *
 * @throws (rejects with) RangeError if sizes do not fit (an odd hidden width), IntegrationError if it diverges.
 */
export async function computeCell(
  spec: SweepSpec,
  { index, parameters }: SweepCell,
  madeBy: string,
): Promise<CellResult> {
  const { seed, d, hiddenWidth, tau, delta } = parameters;
  const { dynamics, steps, tolerance, learningRateFactor } = spec;
  const { directions, signs } = mirroredStudent(hiddenWidth, d, seed);
  const { metrics, evaluations, stoppedAt } = await trainStudent({
    problem: problemOf(parameters, spec),
    theta0: twoLayerState({ directions, signs, tau, delta }),
    ...{ dynamics, steps, tolerance, learningRate: learningRateFactor / tau ** 2 },
  });
  return { index, parameters, madeBy, evaluations, stoppedAt, metrics };
}

let last: { readonly key: string; readonly problem: StudentProblem } | undefined;

/** The task of a cell. The last one is kept, since neighbouring cells share it. */
function problemOf(parameters: CellParameters, { build }: SweepSpec): StudentProblem {
  const { n, d, teacherWidth, testCount, gamma, seed, hiddenWidth } = parameters;
  const task: StudentTeacherOptions = { n, d, teacherWidth, testCount, gamma, seed };
  const key = JSON.stringify([task, hiddenWidth, build]);
  if (last?.key !== key) {
    const { X, y, test } = studentTeacherTask(task);
    last = { key, problem: studentProblem({ X, y, test, hiddenWidth, gamma, build }) };
  }
  return last.problem;
}
