import { Command, Option } from "commander";
import type { SolveOptions } from "./solveCommand.js";
import { solveFields } from "./solveFields.js";

export function solve(): Command {
  const command = new Command("solve")
    .description("print the exact answer to your own problem")
    .option("--spec <file>", "the problem as JSON; - reads standard input")
    .addOption(
      new Option(
        "-m, --model <name>",
        "single-neuron, two-layer-linear, deep-mode, implicit-bias or deep-implicit-bias (default: single-neuron)",
      ),
    );
  for (const { flag, argument, description } of solveFields) command.option(`${flag} <${argument}>`, description);
  return command
    .option(
      "--simulate",
      "two-layer-linear: follow the flow where layers are not isotropic and no closed form is known",
    )
    .option("-f, --format <name>", "table, csv or json (default: by the ending of --out, or table)")
    .option("-o, --out <file>", "file for the answer instead of standard output")
    .addHelpText("after", SOLVE_EXAMPLES)
    .action(async (options: SolveOptions) => (await import("./solveCommand.js")).solveCommand(options));
}

const SOLVE_EXAMPLES = `
Models:
  single-neuron      f(x) = a w.x on whitened inputs, gradient flow of half the summed squared error;
                     needs --a0 --w0 --beta-star --times
  two-layer-linear   f(x) = A^T W x on whitened inputs, from layers with A A^T - W W^T = delta I;
                     needs --W0 --A0 --beta-star --times
  deep-mode          a balanced mode of a deep linear network, u' = L u^(2 - 2/L) (s - u);
                     needs --depth --start --target --times
  implicit-bias      where the single neuron ends on any inputs, with fewer samples than dimensions;
                     needs --X --y and either --beta0 --delta or --a0 --w0
  deep-implicit-bias the same of balanced deep linear networks; needs --depth --X --y --beta0

Numbers go between commas; ranges are start:end:count, or log:start:end:count. Negative numbers are fine.
Of one neuron mu is a |w| and phi the cosine between w and the target. kernelDistance, S, says how far the kernel has turned, 0 to 1: lazy if
it ends below 0.05, else rich, or delayed rich if less than a quarter of that is there by the first fit, after three units of time of the
start's fastest direction.
Tables show six digits; CSV and JSON all of them. A spec that is an array of problems gives an array of answers.

Examples:
  lazyrich solve --a0 -0.5 --w0 -2,0 --beta-star 0,1 --times 0,log:1e-3:1e3:7
  lazyrich solve --model implicit-bias --X 0.5,1 --y 1.1 --beta0 -1,0 --delta 2
  lazyrich solve --a0 1 --w0 0.1,0.2 --beta-star 1,0.25 --times 0:10:101 --out path.csv
  lazyrich solve --model two-layer-linear --W0 "1,0;0,1" --A0 "1,0;0,1" --beta-star "2,0;1,1" --times 0,1,10
  lazyrich solve --model deep-mode --depth 4 --start 0.01 --target 1 --times 0:40:9
  echo '{"model": "single-neuron", "a0": 1, "w0": [0, 1], "betaStar": [1, 0], "times": [0, 1, 1e6]}' |
    lazyrich solve --spec - --format json`;
