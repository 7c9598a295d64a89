import { type CellSpec, cellsOf, columnsOfCell, completeSpec, type Lists } from "@lazyrich/runs";
import {
  type OtherCells,
  parseShard,
  planSweep,
  readFilesIn,
  runSweep,
  type Shard,
  type SweepOutcome,
  type SweepProgress,
} from "@lazyrich/runs/files";
import { isRefusal } from "@lazyrich/specs";
import { type Row, shortNumber } from "@lazyrich/tables";
import { InputError } from "../../input/inputError.js";
import { type GivenSpec, givenSpec, listsOf, type RunSpecOptions } from "../../input/runSpec.js";
import { Interrupted, withInterrupt } from "../../interrupt.js";
import { durationText } from "../../output/duration.js";
import { outputError } from "../../output/outputError.js";
import { progressLine } from "../../output/progressLine.js";
import { type SlurmJob, submitToSlurm } from "./submitToSlurm.js";

/** Options of `lazyrich sweep` as commander gives them. */
export interface SweepOptions extends RunSpecOptions {
  readonly out?: string;
  readonly workers?: string;
  readonly shard?: string;
  readonly slurm?: string;
  readonly sbatch?: string;
  readonly recompute?: true;
  readonly keep?: true;
  readonly dryRun?: true;
}

const A_FOLDER = "a folder that can be written";

/** Runs a sweep or a shard of it, or submits its shards to Slurm; exit code 1 if a cell failed. */
export async function sweepCommand(options: SweepOptions): Promise<void> {
  const { out } = options;
  if (out === "") throw new InputError(`--out is ""; expected ${A_FOLDER}`);
  if (out === undefined && !options.dryRun) throw new InputError(`--out is missing; expected ${A_FOLDER}`);
  const workers = options.workers === undefined ? undefined : wholeNumber("--workers", options.workers);
  const shard = options.shard === undefined ? undefined : shardOf(options.shard);
  requireTogether(options, shard);
  const given = givenSpec(options);
  const lists = await listsOf(given.modules);
  const spec = completeSpec(lists, given.spec);
  const cells = cellsOf(lists, spec);
  const others: OtherCells = options.recompute ? "recompute" : options.keep ? "keep" : "refuse";
  if (out === undefined || options.dryRun) {
    const { dryRunText } = await import("../../output/dryRun.js");
    const { modules, filesFolder } = given;
    const missing =
      out === undefined ? cells : planSweep(lists, cells, { folder: out, modules, filesFolder, others }).missing;
    const readFile = readFilesIn(filesFolder);
    process.stdout.write(await dryRunText(lists, { missing, total: cells.length, readFile }));
    return;
  }
  if (options.slurm !== undefined) {
    const tasks = Math.min(wholeNumber("--slurm", options.slurm), cells.length);
    const policy = others === "refuse" ? undefined : (`--${others}` as const);
    process.stdout.write(
      await submitted({ ...given, spec, folder: out, tasks, options: options.sbatch ?? "", workers, others: policy }),
    );
    return;
  }
  const outcome = await run(given, { out, workers, shard, others });
  for (const name of outcome.damaged) process.stderr.write(`lazyrich: ${name}; its cell was computed again\n`);
  const differing = outcome.failures.length === 0 ? [] : differingColumns(lists, cells);
  for (const { cell, message } of outcome.failures) {
    process.stderr.write(
      `lazyrich: the cell ${coordinates(columnsOfCell(lists, cell), differing)} failed: ${message}\n`,
    );
  }
  process.stdout.write(`${summary(outcome)}\n`);
  if (outcome.failures.length > 0) process.exitCode = 1;
}

function requireTogether(options: SweepOptions, shard: Shard | undefined): void {
  if (options.sbatch !== undefined && options.slurm === undefined) {
    throw new InputError("--sbatch goes with --slurm, which is missing; expected both");
  }
  if (options.slurm !== undefined && shard !== undefined) {
    throw new InputError("--slurm and --shard are both given; expected one: Slurm gets all shards");
  }
  if (options.recompute && options.keep) {
    throw new InputError("--recompute and --keep are both given; expected one of them");
  }
}

async function submitted(job: SlurmJob): Promise<string> {
  try {
    return await submitToSlurm(job);
  } catch (error) {
    throw outputError(error, job.folder, A_FOLDER);
  }
}

interface RunOptions {
  readonly out: string;
  readonly workers: number | undefined;
  readonly shard: Shard | undefined;
  readonly others: OtherCells;
}

async function run(
  { spec, filesFolder, modules }: GivenSpec,
  { out, workers, shard, others }: RunOptions,
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
        return await runSweep({ spec, filesFolder, modules, folder: out, workers, shard, others, onProgress, signal });
      } finally {
        progress.clear();
      }
    });
  } catch (error) {
    if (error instanceof Interrupted && last !== undefined) {
      const kept = `${last.done - last.failed} of ${last.total} cells are done and kept`;
      throw new Interrupted(error.exitCode, `interrupted; ${kept}; run the same command to go on`);
    }
    if (isRefusal(error)) throw new InputError(error.message);
    throw outputError(error, out, A_FOLDER);
  }
}

function progressText({ done, total, failed, rate, secondsLeft }: SweepProgress): string {
  const parts = [`sweep: ${done} of ${total} cells`, `${shortNumber(Number(rate.toPrecision(2)))} a second`];
  if (secondsLeft !== null) parts.push(`${durationText(secondsLeft)} left`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(", ");
}

function summary({
  computed,
  found,
  failures,
  incomplete,
  others,
  diverged,
  notFinite,
  evaluations,
  seconds,
}: SweepOutcome): string {
  const parts = [
    `sweep: ${computed} cells computed`,
    ...(found > 0 ? [`${found} were there`] : []),
    ...(incomplete > 0 ? [`${incomplete} of those lacked a measure or a checkpoint`] : []),
    ...(others > 0 ? [`${others} are of another program`] : []),
    ...(diverged > 0 ? [`${diverged} diverged`] : []),
    ...Object.entries(notFinite).map(([name, count]) => `${count} have a ${name} that is not finite`),
    ...(failures.length > 0 ? [`${failures.length} failed`] : []),
  ];
  return `${parts.join(", ")}; ${evaluations} gradient evaluations in ${durationText(seconds)}`;
}

/** The columns that are not the same in every cell, and the seed: what tells a cell from another. */
function differingColumns(lists: Lists, cells: readonly CellSpec[]): readonly string[] {
  const rows = cells.map((cell) => columnsOfCell(lists, cell));
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].filter((name) => name === "seed" || rows.some((row) => row[name] !== rows[0]![name]));
}

function coordinates(row: Row, differing: readonly string[]): string {
  return differing
    .filter((name) => name in row)
    .map((name) => `${name} = ${typeof row[name] === "number" ? shortNumber(row[name]) : row[name]}`)
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
