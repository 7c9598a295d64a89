import type { Row } from "@lazyrich/tables";
import type { RunOptions } from "../figure.js";
import { comparedRows, type Observed } from "./compared.js";
import type { SimulationSpec, TimesSpec } from "./figureFields.js";
import { timeGrid } from "./timeGrid.js";
import { compareOnWhitened, type NeuronTrajectory, type WhitenedNeuronProblem } from "./whitenedNeuron.js";

/** One trajectory: what it is of, as columns of its rows, and its problem. */
export interface NeuronCase extends WhitenedNeuronProblem {
  readonly identity: Row;
}

/** Trajectories of neurons on whitened inputs as rows, exact beside simulated; `deltaSimulated` is the conserved quantity of each simulated state. */
export async function comparedNeurons(
  cases: readonly NeuronCase[],
  { times, simulation }: { readonly times: TimesSpec; readonly simulation: SimulationSpec },
  observe: (trajectory: NeuronTrajectory) => Observed,
  { onProgress, signal }: RunOptions = {},
): Promise<Row[]> {
  const grid = timeGrid(times);
  const rows: Row[] = [];
  for (const [index, { identity, ...problem }] of cases.entries()) {
    const { exact, simulated } = await compareOnWhitened(problem, grid, simulation, signal);
    const followed = { ...observe(simulated), delta: simulated.delta };
    for (const row of comparedRows(identity, grid, observe(exact), followed)) rows.push(row);
    onProgress?.((index + 1) / cases.length);
  }
  return rows;
}
