import {
  adamwPart,
  type CellProblem,
  type CellSpec,
  type CommonFields,
  cellsOf,
  completeSpec,
  decoderPart,
  deepGaussianPart,
  gratingsPart,
  hePart,
  type Lists,
  lossParts,
  measures,
  mlpPart,
  modularArithmeticPart,
  problemMaker,
  pytorchPart,
  randomHierarchyPart,
  residualPart,
  sgdPart,
} from "@lazyrich/runs";

/** What the demos of deep networks name, and no more, so that the page bundles no other. */
export const deepLists: Lists = {
  tasks: [randomHierarchyPart, modularArithmeticPart, gratingsPart],
  models: [mlpPart, decoderPart, residualPart],
  starts: [deepGaussianPart, pytorchPart, hePart],
  dynamics: [sgdPart, adamwPart],
  ...{ measures, losses: lossParts, activations: [] },
};

/** The only cell of a spec of one run. */
export const deepCell = (spec: object): CellSpec => cellsOf(deepLists, completeSpec(deepLists, spec))[0]!;

export const deepProblem: (cell: CellSpec) => CellProblem = problemMaker(deepLists, () => {
  throw new Error("a page has no files");
});

/**
 * Trains the one run of a spec in steps, as `lazyrich train` does, and shows every checkpoint as it is reached, the start first.
 *
 * @param visit is called with the steps and the parameters; true ends the training.
 * @throws (rejects with) the reason of an aborted signal.
 */
export async function watchedTraining(
  spec: object,
  visit: (step: number, theta: Float64Array, problem: CellProblem) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const cell = deepCell(spec);
  const problem = deepProblem(cell);
  const { model, bound } = problem;
  const learningRates = model.layers.map(() => 1);
  const theta0 = find(deepLists.starts, cell.start.name).theta(cell.start as never, {
    ...{ model, modelFields: cell.model, learningRates },
    readFile: () => {
      throw new Error("a page has no files");
    },
  });
  const at = (cell.dynamics as unknown as CommonFields).steps!;
  let seen = 1;
  if (visit(0, theta0, problem)) return;
  await find(deepLists.dynamics, cell.dynamics.name).train(cell.dynamics as never, {
    ...{ bound, theta0, learningRates, checkpoints: { unit: "steps", at }, stopLoss: 0, signal },
    endsAt: (theta) => visit(at[seen++]!, theta, problem),
  });
}

const find = <P extends { readonly name: string }>(parts: readonly P[], name: string): P =>
  parts.find((part) => part.name === name)!;
