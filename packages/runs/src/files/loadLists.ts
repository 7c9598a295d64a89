import { pathToFileURL } from "node:url";
import { builtInLists } from "../builtInLists.js";
import { extendedLists, type Lists } from "../lists.js";

/**
 * All of our lists, with those that the user's modules export under the same names.
 *
 * @param modules absolute paths.
 * @throws (rejects with) RangeError in one line that names the module.
 */
export async function loadLists(modules: readonly string[]): Promise<Lists> {
  let lists: Lists = builtInLists;
  for (const path of modules) {
    let exports: Partial<Lists>;
    try {
      exports = (await import(pathToFileURL(path).href)) as Partial<Lists>;
    } catch (error) {
      throw new RangeError(`${path} cannot be loaded: ${(error as Error).message.split("\n")[0]}`);
    }
    try {
      lists = extendedLists(lists, exports);
    } catch (error) {
      throw new RangeError(`${path}: ${(error as Error).message}`);
    }
  }
  return lists;
}
