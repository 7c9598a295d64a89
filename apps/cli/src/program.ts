import { readFileSync } from "node:fs";
import { Command, type CommanderError } from "commander";
import { completion } from "./commands/completion/completion.js";
import { diagnose } from "./commands/diagnose/diagnose.js";
import { docs } from "./commands/docs/docs.js";
import { figure } from "./commands/figure/figure.js";
import { figures } from "./commands/figures/figures.js";
import { map } from "./commands/map/map.js";
import { merge } from "./commands/merge/merge.js";
import { poster } from "./commands/poster/poster.js";
import { schema } from "./commands/schema/schema.js";
import { solve } from "./commands/solve/solve.js";
import { spec } from "./commands/spec/spec.js";
import { status } from "./commands/status/status.js";
import { sweep } from "./commands/sweep/sweep.js";
import { train } from "./commands/train/train.js";

/** The command line: commands, options and their help. Each command's code is loaded when it is called. */
export function program(): Command {
  const root = new Command("lazyrich")
    .description("Exact solutions, simulation and measurement of lazy and rich learning.")
    .version(version(), "-V, --version", "print the version")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", ROOT_EXAMPLES);
  for (const command of [
    figures(),
    figure(),
    poster(),
    solve(),
    train(),
    sweep(),
    status(),
    merge(),
    map(),
    diagnose(),
    spec(),
    schema(),
    docs(),
    completion(root),
  ])
    root.addCommand(command);
  for (const command of [root, ...root.commands]) {
    command
      .helpOption("-h, --help", "show help")
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

const version = (): string => JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;

const ROOT_EXAMPLES = `
Examples:
  lazyrich figures                                     what can be drawn
  lazyrich figure 3 --out out --format svg,png,csv     figure 3 with the paper's settings
  lazyrich solve --a0 0.5 --w0 -2,0 --beta-star 0,1 --times 0:10:11
                                                       one neuron's path, from its start to its limit

Exit codes: 0 done, 1 a run failed, 2 bad input, 130 interrupted.`;
