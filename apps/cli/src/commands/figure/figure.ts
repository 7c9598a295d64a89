import { Command } from "commander";
import type { FigureOptions } from "./figureCommand.js";

export const figure = (): Command =>
  new Command("figure")
    .description("run and draw figures, the exact solution beside the simulation")
    .argument("<ids...>", "ids as `lazyrich figures` lists them, or all")
    .option("-o, --out <folder>", "folder for the files; made if it does not exist", "out")
    .option(
      "-f, --format <list>",
      "svg, png, pdf (pictures), apng, animated-svg (animations), csv, parquet (rows)",
      "svg",
    )
    .option("--spec <file>", "settings to run instead of the paper's; - reads standard input")
    .option(
      "--from <path>",
      "draw without a run: a figure's .json, or for 1b, 5b, 10 and deep-portrait a sweep's folder, .json, .csv or .parquet",
    )
    .option(
      "--preset <name>",
      "settings by name: paper; of 1b, 5b and 10 also coarse and fine, of deep networks also seconds",
    )
    .option("--show-spec", "print the settings as JSON, to edit and give to --spec")
    .option("--width <points>", "column (234), page (486), neurips (397), slide (720) or points; type keeps its size")
    .option("--theme <name>", "paper (on white) or dark (on a dark ground, such as slides)", "paper")
    .option("--steps <list>", "steps whose maps are shown, of figures 1b, 5b, 10 and deep-portrait")
    .option("--open", "open the first file of each figure")
    .option("--scale <number>", "pixels of a PNG per point: 4 is 288 dots per inch", "4")
    .addHelpText("after", FIGURE_EXAMPLES)
    .action(async (ids: string[], options: FigureOptions) =>
      (await import("./figureCommand.js")).figureCommand(ids, options),
    );

const FIGURE_EXAMPLES = `
Every figure also gets a JSON file with its settings, caption, largest difference and rows; --from draws it again. The files of a figure
appear together when all are done; a run that fails or is interrupted leaves none. The runs of students and of
deep networks are kept in a folder below --out, and one that was stopped goes on where it was.

Examples:
  lazyrich figure all --out out --format svg,png
  lazyrich figure 3 --format pdf,parquet --width neurips
  lazyrich figure 3 --from out/figure-3.json --width slide
                                                       draws it again from its rows
  lazyrich figure 1b 5b 10 --preset fine               the whole grid of students, which the three share
  lazyrich figure 3 --show-spec > mine.json            the paper's settings, to edit ...
  lazyrich figure 3 --spec mine.json --out mine        ... and to run
  echo '{"deltas": [-1, 0, 1]}' | lazyrich figure 3 --spec -
                                                       fields left out keep the paper's values
A list may be a range: {"deltas": {"linspace": [-1, 1], "count": 9}}, or logspace (exponents of ten), or integers.`;
