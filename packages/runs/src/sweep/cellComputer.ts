import { studentTeacherTask } from "@lazyrich/data";
import { leaky, mirroredStudent, twoLayerState } from "@lazyrich/networks";
import { type StudentMetrics, type StudentProblem, studentProblem } from "../studentTeacher/studentProblem.js";
import { trainStudent } from "../studentTeacher/trainStudent.js";
import type { SweepCell } from "./sweepCells.js";
import type { SweepSpec } from "./sweepSpec.js";

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

/** Computes the cells of one sweep, one at a time. */
export type CellComputer = (cell: SweepCell, madeBy: string) => Promise<CellResult>;

/**
 * What computes the cells of a sweep, each on the task and the mirrored student of its seed. The task of the last cell is kept, since neighbouring
 * cells share it; so two runs at once take a computer each.
 *
 * @returns a function that rejects with a RangeError if sizes do not fit (an odd hidden width), an IntegrationError if a cell diverges.
 */
export function cellComputer(spec: SweepSpec): CellComputer {
  let last: { readonly key: string; readonly problem: StudentProblem } | undefined;
  return async ({ index, parameters }, madeBy) => {
    const { seed, n, d, teacherWidth, testCount, gamma, hiddenWidth, tau, delta } = parameters;
    const { dynamics, steps, tolerance, learningRateFactor, build } = spec;
    const key = JSON.stringify([n, d, teacherWidth, testCount, gamma, seed, hiddenWidth]);
    if (last?.key !== key) {
      const { X, Y, test } = studentTeacherTask({
        ...{ trainSize: n, inputDimension: d, testSize: testCount, activation: leaky(gamma) },
        ...{ teacherWidth, seed },
      });
      last = { key, problem: studentProblem({ X, Y, test, hiddenWidth, gamma, build }) };
    }
    const { directions, signs } = mirroredStudent(hiddenWidth, d, seed);
    const { metrics, evaluations, stoppedAt } = await trainStudent({
      problem: last.problem,
      theta0: twoLayerState({ directions, signs, tau, delta }),
      ...{ dynamics, steps, tolerance, learningRate: learningRateFactor / tau ** 2 },
    });
    return { index, parameters, madeBy, evaluations, stoppedAt, metrics };
  };
}
