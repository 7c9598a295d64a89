import { randomGenerator } from "@lazyrich/data";
import { npz, parseNpz, safetensors } from "@lazyrich/tables";
import { zipSync } from "fflate";
import { architecture, diagnose, inferredChain, parseCheckpoint, parseOnnx, parseTable } from "../src/index.js";
import { bytesOf } from "./references.js";

/** A file that everything is done with that a diagnosis does. */
interface Subject {
  readonly name: string;
  readonly bytes: Uint8Array;
  use(bytes: Uint8Array, name: string): void;
}

const inputs = parseTable(bytesOf("diagnose-X.npy"), "X.npy");

function useCheckpoint(bytes: Uint8Array, name: string): void {
  const before = parseCheckpoint(bytes, name);
  const numbers = [...before.arrays.values()].reduce((sum, { data }) => sum + data.length, 0);
  // bytes of doubles that a byte of a file can become: 8, and what deflate gains
  if (numbers > 8 * bytes.length && !name.includes("deflated"))
    throw new Error(`${numbers} numbers of ${bytes.length} bytes`);
  const chain = inferredChain(before, { inputDimension: inputs.columns });
  diagnose({
    architecture: chain,
    before,
    after: before,
    inputs: { ...inputs, rows: 3, data: inputs.data.subarray(0, 15) },
  });
}

const arrays = parseNpz(bytesOf("diagnose-before.npz"), "before");
const deflated = Object.fromEntries(
  Object.entries(arrays).map(([key, array]) => [`${key}.npy`, parseNpy(npz({ [key]: array }))]),
);
function parseNpy(archive: Uint8Array): Uint8Array {
  // of a stored archive with one file, the file: behind its header and name, before the list of files
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return archive.subarray(start, start + view.getUint32(18, true));
}

/** One of each format. */
export const subjects: readonly Subject[] = [
  { name: "start.safetensors", bytes: bytesOf("diagnose-before.safetensors"), use: useCheckpoint },
  { name: "half.safetensors", bytes: bytesOf("diagnose-after-bf16.safetensors"), use: useCheckpoint },
  { name: "doubles.safetensors", bytes: safetensors(arrays), use: useCheckpoint },
  { name: "start.npz", bytes: bytesOf("diagnose-before.npz"), use: useCheckpoint },
  { name: "deflated.npz", bytes: zipSync(deflated), use: useCheckpoint },
  { name: "X.npy", bytes: bytesOf("diagnose-X.npy"), use: (bytes, name) => void parseTable(bytes, name) },
  {
    name: "X.csv",
    bytes: new TextEncoder().encode('a,"b"\n1,2.5\n-3e4,4\n'),
    use: (bytes, name) => void parseTable(bytes, name),
  },
  {
    name: "start.onnx",
    bytes: bytesOf("chain-before.onnx"),
    use(bytes, name) {
      const { description, arrays: weights } = parseOnnx(bytes, name);
      if (Object.values(weights).some(({ data }) => data.length > 8 * bytes.length))
        throw new Error("too many numbers");
      architecture(description, { source: "" }).stateOf(parseCheckpoint(bytes, name));
    },
  },
];

/**
 * Does with mutated copies of a file what a diagnosis does: bytes replaced, most often near its ends, and the file cut or made longer.
 * What is refused must be so by a RangeError of one line.
 *
 * @returns how many were accepted.
 * @throws Error that shows the mutation, for any other error.
 */
export function useMutated({ name, bytes, use }: Subject, count: number, seed: number): number {
  const { uniform } = randomGenerator(seed);
  const below = (limit: number): number => Math.floor(uniform() * limit);
  let accepted = 0;
  for (let k = 0; k < count; k++) {
    const copy = below(4) === 0 ? bytes.slice(0, below(bytes.length)) : bytes.slice();
    for (let change = 0; change <= below(4) && copy.length > 0; change++) {
      const near = below(Math.min(copy.length, 300));
      const at = [near, copy.length - 1 - near, below(copy.length)][below(3)]!;
      copy[at] = [below(256), 0, 255, copy[at]! ^ (1 << below(8))][below(4)]!;
    }
    try {
      use(copy, name);
      accepted++;
    } catch (error) {
      if (error instanceof RangeError && !error.message.includes("\n") && error.message.length < 2000) continue;
      throw new Error(
        `${name}, mutation ${k} of seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
  }
  return accepted;
}
