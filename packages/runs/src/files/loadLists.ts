import { closestName, quoted } from "@lazyrich/specs";
import { builtInLists } from "../builtInLists.js";
import { extendedLists } from "../extendedLists.js";
import { type Lists, listNames } from "../lists.js";
import type { Measure } from "../measure.js";
import { ownModule } from "./ownModule.js";

/**
 * All of our lists, with those that the user's modules export under the same names.
 *
 * @param modules absolute paths.
 * @throws (rejects with) RangeError in one line that names the module, and what in it is not as expected.
 * @example
 * import { loadLists } from "@lazyrich/runs/files";
 * (await loadLists([])).models.map(({ name }) => name).includes("mlp"); // true
 */
export async function loadLists(modules: readonly string[]): Promise<Lists> {
  let lists: Lists = builtInLists;
  for (const path of modules) {
    const exports = await ownModule(path);
    try {
      requireLists(exports);
      lists = extendedLists(lists, exports);
    } catch (error) {
      throw new RangeError(`${path}: ${(error as Error).message}`);
    }
  }
  return lists;
}

/** The measures of the user's modules. */
export const ownMeasures = ({ measures }: Lists): readonly Measure[] =>
  measures.filter((each) => !builtInLists.measures.includes(each));

/** What a module exports beside lists is its own affair, but not a list under another name. */
function requireLists(exports: Readonly<Record<string, unknown>>): void {
  const known: readonly string[] = listNames;
  for (const [name, value] of Object.entries(exports)) {
    if (known.includes(name) || !Array.isArray(value)) continue;
    const closest = closestName(name, known);
    const hint = closest === undefined ? `expected ${known.join(", ")}` : `did you mean ${quoted(closest)}?`;
    throw new RangeError(`exports a list ${quoted(name)}; ${hint}`);
  }
  if (known.some((name) => Object.hasOwn(exports, name))) return;
  throw new RangeError(`exports no list; expected some of ${known.join(", ")}`);
}
