import { quoted } from "@lazyrich/specs";
import type { CommonFields } from "../dynamics.js";
import type { Lists } from "../lists.js";
import type { Measure } from "../measure.js";
import type { Problem } from "../problem.js";
import { findStart } from "../spec/findParts.js";
import type { CellSpec } from "../spec/runSpec.js";
import { measured } from "./measured.js";
import { naming } from "./naming.js";
import { observer } from "./observer.js";
import { layerRatesOf } from "./problemMaker.js";
import { endsAtAccuracy } from "./stopTestAccuracy.js";

/** The first cell of every combination of parts. */
export function firstCells(cells: readonly CellSpec[]): readonly CellSpec[] {
  const seen = new Set<string>();
  return cells.filter(({ task, model, loss, start, dynamics }) => {
    const combination = [task, model, loss, start, dynamics].map(({ name }) => name).join();
    const isFirst = !seen.has(combination);
    seen.add(combination);
    return isFirst;
  });
}

/**
 * Builds cells up to their start, so that parts that do not fit each other are refused before anything is run.
 *
 * @param tried measures of which a value is asked there, where a cell has them: those of one's own, which nobody has tried before.
 *   What one of them throws is the failure of that cell, and says nothing of others.
 * @throws SpecError or RangeError in one line that says what does not fit.
 */
export function requireRunnable(
  lists: Lists,
  cells: readonly CellSpec[],
  problemOf: (cell: CellSpec) => Problem,
  tried: readonly Measure[] = [],
): void {
  for (const cell of cells) {
    const { model, start, dynamics } = cell;
    const problem = problemOf(cell);
    const learningRates = layerRatesOf(problem.model, dynamics as unknown as CommonFields);
    if (learningRates.length !== problem.model.layers.length) {
      const names = problem.model.layers.map(({ name }) => name).join(", ");
      throw new RangeError(
        `spec.dynamics.layerRates has ${learningRates.length} entries; expected ${problem.model.layers.length}, one a layer: ${names}`,
      );
    }
    endsAtAccuracy(dynamics as unknown as CommonFields, problem);
    const theta0 = naming(`start ${quoted(start.name)}`, () =>
      findStart(lists, cell).theta(start as never, {
        ...{ model: problem.model, modelFields: model, learningRates, readFile: problem.readFile },
      }),
    );
    if (!theta0.every(Number.isFinite)) throw new RangeError("spec.start gives parameters that are not finite");
    const first = observer(problem, learningRates).at(theta0);
    measured(
      tried.filter(({ name }) => cell.measures.includes(name)).map((measure) => nullWhereItThrows(measure, problem)),
      first,
      first,
    );
  }
}

function nullWhereItThrows(measure: Measure, { model }: Problem): Measure {
  const orNull = <T>(of: () => T): T | null => {
    try {
      return of();
    } catch {
      return null;
    }
  };
  if (measure.per === "layer") {
    return { ...measure, of: (now, start) => orNull(() => measure.of(now, start)) ?? model.layers.map(() => null) };
  }
  return measure.per === "run"
    ? { ...measure, of: (now, start) => orNull(() => measure.of(now, start)) }
    : { ...measure, of: (now, start) => orNull(() => measure.of(now, start)) };
}
