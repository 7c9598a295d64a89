import { Command } from "commander";
import { collected } from "../../input/collected.js";
import type { SpecOptions } from "./specCommand.js";

export const spec = (): Command =>
  new Command("spec")
    .description("list what can stand in the specs of train and sweep, or print one to begin with")
    .argument("[name]", "a task, model, start, dynamics, measure, loss or activation")
    .option("--names", "print the names alone, one a line")
    .option("--with <module>", "a module whose names may stand in specs too", collected)
    .addHelpText("after", SPEC_EXAMPLES)
    .action(async (name: string | undefined, options: SpecOptions) =>
      (await import("./specCommand.js")).specCommand(name, options),
    );

const SPEC_EXAMPLES = `
Examples:
  lazyrich spec                               every name, with what it is
  lazyrich spec student-teacher > run.json    a small spec with it, for train and sweep`;
