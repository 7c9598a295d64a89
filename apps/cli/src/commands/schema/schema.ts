import { Command } from "commander";
import { collected } from "../../input/collected.js";
import type { SchemaOptions } from "./schemaCommand.js";

export const schema = (): Command =>
  new Command("schema")
    .description("print the JSON Schema of the specs of train and sweep, for editors")
    .option("--with <module>", "a module whose names may stand in specs too", collected)
    .addHelpText("after", SCHEMA_EXAMPLES)
    .action(async (options: SchemaOptions) => (await import("./schemaCommand.js")).schemaCommand(options));

const SCHEMA_EXAMPLES = `
Examples:
  lazyrich schema > lazyrich.schema.json      a spec that begins with {"$schema": "./lazyrich.schema.json", ...} is
                                              completed and checked by the editor`;
