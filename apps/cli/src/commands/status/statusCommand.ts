import { type SweepStatus, sweepStatus } from "@lazyrich/runs/files";
import { isRefusal } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import { InputError } from "../../input/inputError.js";
import { durationText } from "../../output/duration.js";

/** The most failures that are told one by one. */
const TOLD = 20;

/** Ends of runs before their time, in words. */
const EARLY = [
  ["diverged", "diverged"],
  ["step-too-small", "found no step short enough"],
  ["too-many-evaluations", "reached maximumEvaluations"],
] as const;

/** Prints how far the sweep of a folder is, what failed and why, and how long is left. */
export function statusCommand(folder: string): void {
  const { total, done, ended, begun, running, failed, secondsLeft } = statusOf(folder);
  const parts = [
    `${done} of ${total} cells are done`,
    ...EARLY.flatMap(([reason, text]) => (ended[reason] ? [`${ended[reason]} ${text}`] : [])),
    ...(begun > 0 ? [`${begun} are begun and go on from their states`] : []),
    ...(running > 0 ? [`${running} are being computed`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
  ];
  process.stdout.write(`${folder}: ${parts.join(", ")}${timeText(total - done, secondsLeft)}\n`);
  for (const { message, columns } of failed.slice(0, TOLD)) {
    const cell = Object.entries(columns).map(
      ([name, value]) => `${name} = ${typeof value === "number" ? shortNumber(value) : value}`,
    );
    process.stdout.write(`  failed: ${message} (${cell.join(", ")})\n`);
  }
  if (failed.length > TOLD) process.stdout.write(`  and ${failed.length - TOLD} more\n`);
}

function timeText(left: number, secondsLeft: number | null): string {
  if (left === 0) return "";
  return secondsLeft === null ? "; none was done in the last ten minutes" : `; about ${durationText(secondsLeft)} left`;
}

function statusOf(folder: string): SweepStatus {
  try {
    return sweepStatus(folder);
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  }
}
