import { type Row, shortNumber } from "@lazyrich/tables";

/**
 * Refuses rows of runs among which one diverged, since a figure of it would show what nobody trained.
 *
 * @param columns those that tell runs of the figure apart.
 * @throws RangeError in one line that names the run, the step and the last finite loss.
 */
export function refuseDiverged(rows: readonly Row[], columns: readonly string[]): void {
  const run = rows.find((row) => row.stopReason === "diverged");
  if (run === undefined) return;
  const { endStep, endLoss } = run;
  const where = columns.map((column) => `${column} = ${run[column]}`).join(", ");
  const last =
    endLoss === null ? "its first loss is not finite" : `its last finite loss is ${shortNumber(Number(endLoss))}`;
  throw new RangeError(
    `the run with ${where} diverged at step ${shortNumber(Number(endStep))}: ${last}; expected a smaller learning rate`,
  );
}
