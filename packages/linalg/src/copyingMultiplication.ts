import type { Multiplication } from "./multiplication.js";
import type { Kernel } from "./productBuild.js";
import { bytesFor, reserve } from "./wasmMemory.js";

/**
 * The multiplication of a kernel for matrices anywhere: they are copied into its memory, and C back. The memory keeps
 * the size of the largest product so far.
 */
export function copyingMultiplication(kernel: Kernel): Multiplication {
  const scratchBytes: number = kernel.scratchBytes.value;
  let view = new Float64Array(kernel.memory.buffer);
  return (m, depth, n, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c) => {
    const bytesOfA = bytesFor(a.length);
    const bytesOfB = bytesFor(b.length);
    reserve(kernel, bytesOfA + bytesOfB + bytesFor(c.length));
    if (view.buffer !== kernel.memory.buffer) view = new Float64Array(kernel.memory.buffer);
    const addressOfB = scratchBytes + bytesOfA;
    const addressOfC = addressOfB + bytesOfB;
    view.set(a, scratchBytes / 8);
    view.set(b, addressOfB / 8);
    kernel.multiply(
      m,
      depth,
      n,
      scratchBytes,
      8 * aRowStride,
      8 * aColumnStride,
      addressOfB,
      8 * bRowStride,
      8 * bColumnStride,
      addressOfC,
    );
    c.set(view.subarray(addressOfC / 8, addressOfC / 8 + c.length));
  };
}
