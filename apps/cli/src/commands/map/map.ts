import { Command } from "commander";
import { collected } from "../../input/collected.js";
import type { MapOptions } from "./mapCommand.js";

export const map = (): Command =>
  new Command("map")
    .description("draw a measure of stored runs over any two of their axes")
    .requiredOption("--from <path>", "the folder of a sweep, or a file of its results: .json, .csv or .parquet")
    .requiredOption("--x <column>", "the column across, such as tau")
    .requiredOption("--y <column>", "the column upward, such as delta")
    .requiredOption("--value <columns>", "what is drawn, such as kernelDistance; several with commas between")
    .option("--facet <column>", "one map for each value of this column, such as step")
    .option("--where <column=value>", "only rows of this value, such as step=1000; may be given again", collected)
    .option("--statistic <name>", "mean, deviation, median, least or greatest, over seeds", "mean")
    .option(
      "--width <points>",
      "column (234), page (486), neurips (397), slide (720) or points; by default as the number of maps asks, at most a page",
    )
    .option("--theme <name>", "paper (on white) or dark (on a dark ground, such as slides)", "paper")
    .requiredOption("-o, --out <file>", "the picture: a name that ends in .svg, .png or .pdf; .csv writes its numbers")
    .addHelpText("after", MAP_EXAMPLES)
    .action(async (options: MapOptions) => (await import("./mapCommand.js")).mapCommand(options));

const MAP_EXAMPLES = `
Runs are gathered over seeds alone: an axis of the sweep that is neither across, upward, the facet nor a seed is refused
by name, since it would be averaged silently. Reading needs none of the modules that took part in the runs.

A measure of each layer is mapped with --facet layerName, or of one layer with --where layerName=W.

Examples:
  lazyrich map --from grid --x tau --y delta --value kernelDistance --facet step --out map.svg
  lazyrich map --from grid.parquet --x tau --y delta --value trainLoss --facet step --statistic median --out loss.png
  lazyrich map --from grid --x tau --y delta --value kernelDistance --where step=1000 --width slide --theme dark --out slide.pdf`;
