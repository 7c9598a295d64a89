import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openSweepFolder } from "@lazyrich/runs/files";
import type { SweepSpec } from "@lazyrich/runs/sweep";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "./inputError.js";

export interface SlurmJob {
  readonly spec: SweepSpec;
  /** Of the results; on a file system that the nodes share. */
  readonly folder: string;
  /** Shards, one a task of the array. */
  readonly tasks: number;
  /** For sbatch, words between spaces. */
  readonly options: string;
  /** Worker processes of a task; if not given, as many as Slurm gives it cores. */
  readonly workers: number | undefined;
}

/**
 * Writes the script of a job array, one task a shard, beside the results, and submits it.
 *
 * @returns what to tell the user.
 * @throws InputError if the folder holds another sweep, or sbatch is missing or refuses the job; the script is there in either case.
 */
export function submitToSlurm({ spec, folder, tasks, options, workers }: SlurmJob): string {
  try {
    openSweepFolder(folder, spec);
  } catch (error) {
    throw error instanceof RangeError ? new InputError(error.message) : error;
  }
  const place = resolve(folder);
  const script = join(place, "sweep.sbatch");
  mkdirSync(join(place, "logs"), { recursive: true });
  writeFilesTogether([{ path: script, content: scriptText({ folder: place, tasks, options, workers }) }]);
  const job = submit(script);
  return [
    `submitted job ${job}: ${tasks} tasks, a shard of the sweep each`,
    `  ${script}`,
    `  logs in ${join(place, "logs")}; when it is done: lazyrich merge ${folder} --out ${folder}.parquet`,
    "",
  ].join("\n");
}

function submit(script: string): string {
  try {
    return execFileSync("sbatch", ["--parsable", script], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    const reason = code === "ENOENT" ? "there is no sbatch here" : (stderr ?? "").trim();
    throw new InputError(`the job cannot be submitted: ${reason}; its script is ${script}`);
  }
}

function scriptText({ folder, tasks, options, workers }: Omit<SlurmJob, "spec">): string {
  const main = fileURLToPath(new URL("./main.js", import.meta.url));
  const given = options
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => `#SBATCH ${word}\n`);
  return `#!/bin/bash
#SBATCH --job-name=lazyrich-sweep
#SBATCH --array=1-${tasks}
#SBATCH --output="${folder}/logs/%A_%a.log"
${given.join("")}
: "\${SLURM_CPUS_PER_TASK:=1}"
exec ${quoted(process.execPath)} ${quoted(main)} sweep --spec ${quoted(join(folder, "sweep.json"))} --out ${quoted(folder)} \\
  --shard "$SLURM_ARRAY_TASK_ID/${tasks}" --workers "${workers ?? "$SLURM_CPUS_PER_TASK"}"
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
