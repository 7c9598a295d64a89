import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareSweep } from "@lazyrich/runs/files";
import { isRefusal } from "@lazyrich/specs";
import { jsonText } from "@lazyrich/tables";
import { makeFolder, writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";

export interface SlurmJob {
  readonly spec: unknown;
  /** The folder from which the spec names files. */
  readonly filesFolder: string;
  /** Absolute paths of modules that add to the lists. */
  readonly modules: readonly string[];
  /** Of the results; on a file system that the nodes share. */
  readonly folder: string;
  /** Shards, one a task of the array; fewer where Slurm does not take so many. */
  readonly tasks: number;
  /** For sbatch, words between spaces; a word in quotes may have spaces. */
  readonly options: string;
  /** Worker processes of a task; if not given, as many as Slurm gives it cores. */
  readonly workers: number | undefined;
  /** `--keep` or `--recompute`, where the user has said what to do with cells of another program. */
  readonly others: "--keep" | "--recompute" | undefined;
}

/**
 * Writes the script of a job array, one task a shard, beside the results, and submits it.
 *
 * @returns what to tell the user.
 * @throws InputError if the folder has a name that Slurm cannot take, holds another sweep, or sbatch is missing or
 *   refuses the job; the script is there in the last two cases.
 */
export async function submitToSlurm(job: SlurmJob): Promise<string> {
  const place = requireName(resolve(job.folder));
  const options = optionWords(job.options);
  const tasks = Math.min(job.tasks, longestArray());
  try {
    await prepareSweep(job);
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  }
  const script = join(place, "sweep.sbatch");
  makeFolder(join(place, "logs"));
  writeFilesTogether([
    { path: join(place, "spec.json"), content: `${jsonText(job.spec)}\n` },
    { path: script, content: scriptText({ ...job, folder: place, tasks }, options) },
  ]);
  const number = submit(script);
  const [folder, table] = [job.folder, `${job.folder}.parquet`].map(asWord);
  const fewer = tasks < job.tasks ? `, as many as MaxArraySize allows,` : ",";
  return [
    `submitted job ${number}: ${tasks} tasks${fewer} a shard of the sweep each`,
    `  ${script}`,
    `  logs in ${join(place, "logs")}; how far it is: lazyrich status ${folder}`,
    `  when it is done: lazyrich merge ${folder} --out ${table}`,
    "",
  ].join("\n");
}

/** Slurm takes backslashes and quotes out of the name of a log, and a script ends its lines at newlines. */
function requireName(folder: string): string {
  const [bad] = /["\\\n\r]/.exec(folder) ?? [];
  if (bad === undefined) return folder;
  throw new InputError(
    `--out is ${JSON.stringify(folder)}, which Slurm cannot take; expected a name without ${JSON.stringify(bad)}`,
  );
}

/** The words of the options, those in quotes whole and with their quotes, which Slurm takes off. */
function optionWords(options: string): readonly string[] {
  if (/[\n\r]/.test(options)) throw new InputError("--sbatch has a newline; expected options on one line");
  const words = options.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  const left = options.replace(/(?:[^\s"']|"[^"]*"|'[^']*')+|\s/g, "");
  if (left !== "") throw new InputError(`--sbatch is ${JSON.stringify(options)}; expected every quote to be closed`);
  return words;
}

/** The most tasks of an array; no limit where Slurm does not say one. */
function longestArray(): number {
  try {
    const config = execFileSync("scontrol", ["show", "config"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const size = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(config)?.[1]);
    return size > 1 ? size - 1 : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
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

function scriptText(
  { folder, tasks, workers, modules, filesFolder, others }: SlurmJob,
  options: readonly string[],
): string {
  const main = fileURLToPath(new URL("../../main.js", import.meta.url));
  const command = [
    ...["sweep", "--spec", join(folder, "spec.json"), "--files", filesFolder, "--out", folder],
    ...modules.flatMap((path) => ["--with", path]),
    ...(others === undefined ? [] : [others]),
  ];
  return `#!/bin/bash
#SBATCH --job-name=lazyrich-sweep
#SBATCH --array=1-${tasks}
#SBATCH --output="${folder.replaceAll("%", "%%")}/logs/%A_%a.log"
${options.map((word) => `#SBATCH ${word}\n`).join("")}
: "\${SLURM_CPUS_PER_TASK:=1}"
exec ${[process.execPath, main, ...command].map(quoted).join(" ")} \\
  --shard "$SLURM_ARRAY_TASK_ID/${tasks}" --workers "${workers ?? "$SLURM_CPUS_PER_TASK"}"
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A word as one types it to a shell: in quotes where it needs them. */
const asWord = (text: string): string => (/^[\w./%+:@,-]+$/.test(text) ? text : quoted(text));
