import { basename, dirname, join } from "node:path";
import { parseShardedSafetensors } from "@lazyrich/tables";
import { readRegularFile } from "@lazyrich/tables/files";
import { type Checkpoint, checkpoint } from "../checkpoint/checkpoint.js";
import { parseCheckpoint } from "../checkpoint/parseCheckpoint.js";
import { readOnnx } from "./readOnnx.js";

/** Bytes of one file. */
const LIMIT = 2 ** 32;
/** Bytes of an index of shards. */
const INDEX_LIMIT = 2 ** 26;

/**
 * The checkpoint in a `.safetensors`, `.npz` or `.onnx` file, or in the shards of a `.safetensors.index.json`, which must lie beside it.
 *
 * @param path of the file
 * @throws RangeError in one line that begins with the path, of `parseCheckpoint` or because the file cannot be read.
 * @example
 * import { readCheckpoint } from "@lazyrich/diagnose/files";
 * readCheckpoint("missing.safetensors"); // RangeError: missing.safetensors cannot be used: there is no such file or folder
 */
export function readCheckpoint(path: string): Checkpoint {
  if (/\.onnx$/i.test(path)) return checkpoint(readOnnx(path).arrays, path);
  if (!path.endsWith(".index.json")) return parseCheckpoint(readRegularFile(path, { limit: LIMIT }), path);
  const index = new TextDecoder().decode(readRegularFile(path, { limit: INDEX_LIMIT }));
  const readShard = (file: string): Uint8Array => readRegularFile(join(dirname(path), file), { limit: LIMIT });
  return checkpoint(parseShardedSafetensors(index, basename(path), readShard), path);
}
