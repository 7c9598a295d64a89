import { type CellProblem, cellsOf, completeSpec, problemMaker, runCell } from "@lazyrich/runs";
import { type StudentMetrics, studentLists, studentMetrics } from "./studentLists.ts";

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

const problemOf = problemMaker(studentLists, () => {
  throw new Error("a page has no files");
});

/** The metrics of one trained student at each checkpoint. */
export async function studentCell({ task, tau, delta }: StudentCell): Promise<readonly StudentMetrics[]> {
  const { inputDimension, hiddenWidth, n, seed, steps } = task;
  const spec = completeSpec(studentLists, {
    task: { name: "student-teacher", inputDimension, trainSize: n, testSize: 2000 },
    model: { name: "two-layer", hiddenWidth },
    start: { name: "mirrored", tau, delta },
    dynamics: {
      name: "gradient-flow",
      learningRate: { of: "start.tau", power: -2, times: 5e-3 },
      steps,
      tolerance: 0.005,
      stopLoss: 1e-10,
    },
    ...{ seed, measures: studentMetrics },
  });
  const cell = cellsOf(studentLists, spec)[0]!;
  const problem: CellProblem = problemOf(cell);
  const { observed } = await runCell(studentLists, cell, problem);
  return observed.map(({ values }) => values as unknown as StudentMetrics);
}
