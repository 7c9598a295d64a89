import { Command } from "commander";
import type { MergeOptions } from "./mergeCommand.js";

export const merge = (): Command =>
  new Command("merge")
    .description("read the results of a sweep as one table")
    .argument("<folder>", "folder of the sweep, finished or not")
    .requiredOption("-o, --out <file>", "the table: a name that ends in .json, .csv or .parquet")
    .addHelpText("after", MERGE_EXAMPLES)
    .action(async (folder: string, options: MergeOptions) =>
      (await import("./mergeCommand.js")).mergeCommand(folder, options),
    );

const MERGE_EXAMPLES = `
One row a checkpoint of a cell: the fields of its spec, step and t, its measures, stopReason, where it ended and what it
cost. Measures of layers stand in a table of their own, beside it (-layers). The spec and where the results come from
are in the JSON, in the metadata of Parquet, and in a .json file beside CSV.

Examples:
  lazyrich merge grid --out grid.parquet
  python3 -c 'import pandas; print(pandas.read_parquet("grid.parquet"))'`;
