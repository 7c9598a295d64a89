import { Command } from "commander";

export const figures = (): Command =>
  new Command("figures")
    .description("list the figures that can be drawn")
    .action(async () => (await import("./figuresCommand.js")).figuresCommand());
