import type { NumericArray } from "./npy.js";
import type { NamedArrays } from "./npz.js";
import { parseSafetensors } from "./safetensors.js";

/**
 * The arrays of a model whose safetensors are spread over several files, from the text of its index file
 * (`model.safetensors.index.json`), in the order of the index.
 *
 * @param index the text of the index
 * @param name of the index file, for errors.
 * @param readFile gives the bytes of a file beside the index; it is called with plain names only, never with a path.
 * @throws RangeError in one line that begins with the name of the index or of a file.
 * @example
 * import { parseShardedSafetensors, safetensors } from "@lazyrich/tables";
 * const shard = safetensors({ w: { shape: [1], data: Float64Array.of(3) } });
 * const index = '{ "weight_map": { "w": "model-1.safetensors" } }';
 * parseShardedSafetensors(index, "model.safetensors.index.json", () => shard).w.data; // [3]
 */
export function parseShardedSafetensors(
  index: string,
  name: string,
  readFile: (file: string) => Uint8Array,
): NamedArrays {
  const files = weightMap(index, name);
  const shards = new Map([...new Set(files.values())].map((file) => [file, parseSafetensors(readFile(file), file)]));
  const arrays: [string, NumericArray][] = [];
  for (const [tensor, file] of files) {
    const shard = shards.get(file)!.arrays;
    const array = Object.hasOwn(shard, tensor) ? shard[tensor] : undefined;
    if (array === undefined)
      throw new RangeError(`${name} looks for ${JSON.stringify(tensor)} in ${file}, which lacks it`);
    arrays.push([tensor, array]);
  }
  return Object.fromEntries(arrays);
}

const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]*\.safetensors$/;

function weightMap(index: string, name: string): Map<string, string> {
  let map: unknown;
  try {
    map = (JSON.parse(index) as { weight_map?: unknown } | null)?.weight_map;
  } catch {
    throw new RangeError(`${name} is not JSON; expected the index of a model in safetensors`);
  }
  if (typeof map !== "object" || map === null || Array.isArray(map)) {
    throw new RangeError(`${name} has no weight_map; expected files by name of tensor`);
  }
  const entries = Object.entries(map);
  for (const [tensor, file] of entries) {
    if (typeof file === "string" && PLAIN_NAME.test(file)) continue;
    const found = JSON.stringify(typeof file === "string" ? file.slice(0, 60) : typeof file);
    throw new RangeError(
      `${name} places ${JSON.stringify(tensor)} in ${found}; expected the plain name of a .safetensors file`,
    );
  }
  return new Map(entries as [string, string][]);
}
