import { Command } from "commander";
import type { PosterOptions } from "./posterCommand.js";

export const poster = (): Command =>
  new Command("poster")
    .description("draw the story of lazy and rich learning on one page of A0")
    .option("-o, --out <file>", "the poster: a name that ends in .pdf, .svg or .png", "lazyrich-poster.pdf")
    .option("--open", "open it")
    .addHelpText("after", POSTER_NOTE)
    .action(async (options: PosterOptions) => (await import("./posterCommand.js")).posterCommand(options));

const POSTER_NOTE = `
Runs the figures that it shows, with their own settings: minutes on two cores. The runs of students are kept in a folder
beside the poster, where \`lazyrich figure\` finds them too, and one that was stopped is taken up again.`;
