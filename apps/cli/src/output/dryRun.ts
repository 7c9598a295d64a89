import { type CellSpec, type Lists, problemMaker, runCell } from "@lazyrich/runs";
import { durationText } from "./duration.js";

/** What a spec would cost: its cells, and the time of all by that of one from their middle. */
export async function dryRunText(
  lists: Lists,
  cells: readonly CellSpec[],
  readFile: (path: string) => Uint8Array,
): Promise<string> {
  const cell = cells[Math.floor(cells.length / 2)]!;
  const began = performance.now();
  const problem = problemMaker(lists, readFile)(cell);
  const { evaluations } = await runCell(lists, cell, problem);
  const seconds = (performance.now() - began) / 1000;
  const { task, model, bound } = problem;
  const kernel = (bound.X.rows * model.outputDimension) ** 2;
  const numbers = task.X.data.length + (task.test?.X.data.length ?? 0) + 2 * kernel + 12 * model.parameterCount;
  return [
    `${cells.length} ${cells.length === 1 ? "cell" : "cells"} of ${model.parameterCount} parameters`,
    `memory of a worker: about ${Math.ceil((8 * numbers) / 2 ** 20)} MiB and what Node takes itself`,
    `one cell: ${durationText(seconds)}, ${evaluations} gradient evaluations; all on one core: ${durationText(seconds * cells.length)}`,
    "",
  ].join("\n");
}
