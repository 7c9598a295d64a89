import { dirname, join } from "node:path";
import { readRegularFile } from "@lazyrich/tables/files";
import { type OnnxNetwork, parseOnnx } from "../onnx/onnxNetwork.js";

/**
 * The network in an `.onnx` file, whose external data lie beside it. @throws RangeError in one line that begins with the path.
 *
 * @param path of the file
 * @example
 * import { readOnnx } from "@lazyrich/diagnose/files";
 * readOnnx("missing.onnx"); // RangeError: missing.onnx cannot be used: there is no such file or folder
 */
export function readOnnx(path: string): OnnxNetwork {
  const limit = 2 ** 32;
  const readBeside = (file: string): Uint8Array => readRegularFile(join(dirname(path), file), { limit });
  return parseOnnx(readRegularFile(path, { limit }), path, readBeside);
}
