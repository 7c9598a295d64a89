import { piecewiseLinearModule } from "../generated/piecewiseLinearModule.js";
import { GROUP_SIZE, type PassProblem, type PiecewiseLinearPass } from "./piecewiseLinearPass.js";

/** What assembly/piecewiseLinearPass.ts exports. Globals are addresses and sizes. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly layOut: (inputCount: number, dimension: number, hiddenWidth: number) => number;
  readonly copyInputs: () => void;
  readonly forward: (gamma: number) => void;
  readonly gradient: (gamma: number, factor: number) => void;
  readonly paddedInputs: WebAssembly.Global;
  readonly paddedColumns: WebAssembly.Global;
  readonly inputs: WebAssembly.Global;
  readonly targets: WebAssembly.Global;
  readonly weights: WebAssembly.Global;
  readonly weightGradient: WebAssembly.Global;
  readonly readouts: WebAssembly.Global;
  readonly readoutGradient: WebAssembly.Global;
  readonly outputs: WebAssembly.Global;
  readonly patterns: WebAssembly.Global;
}

const PAGE = 65536;
const LARGEST = 65535 * PAGE;
/** Columns of the slabs into which the inputs are cut: as many wide ones as fit, then narrow ones. */
const WIDE = 16;
const NARROW = 4;

/**
 * The passes in WebAssembly, sixteen columns at a time, so that the tables of these columns stay in the cache while the inputs stream by.
 *
 * The sign of w_k.x_i is that of an exact product of 16-bit copies wherever that lies beyond its margin of rounding;
 * the product itself is formed only for the few pairs near the kink. It needs no relaxed SIMD: its work is additions
 * and products of whole numbers.
 *
 * @returns undefined where WebAssembly with SIMD does not run.
 * @throws RangeError if the problem does not fit into one WebAssembly memory.
 */
export function wasmPass({ X, y, hiddenWidth: h, gamma }: PassProblem): PiecewiseLinearPass | undefined {
  const module = compiledModule();
  if (module === undefined) return undefined;
  const { rows: n, columns: d } = X;
  const groups = Math.ceil(h / GROUP_SIZE);
  // twice the largest parts: inputs, weights and their gradient, in 64 and 16 bits, and the patterns
  const estimate = 2 * ((n + 2 * h) * 10 * (d + 16) + n * (groups + 64));
  if (estimate > LARGEST) {
    throw new RangeError(`X is ${n} x ${d} with ${h} neurons; expected a problem that fits into 4 GiB of memory`);
  }
  const kernel = new WebAssembly.Instance(module).exports as unknown as Kernel;
  const bytes = kernel.layOut(n, d, h);
  kernel.memory.grow(Math.max(0, Math.ceil((bytes - kernel.memory.buffer.byteLength) / PAGE)));

  const numbers = ({ value }: WebAssembly.Global, length: number): Float64Array =>
    new Float64Array(kernel.memory.buffer, value, length);
  const rowLength: number = kernel.paddedColumns.value;
  cutIntoSlabs(X, numbers(kernel.inputs, kernel.paddedInputs.value * rowLength), kernel.paddedInputs.value, rowLength);
  numbers(kernel.targets, n).set(y);
  kernel.copyInputs();

  const readouts = numbers(kernel.readouts, h);
  const weights = numbers(kernel.weights, h * rowLength);
  const place = (theta: ArrayLike<number>): void => {
    if (rowLength === d && theta instanceof Float64Array) {
      weights.set(theta.subarray(0, h * d));
      readouts.set(theta.subarray(h * d, h * (d + 1)));
      return;
    }
    for (let k = 0, from = 0; k < h; k++) {
      for (let j = 0; j < d; j++) weights[k * rowLength + j] = theta[from++]!;
    }
    for (let k = 0; k < h; k++) readouts[k] = theta[h * d + k]!;
  };
  return {
    outputs: numbers(kernel.outputs, n),
    patterns: new Uint8Array(kernel.memory.buffer, kernel.patterns.value, n * groups),
    readoutGradient: numbers(kernel.readoutGradient, h),
    weightGradient: numbers(kernel.weightGradient, h * rowLength),
    rowLength,
    forward(theta) {
      place(theta);
      kernel.forward(gamma);
    },
    gradient(theta, factor) {
      place(theta);
      kernel.gradient(gamma, factor);
    },
  };
}

/** X as [slab][input][column of the slab]. */
function cutIntoSlabs({ rows, columns, data }: PassProblem["X"], target: Float64Array, length: number, width: number) {
  const wideColumns = width - (width % WIDE);
  for (let j = 0; j < columns; j++) {
    const isWide = j < wideColumns;
    const size = isWide ? WIDE : NARROW;
    const offset = (isWide ? 0 : wideColumns) * length;
    const column = isWide ? j : j - wideColumns;
    const start = offset + Math.floor(column / size) * length * size + (column % size);
    for (let i = 0; i < rows; i++) target[start + i * size] = data[i * columns + j]!;
  }
}

let module: WebAssembly.Module | undefined;
let isTried = false;

function compiledModule(): WebAssembly.Module | undefined {
  if (!isTried) {
    isTried = true;
    try {
      module = new WebAssembly.Module(
        Uint8Array.from(atob(piecewiseLinearModule), (character) => character.charCodeAt(0)),
      );
    } catch {
      // no WebAssembly, no SIMD, or a page whose security policy forbids both: JavaScript takes its place
    }
  }
  return module;
}
