import { Command } from "commander";
import type { SweepOptions } from "../sweepCommand.js";

export const sweep = (): Command =>
  new Command("sweep")
    .description("train students over any axes, on all cores, in shards or on a cluster")
    .requiredOption("--spec <file>", "the sweep as JSON; - reads standard input")
    .requiredOption("-o, --out <folder>", "folder of the results; a sweep begun there is taken up again")
    .option("--workers <number>", "worker processes; one a core if not given")
    .option("--shard <k/n>", "only every n-th cell, from the k-th on: 2/8")
    .option("--slurm <tasks>", "submit the shards as a Slurm job array of so many tasks")
    .option("--sbatch <options>", 'options for sbatch, in one word: "--time=2:00:00 --cpus-per-task=8"')
    .addHelpText("after", SWEEP_EXAMPLES)
    .action(async (options: SweepOptions) => (await import("../sweepCommand.js")).sweepCommand(options));

const SWEEP_EXAMPLES = `
The spec: tau, delta, seed and, if they are not the paper's, n (1000), d (100), teacherWidth (3), testCount (10000),
hiddenWidth (50) and gamma (0), each one value, a list, or {"from", "to", "count", "scale": "linear" | "log"}; dynamics
("gradient-flow" or "gradient-descent"), learningRateFactor (the learning rate is it over tau^2; 0.005), steps (the
checkpoints; 100 to 1e6), tolerance (of the flow; 0.005), build ("simd": the same bytes on every machine).

Every cell has its own file, written whole when it is done. A run that is stopped in any way is taken up by running the
same command again; the same spec gives the same bytes for any number of workers or shards. A cell that fails is
reported with its coordinates, does not stop the rest, and makes the exit code 1.

Examples:
  echo '{"tau": [0.1, 1], "delta": {"from": -1, "to": 1, "count": 5}, "seed": [1, 2, 3]}' > grid.json
  lazyrich sweep --spec grid.json --out grid
  lazyrich sweep --spec grid.json --out grid --shard 1/4    one of four machines that share the folder
  lazyrich sweep --spec grid.json --out grid --slurm 20 --sbatch "--time=1:00:00 --cpus-per-task=4"
  lazyrich merge grid --out grid.parquet                    one table for pandas, DuckDB or R`;
