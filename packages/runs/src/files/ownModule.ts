import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { shownValue } from "@lazyrich/specs";

/**
 * What a module of the user's exports.
 *
 * @param path absolute.
 * @throws (rejects with) RangeError in one line that names the module, why it cannot be loaded, and the file and line where that is.
 */
export async function ownModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(path)) throw new RangeError(`${path} cannot be loaded: there is no such file`);
  const exports = await loaded(path);
  if (exports === undefined) throw new RangeError(`${path} cannot be loaded: its top-level await never settles`);
  return exports;
}

/** What the module exports, or undefined once nothing is left that it could wait for: the process would end without a word. */
async function loaded(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  let giveUp = (): void => {};
  const nothingLeft = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
    process.once("beforeExit", giveUp);
  });
  try {
    return await Promise.race([import(pathToFileURL(path).href) as Promise<Record<string, unknown>>, nothingLeft]);
  } catch (error) {
    throw new RangeError(`${path} cannot be loaded: ${reasonOf(error)}`);
  } finally {
    process.off("beforeExit", giveUp);
  }
}

/** The message of an error in one line, with the file and the line where it was thrown; of what is no error, what it is. */
export function reasonOf(error: unknown): string {
  if (typeof error === "string" && error.trim() !== "") return error;
  if (!(error instanceof Error)) return `${shownValue(error)} was thrown; expected an error`;
  const [message = ""] = (error.message.trim() || error.name).split("\n");
  const [, url, line] = /(file:\/\/\S+?):(\d+)(?::\d+)?\)?$/m.exec(error.stack ?? "") ?? [];
  return url === undefined ? message : `${message} (${fileURLToPath(url)}:${line})`;
}
