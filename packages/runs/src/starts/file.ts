import type { Layer } from "@lazyrich/networks";
import { SpecError, valueField } from "@lazyrich/specs";
import { type NamedArrays, parseNpz, parseSafetensors } from "@lazyrich/tables";
import * as z from "zod/mini";
import type { StartPart } from "../start.js";

interface FileFields {
  readonly file: string;
}

/**
 * Parameters from a file, such as those that another training has ended with.
 *
 * @example
 * import { filePart } from "@lazyrich/runs";
 * filePart.example.start; // { name: "file", file: "parameters.npz" }
 */
export const file: StartPart<FileFields> = {
  name: "file",
  summary: "parameters from a file .npz or .safetensors, by the names and shapes of the layers",
  fields: {
    file: valueField(
      "the name of a file .npz or .safetensors, from the folder of the spec",
      z.string().check(z.minLength(1)),
    ),
  },
  example: { start: { name: "file", file: "parameters.npz" } },
  theta({ file: name }, { model, readFile }) {
    const arrays = arraysOf(name, readFile);
    const theta = new Float64Array(model.parameterCount);
    for (const layer of model.layers) theta.set(layerOf(arrays, layer, name), layer.offset);
    const known = new Set(model.layers.map((layer) => layer.name));
    const extra = Object.keys(arrays).filter((array) => !known.has(array));
    if (extra.length > 0) throw refused(`names ${name}, which has ${extra.join(", ")} that no layer takes`);
    return theta;
  },
};

const refused = (problem: string): SpecError => new SpecError(["start", "file"], problem);

function arraysOf(name: string, readFile: (path: string) => Uint8Array): NamedArrays {
  let bytes: Uint8Array;
  try {
    bytes = readFile(name);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw refused(`names ${name}, which cannot be read (${reason})`);
  }
  try {
    if (name.endsWith(".npz")) return parseNpz(bytes, `names ${name}, which`);
    if (name.endsWith(".safetensors")) return parseSafetensors(bytes, `names ${name}, which`).arrays;
  } catch (error) {
    if (error instanceof RangeError) throw refused(error.message);
    throw error;
  }
  throw refused(`is ${JSON.stringify(name)}; expected a file that ends in .npz or .safetensors`);
}

function layerOf(arrays: NamedArrays, layer: Layer, file: string): Float64Array {
  const array = arrays[layer.name];
  if (array === undefined)
    throw refused(`names ${file}, which has no ${layer.name}; it has ${Object.keys(arrays).join(", ")}`);
  if (array.shape.join() !== layer.shape.join()) {
    throw refused(
      `names ${file}, whose ${layer.name} is ${array.shape.join(" x ")}; expected ${layer.shape.join(" x ")}`,
    );
  }
  return array.data;
}
