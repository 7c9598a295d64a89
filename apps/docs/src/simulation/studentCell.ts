import { studentTeacherTask } from "@lazyrich/data";
import { mirroredStudent, twoLayerState } from "@lazyrich/networks";
import { type StudentMetrics, type StudentProblem, studentProblem, trainStudent } from "@lazyrich/runs/student-teacher";

/** What all cells of a sweep share. */
export interface SweepTask {
  readonly inputDimension: number;
  readonly hiddenWidth: number;
  readonly n: number;
  readonly seed: number;
  /** Checkpoints, in steps of the size 5e-3 / tau^2. */
  readonly steps: readonly number[];
}

/** One start of the sweep. */
export interface StudentCell {
  readonly task: SweepTask;
  readonly tau: number;
  readonly delta: number;
}

/** The metrics of one trained student at each checkpoint. */
export async function studentCell({ task, tau, delta }: StudentCell): Promise<readonly StudentMetrics[]> {
  const { problem, directions, signs } = problemOf(task);
  const { metrics } = await trainStudent({
    problem,
    theta0: twoLayerState({ directions, signs, tau, delta }),
    dynamics: "gradient-flow",
    learningRate: 5e-3 / tau ** 2,
    steps: task.steps,
  });
  return metrics;
}

interface SharedProblem extends ReturnType<typeof mirroredStudent> {
  readonly problem: StudentProblem;
}

let latest: { readonly key: string; readonly shared: SharedProblem } | undefined;

/** The task's data and network, made once for all its cells. */
function problemOf({ inputDimension, hiddenWidth, n, seed }: SweepTask): SharedProblem {
  const key = `${inputDimension} ${hiddenWidth} ${n} ${seed}`;
  if (latest?.key !== key) {
    const { X, Y, test } = studentTeacherTask({ trainSize: n, inputDimension, testSize: 2000, seed });
    const problem = studentProblem({ X, Y, test, hiddenWidth });
    latest = { key, shared: { problem, ...mirroredStudent(hiddenWidth, inputDimension, seed) } };
  }
  return latest.shared;
}
