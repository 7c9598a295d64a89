import { readFileSync } from "node:fs";
import { Command, type CommanderError, Option } from "commander";
import type { FigureOptions } from "./figureCommand.js";
import type { SolveOptions } from "./solveCommand.js";
import { solveFields } from "./solveFields.js";

/** The command line: commands, options and their help. Each command's code is loaded when it is called. */
export function program(): Command {
  const root = new Command("lazyrich")
    .description("Exact solutions, simulation and measurement of lazy and rich learning.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", ROOT_EXAMPLES);
  for (const command of [figures(), figure(), solve(), completion(root)]) root.addCommand(command);
  for (const command of [root, ...root.commands]) {
    command
      .option("--verbose", "show the stack of an error")
      .configureOutput({ outputError: () => {} })
      .exitOverride(rethrow)
      .showSuggestionAfterError();
  }
  return root;
}

const rethrow = (error: CommanderError): never => {
  throw error;
};

const figures = () =>
  new Command("figures")
    .description("list the figures that can be drawn")
    .helpOption("-h, --help", "show help")
    .action(async () => (await import("./figuresCommand.js")).figuresCommand());

const figure = () =>
  new Command("figure")
    .description("run and draw figures, the exact solution beside the simulation")
    .helpOption("-h, --help", "show help")
    .argument("<ids...>", "ids as `lazyrich figures` lists them, or all")
    .option("-o, --out <folder>", "folder for the files; made if it does not exist", "out")
    .option("-f, --format <list>", "svg, png, pdf (pictures), csv, parquet (rows)", "svg")
    .option("--spec <file>", "settings to run instead of the paper's; - reads standard input")
    .option("--show-spec", "print the settings as JSON, to edit and give to --spec")
    .option("--scale <number>", "pixels of a PNG per point: 4 is 288 dots per inch", "4")
    .addHelpText("after", FIGURE_EXAMPLES)
    .action(async (ids: string[], options: FigureOptions) =>
      (await import("./figureCommand.js")).figureCommand(ids, options),
    );

function solve(): Command {
  const command = new Command("solve")
    .description("print the exact answer to your own problem")
    .helpOption("-h, --help", "show help")
    .option("--spec <file>", "the problem as JSON; - reads standard input")
    .addOption(
      new Option("-m, --model <name>", "single-neuron, two-layer-linear or implicit-bias (default: single-neuron)"),
    );
  for (const { flag, argument, description } of solveFields) command.option(`${flag} <${argument}>`, description);
  return command
    .option("-f, --format <name>", "table, csv or json (default: by the ending of --out, or table)")
    .option("-o, --out <file>", "file for the answer instead of standard output")
    .addHelpText("after", SOLVE_EXAMPLES)
    .action(async (options: SolveOptions) => (await import("./solveCommand.js")).solveCommand(options));
}

const completion = (root: Command) =>
  new Command("completion")
    .description("print a completion script for your shell")
    .helpOption("-h, --help", "show help")
    .argument("<shell>", "bash, zsh or fish")
    .addHelpText("after", COMPLETION_EXAMPLES)
    .action(async (shell: string) => (await import("./completionCommand.js")).completionCommand(shell, root));

const version = (): string => JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;

const ROOT_EXAMPLES = `
Examples:
  lazyrich figures                                     what can be drawn
  lazyrich figure 3 --out out --format svg,png,csv     figure 3 with the paper's settings
  lazyrich solve --a0 0.5 --w0 -2,0 --beta-star 0,1 --times 0:10:11
                                                       one neuron's path, from its start to its limit

Exit codes: 0 done, 1 a run failed, 2 bad input, 130 interrupted.`;

const FIGURE_EXAMPLES = `
Every figure also gets a JSON file with its settings, caption and largest difference. The files of a figure
appear together when all are done; a run that fails or is interrupted leaves none.

Examples:
  lazyrich figure all --out out --format svg,png
  lazyrich figure 3 --format pdf,parquet
  lazyrich figure 3 --show-spec > mine.json            the paper's settings, to edit ...
  lazyrich figure 3 --spec mine.json --out mine        ... and to run
  echo '{"deltas": [-1, 0, 1]}' | lazyrich figure 3 --spec -
                                                       fields left out keep the paper's values`;

const SOLVE_EXAMPLES = `
Models:
  single-neuron      f(x) = a w.x on whitened inputs, gradient flow of half the summed squared error;
                     needs --a0 --w0 --beta-star --times
  two-layer-linear   f(x) = A^T W x on whitened inputs, from layers with A A^T - W W^T = delta I;
                     needs --W0 --A0 --beta-star --times
  implicit-bias      where the single neuron ends on any inputs, with fewer samples than dimensions;
                     needs --x --y and either --beta0 --delta or --a0 --w0

Numbers go between commas; ranges are start:end:count, or log:start:end:count. Negative numbers are fine.
Tables show six digits; CSV and JSON all of them. A spec that is an array of problems gives an array of answers.

Examples:
  lazyrich solve --a0 -0.5 --w0 -2,0 --beta-star 0,1 --times 0,log:1e-3:1e3:7
  lazyrich solve --model implicit-bias --x 0.5,1 --y 1.1 --beta0 -1,0 --delta 2
  lazyrich solve --a0 1 --w0 0.1,0.2 --beta-star 1,0.25 --times 0:10:101 --out path.csv
  lazyrich solve --model two-layer-linear --W0 "1,0;0,1" --A0 "1,0;0,1" --beta-star "2,0;1,1" --times 0,1,10
  echo '{"model": "single-neuron", "a0": 1, "w0": [0, 1], "betaStar": [1, 0], "times": [0, 1, 1e6]}' |
    lazyrich solve --spec - --format json`;

const COMPLETION_EXAMPLES = `
Examples:
  source <(lazyrich completion bash)                   this shell only; put the line into ~/.bashrc to keep it
  lazyrich completion zsh > ~/.zfunc/_lazyrich         with ~/.zfunc in fpath before compinit
  lazyrich completion fish > ~/.config/fish/completions/lazyrich.fish`;
