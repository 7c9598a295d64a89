import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * What a module of the user's exports.
 *
 * @param path absolute.
 * @throws (rejects with) RangeError in one line that names the module, why it cannot be loaded, and the file and line where that is.
 */
export async function ownModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(path)) throw new RangeError(`${path} cannot be loaded: there is no such file`);
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new RangeError(`${path} cannot be loaded: ${reasonOf(error)}`);
  }
}

/** The message of an error in one line, with the file and the line where it was thrown. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [message] = error.message.split("\n");
  const [, url, line] = /(file:\/\/\S+?):(\d+)(?::\d+)?\)?$/m.exec(error.stack ?? "") ?? [];
  return url === undefined ? message! : `${message} (${fileURLToPath(url)}:${line})`;
}
