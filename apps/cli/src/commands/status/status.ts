import { Command } from "commander";

export const status = (): Command =>
  new Command("status")
    .description("say how far a sweep is, what failed and why, and how long is left")
    .argument("<folder>", "folder of the sweep")
    .addHelpText("after", STATUS_EXAMPLES)
    .action(async (folder: string) => (await import("./statusCommand.js")).statusCommand(folder));

const STATUS_EXAMPLES = `
It reads the folder alone, on any machine that sees it, while the sweep runs or not.

Examples:
  lazyrich status grid`;
