import type { Row } from "@lazyrich/tables";
import type { FigureData } from "../figure.js";
import { mapTable } from "../map/mapTable.js";
import { type Count, coarsePhases, LEARNING_RATE, type PhaseSpec, phaseColumns, phaseMetrics } from "./phaseSpec.js";
import { runColumns } from "./runColumns.js";

/**
 * The setting and the maps of stored rows of runs over tau and delta.
 *
 * @throws RangeError that names the column that is missing, or that differs beside tau, delta, seeds and steps.
 */
export function phasesOfRuns(rows: readonly Row[]): { readonly spec: PhaseSpec; readonly data: FigureData } {
  const { valuesOf, numbersOf, one } = runColumns(rows, "runs of students over tau and delta");
  const range = (column: string): Count => {
    const values = numbersOf(column);
    if (values.length < 2) throw new RangeError(`${column} has 1 value in the rows; expected two or more`);
    return { from: values[0]!, to: values.at(-1)!, count: values.length };
  };
  for (const metric of phaseMetrics) valuesOf(metric);
  const dynamics = one("dynamics");
  if (dynamics !== "gradient-flow" && dynamics !== "gradient-descent") {
    throw new RangeError(
      `dynamics is ${JSON.stringify(dynamics)} in the rows; expected gradient-flow or gradient-descent`,
    );
  }
  requireStudents(rows);
  const seeds = numbersOf("seed");
  const spec: PhaseSpec = {
    ...{ tau: range("tau"), delta: range("delta"), seeds: seeds.length, firstSeed: seeds[0]! },
    ...{ n: Number(one("trainSize")), d: Number(one("inputDimension")), hiddenWidth: Number(one("hiddenWidth")) },
    ...{ teacherWidth: Number(one("teacherWidth")), testCount: Number(one("testSize")), steps: numbersOf("step") },
    dynamics,
    tolerance: dynamics === "gradient-flow" ? Number(one("tolerance")) : coarsePhases.tolerance,
  };
  return { spec, data: { tables: { maps: mapTable(rows, phaseColumns).rows } } };
}

/** The setting that the caption tells: ReLU students at the paper's learning rate. */
function requireStudents(rows: readonly Row[]): void {
  const other = rows.find(({ tau, learningRate }) => {
    const paper = LEARNING_RATE / Number(tau) ** 2;
    return !(Math.abs(Number(learningRate) - paper) <= 1e-9 * paper);
  });
  if (other !== undefined) {
    throw new RangeError(
      `learningRate is ${other.learningRate} at tau = ${other.tau}; expected 0.005/tau^2 as in the figure, or \`lazyrich map\``,
    );
  }
  for (const column of ["taskActivation", "modelActivation"]) {
    const found = rows.find((row) => row[column] !== "relu");
    if (found !== undefined) throw new RangeError(`${column} is ${found[column]}; expected relu, or \`lazyrich map\``);
  }
}
