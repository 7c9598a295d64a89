import { parseNpz, parseSafetensors } from "@lazyrich/tables";
import { parseOnnx } from "../onnx/onnxNetwork.js";
import { type Checkpoint, checkpoint } from "./checkpoint.js";

/** The line that saves what `torch.save` would. */
const SAVING = "safetensors.torch.save_file(model.state_dict(), 'ckpt.safetensors')";

/**
 * The checkpoint in a `.safetensors` or `.npz` file, or the weights in an `.onnx` file. Nothing in it is executed: a pickle is refused.
 *
 * @param bytes of the file
 * @param name of the file; its ending says the format.
 * @throws RangeError in one line that begins with the name if the file is damaged or of another kind, or of `checkpoint`.
 * @example
 * import { parseCheckpoint } from "@lazyrich/diagnose";
 * const header = JSON.stringify({ w: { dtype: "F64", shape: [1], data_offsets: [0, 8] } });
 * const bytes = new Uint8Array(8 + header.length + 8);
 * bytes[0] = header.length;
 * bytes.set(new TextEncoder().encode(header), 8);
 * parseCheckpoint(bytes, "step-0.safetensors").arrays.get("w").data; // [0]
 * parseCheckpoint(bytes, "step-0.pt"); // RangeError: step-0.pt is a pickle, which runs code when it is read; expected .safetensors, written by safetensors.torch.save_file(model.state_dict(), 'ckpt.safetensors')
 */
export function parseCheckpoint(bytes: Uint8Array, name: string): Checkpoint {
  if (/\.(pt|pth|pkl|pickle|ckpt|bin)$/i.test(name) || isPickle(bytes)) {
    throw new RangeError(
      `${name} is a pickle, which runs code when it is read; expected .safetensors, written by ${SAVING}`,
    );
  }
  if (/\.safetensors$/i.test(name)) return checkpoint(parseSafetensors(bytes, name).arrays, name);
  if (/\.npz$/i.test(name)) return checkpoint(parseNpz(bytes, name), name);
  if (/\.onnx$/i.test(name)) return checkpoint(parseOnnx(bytes, name).arrays, name);
  throw new RangeError(`${name} has no known ending; expected a checkpoint in .safetensors, .npz or .onnx`);
}

/** A bare pickle of protocol 2 to 5, or the archive of one that `torch.save` writes, whatever its ending says. */
function isPickle(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 300));
  if (start.startsWith("PK") && start.includes("/data.pkl")) return true;
  return bytes.length > 2 && bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && bytes[2] !== 0;
}
