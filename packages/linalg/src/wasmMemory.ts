import type { Kernel } from "./productBuild.js";

const PAGE = 65536;
/** One page short of what a 32-bit address reaches, so that an address just past the last matrix does not wrap. */
const LARGEST = 65535 * PAGE;
/** A matrix begins on a cache line. */
const LINE = 64;

/** Bytes that a matrix of so many entries takes. */
export function bytesFor(entries: number): number {
  return Math.ceil((entries * 8) / LINE) * LINE;
}

/**
 * Lets a kernel's memory have room for so many bytes of matrices. Growing detaches every view of the memory.
 *
 * @throws RangeError if they do not fit into one WebAssembly memory.
 */
export function reserve({ memory, scratchBytes }: Kernel, bytes: number): void {
  const needed = scratchBytes.value + bytes;
  if (needed > LARGEST) {
    throw new RangeError(`the matrices need ${bytes} bytes, but a WebAssembly memory has room for ${LARGEST}`);
  }
  const missing = Math.ceil((needed - memory.buffer.byteLength) / PAGE);
  if (missing > 0) memory.grow(missing);
}
