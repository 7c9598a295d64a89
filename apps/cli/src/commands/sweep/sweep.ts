import { Command } from "commander";
import { collected } from "../../input/collected.js";
import type { SweepOptions } from "./sweepCommand.js";

export const sweep = (): Command =>
  new Command("sweep")
    .description("train networks over any axes, on all cores, in shards or on a cluster")
    .requiredOption("--spec <file>", "the sweep as JSON; - reads standard input")
    .option("-o, --out <folder>", "folder of the results; a sweep begun there is taken up again")
    .option("--files <folder>", "the folder from which the spec names files; its own if not given")
    .option("--set <field=value>", "a field of the spec, such as start.tau=0.1,1; may be given again", collected)
    .option(
      "--with <module>",
      "a module of tasks, models, starts, dynamics, measures or activations of one's own",
      collected,
    )
    .option("--workers <number>", "worker processes; one a core if not given")
    .option("--shard <k/n>", "only every n-th cell, from the k-th on: 2/8")
    .option("--recompute", "compute cells again that another program has made")
    .option("--keep", "keep cells that another program has made")
    .option(
      "--dry-run",
      "say how many cells there are, how many of them --out has, and what the rest would take, by one timed cell",
    )
    .option("--slurm <tasks>", "submit the shards as a Slurm job array of so many tasks")
    .option("--sbatch <options>", 'options for sbatch, in one word: "--time=2:00:00 --cpus-per-task=8"')
    .addHelpText("after", SWEEP_EXAMPLES)
    .action(async (options: SweepOptions) => (await import("./sweepCommand.js")).sweepCommand(options));

const SWEEP_EXAMPLES = `
The spec is that of \`lazyrich train\`, and any field of it becomes an axis by a list of values or a range:
{"linspace": [-1, 1], "count": 17}, {"logspace": [-1, 0.3], "count": 17} (exponents of ten), {"integers": [1, 16]};
a field that takes a list itself by {"values": [[64], [64, 64]]}. A part may be a list of whole parts. A field that
follows another: {"of": "start.tau", "power": -2, "times": 0.005}.

Every cell has its own file, named after what makes it this cell and written whole when it is done. A run that is
stopped in any way is taken up by running the same command again, and a larger spec extends it; the same spec gives the
same bytes for any number of workers or shards. Cells that another version of the program has made are named, and
nothing starts until --recompute or --keep says what to do. A cell that fails is reported with its coordinates, does
not stop the rest, and makes the exit code 1.

Examples:
  lazyrich spec mirrored > grid.json
  lazyrich sweep --spec grid.json --set start.tau=0.1,0.3,1 --set 'seed={"integers": [1, 8]}' --out grid
  lazyrich sweep --spec grid.json --out grid --shard 1/4    one of four machines that share the folder
  lazyrich sweep --spec grid.json --out grid --slurm 20 --sbatch "--time=1:00:00 --cpus-per-task=4"
  lazyrich merge grid --out grid.parquet                    one table for pandas, DuckDB or R`;
