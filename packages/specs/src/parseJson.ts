import { jsonFault } from "./jsonScan.js";
import { quoted } from "./specError.js";

/**
 * What is wrong with a text of JSON, in one line that begins with its name and tells line and column.
 *
 * @example
 * import { JsonTextError, parseJson } from "@lazyrich/specs";
 * const isJson = (text) => {
 *   try {
 *     return parseJson(text, { name: "spec" }) !== undefined;
 *   } catch (error) {
 *     return !(error instanceof JsonTextError);
 *   }
 * };
 * isJson("{ seed: 1 }"); // false
 */
export class JsonTextError extends RangeError {
  override readonly name: string = "JsonTextError";
}

/**
 * The longest text of JSON that is read, in UTF-16 units: its values take some fifty times as much memory.
 *
 * @example
 * import { longestJson } from "@lazyrich/specs";
 * longestJson; // 33554432: 32 MiB
 */
export const longestJson: number = 32 * 2 ** 20;

/**
 * The value of a text of JSON that was written by hand: unlike `JSON.parse` it refuses a field that is named twice, of which one
 * would be lost.
 *
 * @param text of the JSON
 * @param options `name`: of the text, for errors, such as `the spec "a.json"`.
 * @throws JsonTextError that begins with the name if the text is longer than `longestJson`, is not JSON, is nested deeper than
 *   200 levels, or an object names a field twice.
 * @example
 * import { parseJson } from "@lazyrich/specs";
 * parseJson('{ "seed": 1 }', { name: "spec.json" }); // { seed: 1 }
 * parseJson('{ "seed": 1, "seed": 2 }', { name: "spec.json" }); // JsonTextError: spec.json names "seed" twice: line 1, column 14; expected each field once
 */
export function parseJson(text: string, { name }: { readonly name: string }): unknown {
  if (text.length > longestJson) {
    throw new JsonTextError(`${name} has ${text.length} characters; expected at most ${longestJson} (32 MiB)`);
  }
  const fault = jsonFault(text);
  if (fault === undefined) return JSON.parse(text);
  const place = `line ${fault.line}, column ${fault.column}`;
  if ("mostLevels" in fault) {
    throw new JsonTextError(`${name} is nested deeper at ${place}; expected at most ${fault.mostLevels} levels`);
  }
  if ("field" in fault) {
    throw new JsonTextError(`${name} names ${quoted(fault.field)} twice: ${place}; expected each field once`);
  }
  throw new JsonTextError(`${name} is not JSON: ${place} has ${fault.found}; expected ${fault.expected}`);
}
