import { resolve } from "node:path";
import { runSchema } from "@lazyrich/runs";
import { listsOf } from "../../input/runSpec.js";

/** Options of `lazyrich schema` as commander gives them. */
export interface SchemaOptions {
  readonly with?: readonly string[];
}

/** Prints the JSON Schema of the specs of runs. */
export async function schemaCommand(options: SchemaOptions): Promise<void> {
  const lists = await listsOf((options.with ?? []).map((path) => resolve(path)));
  process.stdout.write(`${JSON.stringify(runSchema(lists), undefined, 2)}\n`);
}
