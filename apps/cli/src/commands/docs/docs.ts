import { Command } from "commander";
import type { DocsOptions } from "./docsCommand.js";

export const docs = (): Command =>
  new Command("docs")
    .description("show the site: the article, its live demos, guides and reference")
    .option(
      "--folder <folder>",
      "the built site; that of this checkout, or of the package @lazyrich/docs, if not given",
    )
    .option("--port <number>", "port to serve it on; any free one if not given", "0")
    .option("--no-open", "print the address and leave the browser closed")
    .action(async (options: DocsOptions) => (await import("./docsCommand.js")).docsCommand(options));
