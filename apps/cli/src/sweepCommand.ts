import { runSweep, type SweepOutcome, type SweepProgress } from "@lazyrich/runs/files";
import {
  type CellParameters,
  parseShard,
  parseSweepSpec,
  type Shard,
  type SweepSpec,
  sweepCells,
} from "@lazyrich/runs/sweep";
import { shortNumber } from "@lazyrich/tables";
import { InputError } from "./inputError.js";
import { Interrupted, withInterrupt } from "./interrupt.js";
import { outputError } from "./outputError.js";
import { progressLine } from "./progressLine.js";
import { readSpec } from "./readSpec.js";
import { type SlurmJob, submitToSlurm } from "./submitToSlurm.js";

/** Options of `lazyrich sweep` as commander gives them. */
export interface SweepOptions {
  readonly spec: string;
  readonly out: string;
  readonly workers?: string;
  readonly shard?: string;
  readonly slurm?: string;
  readonly sbatch?: string;
}

const A_FOLDER = "a folder that can be written";

/** Runs a sweep or a shard of it, or submits its shards to Slurm; exit code 1 if a cell failed. */
export async function sweepCommand(options: SweepOptions): Promise<void> {
  const { out } = options;
  const workers = options.workers === undefined ? undefined : wholeNumber("--workers", options.workers);
  const shard = options.shard === undefined ? undefined : shardOf(options.shard);
  if (options.sbatch !== undefined && options.slurm === undefined) {
    throw new InputError("--sbatch goes with --slurm, which is missing; expected both");
  }
  if (options.slurm !== undefined && shard !== undefined) {
    throw new InputError("--slurm and --shard are both given; expected one: Slurm gets all shards");
  }
  const spec = parseSweepSpec(readSpec(options.spec));
  const cellCount = sweepCells(spec).length;
  if (options.slurm !== undefined) {
    const tasks = wholeNumber("--slurm", options.slurm);
    const job = submitted({
      spec,
      folder: out,
      tasks: Math.min(tasks, cellCount),
      options: options.sbatch ?? "",
      workers,
    });
    process.stdout.write(job);
    return;
  }
  const outcome = await run(spec, { out, workers, shard });
  for (const name of outcome.damaged)
    process.stderr.write(`lazyrich: ${name} was damaged; its cell was computed again\n`);
  for (const { parameters, message } of outcome.failures) {
    process.stderr.write(`lazyrich: the cell ${coordinates(parameters, spec)} failed: ${message}\n`);
  }
  process.stdout.write(`${summary(outcome)}\n`);
  if (outcome.failures.length > 0) process.exitCode = 1;
}

function submitted(job: SlurmJob): string {
  try {
    return submitToSlurm(job);
  } catch (error) {
    throw outputError(error, job.folder, A_FOLDER);
  }
}

async function run(
  spec: SweepSpec,
  {
    out,
    workers,
    shard,
  }: { readonly out: string; readonly workers: number | undefined; readonly shard: Shard | undefined },
): Promise<SweepOutcome> {
  let last: SweepProgress | undefined;
  try {
    return await withInterrupt(async (signal) => {
      const progress = progressLine(process.stderr);
      const onProgress = (now: SweepProgress): void => {
        last = now;
        progress.show(progressText(now));
      };
      try {
        return await runSweep({
          ...{ spec, folder: out, onProgress, signal },
          ...(workers === undefined ? {} : { workers }),
          ...(shard === undefined ? {} : { shard }),
        });
      } finally {
        progress.clear();
      }
    });
  } catch (error) {
    if (error instanceof Interrupted && last !== undefined) {
      const kept = `${last.done - last.failed} of ${last.total} cells are done and kept`;
      throw new Interrupted(error.exitCode, `interrupted; ${kept}; run the same command to go on`);
    }
    if (error instanceof RangeError) throw new InputError(error.message);
    throw outputError(error, out, A_FOLDER);
  }
}

function progressText({ done, total, failed, rate, secondsLeft }: SweepProgress): string {
  const parts = [`sweep: ${done} of ${total} cells`, `${shortNumber(Number(rate.toPrecision(2)))} a second`];
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(", ");
}

/** 8 s, 12 min, 3.4 h */
function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function summary({ computed, found, failures, evaluations, seconds }: SweepOutcome): string {
  const failed = failures.length === 0 ? "" : `, ${failures.length} failed`;
  const there = found === 0 ? "" : `, ${found} were there`;
  return `sweep: ${computed} cells computed${there}${failed}; ${evaluations} gradient evaluations in ${durationText(seconds)}`;
}

/** The parameters that are axes, and the seed: what tells one cell from another. */
function coordinates(parameters: CellParameters, spec: SweepSpec): string {
  return Object.entries(parameters)
    .filter(([name]) => name === "seed" || typeof spec[name as keyof CellParameters] !== "number")
    .map(([name, value]) => `${name} = ${shortNumber(value)}`)
    .join(", ");
}

function shardOf(text: string): Shard {
  try {
    return parseShard(text);
  } catch (error) {
    throw new InputError(`--${(error as Error).message}`);
  }
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InputError(`${option} is ${JSON.stringify(text)}; expected a whole number above 0`);
}
