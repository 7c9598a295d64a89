import { quoted } from "@lazyrich/specs";
import type { CommonFields } from "../dynamics.js";
import type { Lists } from "../lists.js";
import type { Measure } from "../measure.js";
import { findStart } from "../spec/findParts.js";
import type { CellSpec } from "../spec/runSpec.js";
import type { ReadFile } from "../task.js";
import { measured } from "./measured.js";
import { naming } from "./naming.js";
import { observer } from "./observer.js";
import { layerRatesOf, problemMaker } from "./problemMaker.js";
import { endsAtAccuracy } from "./stopTestAccuracy.js";

/**
 * Builds the first cell of every combination of parts, up to its start, so that parts that do not fit each other are refused before
 * anything is run.
 *
 * @param tried measures that are asked for a value there, where a cell has them: those of one's own, which nobody has tried before.
 * @throws SpecError or RangeError in one line that says what does not fit.
 */
export function requireRunnable(
  lists: Lists,
  cells: readonly CellSpec[],
  readFile: ReadFile,
  tried: readonly Measure[] = [],
): void {
  const seen = new Set<string>();
  const problemOf = problemMaker(lists, readFile);
  for (const cell of cells) {
    const { task, model, loss, start, dynamics } = cell;
    const combination = [task, model, loss, start, dynamics].map(({ name }) => name).join();
    if (seen.has(combination)) continue;
    seen.add(combination);
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
        ...{ model: problem.model, modelFields: model, learningRates, readFile },
      }),
    );
    if (!theta0.every(Number.isFinite)) throw new RangeError("spec.start gives parameters that are not finite");
    const first = observer(problem, learningRates).at(theta0);
    measured(
      tried.filter(({ name }) => cell.measures.includes(name)),
      first,
      first,
    );
  }
}
