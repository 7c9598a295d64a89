import { resolve } from "node:path";
import { exampleNames, exampleSpec } from "@lazyrich/runs";
import { InputError } from "../../input/inputError.js";
import { listsOf } from "../../input/runSpec.js";
import { suggestion } from "../../input/suggestion.js";
import { readableJson } from "../../output/readableJson.js";

/** Options of `lazyrich spec` as commander gives them. */
export interface SpecOptions {
  readonly with?: readonly string[];
  readonly names?: true;
}

/** Prints a spec to begin with that has the named task, model, start, dynamics, measure, loss or activation in it; or all names. */
export async function specCommand(name: string | undefined, options: SpecOptions): Promise<void> {
  const lists = await listsOf((options.with ?? []).map((path) => resolve(path)));
  const names = exampleNames(lists);
  const known = Object.values(names).flatMap((parts) => parts.map((part) => part.name));
  if (options.names) {
    process.stdout.write(`${known.join("\n")}\n`);
    return;
  }
  if (name === undefined) {
    const lines = Object.entries(names).map(([list, parts]) =>
      [`${list}:`, ...parts.map((part) => `  ${part.name.padEnd(24)} ${part.summary}`)].join("\n"),
    );
    process.stdout.write(`${lines.join("\n\n")}\n`);
    return;
  }
  const spec = exampleSpec(lists, name);
  if (spec === undefined) {
    throw new InputError(
      `there is no ${JSON.stringify(name)}${suggestion(name, known)}; \`lazyrich spec\` lists the names`,
    );
  }
  process.stdout.write(`${readableJson(spec)}\n`);
}
