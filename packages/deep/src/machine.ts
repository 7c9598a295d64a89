import { type ProductBuild, productBuilds } from "@lazyrich/linalg";
import { javascriptKernels } from "./javascript/javascriptKernels.js";
import type { Kernels } from "./kernels.js";
import type { Memory, Precision } from "./memory.js";
import { startWasmKernels } from "./wasmKernels.js";

/** A buffer begins on a cache line, and a vector may reach beyond its end. */
const LINE = 64;
const PAGE = 65536;
const LARGEST = 65535 * PAGE;

/** One memory, what lies in it and the kernels that work on it. Buffers are laid out first, then the memory starts. */
export interface Machine {
  readonly precision: Precision;
  readonly build: ProductBuild;
  readonly kernels: Kernels;
  /** Bytes of a number. */
  readonly size: number;
  /** The address of so many numbers, moments (float64) or indices (unsigned 32-bit), zeros at first. */
  numbers(count: number): number;
  moments(count: number): number;
  indices(count: number): number;
  /** No buffers are laid out after this. @throws RangeError if the memory would exceed 4 GiB. */
  start(): void;
  /** Views of the whole memory, and the bytes laid out, once it has started. */
  readonly memory: Memory;
  readonly bytes: number;
}

/**
 * A machine of the given precision in the given build, or in the fastest that runs here.
 *
 * @throws RangeError if the precision or the build is unknown, or the build does not run here.
 */
export function machine(precision: Precision, build?: ProductBuild): Machine {
  if (precision !== "float32" && precision !== "float64") {
    throw new RangeError(`precision is ${JSON.stringify(precision)}; expected "float32" or "float64"`);
  }
  const running = productBuilds();
  const chosen = build ?? running[0] ?? "javascript";
  if (!running.includes(chosen)) {
    throw new RangeError(`build is ${JSON.stringify(build)}; expected one that runs here: ${running.join(", ")}`);
  }
  const memory: Memory = { numbers: new Float64Array(0), moments: new Float64Array(0), indices: new Uint32Array(0) };
  const wasm = chosen === "javascript" ? undefined : startWasmKernels(precision, chosen);
  // 0 stands for "no buffer"
  const first = wasm?.firstFree.value ?? LINE;
  const size = precision === "float32" ? 4 : 8;
  let end: number = first;
  const place = (bytes: number): number => {
    const address = Math.ceil(end / LINE) * LINE;
    end = address + bytes + LINE;
    return address;
  };
  return {
    precision,
    build: chosen,
    size,
    kernels: wasm ?? javascriptKernels(memory, size),
    numbers: (count) => place(count * size),
    moments: (count) => place(count * 8),
    indices: (count) => place(count * 4),
    start() {
      if (end > LARGEST) {
        throw new RangeError(`the buffers take ${end} bytes; expected at most 4 GiB: take a smaller batch`);
      }
      const pages = Math.ceil(end / PAGE);
      if (wasm) wasm.memory.grow(Math.max(0, pages - wasm.memory.buffer.byteLength / PAGE));
      const buffer = wasm?.memory.buffer ?? new ArrayBuffer(pages * PAGE);
      memory.numbers = size === 4 ? new Float32Array(buffer) : new Float64Array(buffer);
      memory.moments = new Float64Array(buffer);
      memory.indices = new Uint32Array(buffer);
    },
    memory,
    get bytes() {
      return end - first;
    },
  };
}
