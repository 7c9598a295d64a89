import type { Activation, BoundModel, Model } from "@lazyrich/networks";
import { findPart, type NamedPart, quoted, SpecError } from "@lazyrich/specs";
import type { CommonFields } from "../dynamics.js";
import type { ActivationPart, Lists } from "../lists.js";
import type { Problem } from "../problem.js";
import { findLoss, findModel, findTask } from "../spec/findParts.js";
import { partListsOf } from "../spec/partLists.js";
import type { CellSpec } from "../spec/runSpec.js";
import type { ReadFile, Samples } from "../task.js";
import { naming } from "./naming.js";

/**
 * Builds the problems of cells, and keeps the last one for its neighbours.
 *
 * @param lists what the names stand for
 * @param readFile reads the files that a spec names
 * @example
 * import { builtInLists, cellsOf, completeSpec, problemMaker } from "@lazyrich/runs";
 * const spec = completeSpec(builtInLists, {
 *   task: { name: "exclusive-or", trainSize: 8 },
 *   model: { name: "two-layer", hiddenWidth: 4 },
 *   start: { name: "mirrored", tau: 1, delta: 0 },
 *   dynamics: { name: "gradient-descent", learningRate: 0.01, steps: [10] },
 * });
 * const problemOf = problemMaker(builtInLists, () => new Uint8Array());
 * problemOf(cellsOf(builtInLists, spec)[0]).model.parameterCount; // 12
 */
export function problemMaker(lists: Lists, readFile: ReadFile): (cell: CellSpec) => Problem {
  let last: { readonly key: string; readonly problem: Problem } | undefined;
  return (cell) => {
    const { task, model, loss, build } = cell;
    const key = JSON.stringify([task, model, loss, build]);
    if (last?.key !== key) last = { key, problem: makeProblem(lists, cell, readFile) };
    return last.problem;
  };
}

function makeProblem(lists: Lists, cell: CellSpec, readFile: ReadFile): Problem {
  const activation = (value: NamedPart): Activation => activationOf(lists, value);
  const task = naming(`task ${quoted(cell.task.name)}`, () =>
    findTask(lists, cell).build(cell.task as never, { readFile, activation }),
  );
  const modelName = `model ${quoted(cell.model.name)}`;
  const unbound = naming(modelName, () =>
    findModel(lists, cell).build(cell.model as never, {
      inputDimension: task.X.columns,
      outputDimension: task.classes ?? task.Y.columns,
      image: task.image,
      activation,
    }),
  );
  const loss = findLoss(lists, cell);
  if ((loss.targets === "classes") !== (task.classes !== null)) {
    const expected =
      task.classes === null ? "one of values, or a task with classes" : "one of classes, such as cross-entropy";
    throw new SpecError(["loss"], `is ${quoted(loss.name)}, a loss of ${loss.targets}; expected ${expected}`);
  }
  const bind = (model: Model, { X, Y }: Samples): BoundModel =>
    naming(modelName, () => model.bind({ X, Y, loss, build: cell.build }));
  const bound = bind(unbound, task);
  const { model } = bound;
  return {
    task,
    model,
    bound,
    boundTest: task.test && bind(model, task.test),
    buffers: { start: {}, now: {} },
    readFile,
  };
}

function activationOf(lists: Lists, value: NamedPart): Activation {
  const part = findPart(partListsOf(lists), "activations", value.name, ["activation"]) as unknown as ActivationPart;
  return part.withFields?.(value) ?? part;
}

/** The learning rates of the layers: those of the dynamics, 1 each where they give none. */
export function layerRatesOf({ layers }: Model, { layerRates }: CommonFields): readonly number[] {
  return layerRates ?? layers.map(() => 1);
}
