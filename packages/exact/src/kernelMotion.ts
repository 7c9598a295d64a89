import {
  type Matrix,
  matrix,
  product,
  productTransposed,
  symmetricEigendecomposition,
  symmetricFunction,
  transposedProduct,
} from "@lazyrich/linalg";
import { fromModes, type LinearModes } from "./linearModes.js";
import { meanGrowth } from "./meanGrowth.js";

/** [W^T; A^T], or a part or change of it, in the singular vectors of the target: d x h and c x h. */
interface Layers {
  readonly u: Matrix;
  readonly v: Matrix;
}

/** W^T W, W^T A and A^T A, or changes of them, in the singular vectors of the target. */
interface Blocks {
  readonly inputs: Matrix;
  readonly cross: Matrix;
  readonly outputs: Matrix;
}

/**
 * How far the kernel of a two-layer linear network has turned since t = 0, without cancellation where that is little.
 *
 * On whitened inputs the kernel is A^T A x I_d + I_c x W^T W (Kronecker products, canonical units). Its distance comes from the change of both
 * matrices, which is formed from differences of exponentials at early times, and, where A (delta > 0) or W (delta < 0) is square, from the change
 * of the function: there P = A^T A solves P^2 - delta P = beta^T beta, so that far upstream its small change does not vanish in delta.
 */
export class KernelMotion {
  readonly #start: Matrix;
  readonly #modes: LinearModes;
  readonly #delta: number;
  readonly #size: number;
  readonly #layers: Layers;
  readonly #blocks: Blocks;

  /** @param start the coordinates of [W^T; A^T] in the modes, (d + c) x h. */
  constructor(start: Matrix, modes: LinearModes, delta: number) {
    this.#start = start;
    this.#modes = modes;
    this.#delta = delta;
    let square = 0;
    for (const entry of start.data) square += entry * entry;
    this.#size = Math.max(square, ...modes.rates);
    this.#layers = this.#layersOf(start.data);
    this.#blocks = blocksOf([[this.#layers, this.#layers]]);
  }

  /** Kernel distance between t = 0 and the given time, at which the flow is in the given state ((d + c) x h); NaN if a kernel is 0. */
  distance(time: number, state: Float64Array): number {
    const { inputs, outputs } = this.#blocks;
    const layers = this.#layersOf(state);
    const now = blocksOf([[layers, layers]]);
    const isEarly = time * this.#size < 1;
    const change = this.#square(isEarly ? this.#earlyChange(time) : difference(now, this.#blocks), now);
    const first = kernelOf(inputs, outputs);
    const second = kernelOf(now.inputs, now.outputs);
    const step = kernelOf(change.inputs, change.outputs);
    const [square1, square2] = [inner(first, first), inner(second, second)];
    if (!(square1 > 0 && square2 > 0)) return Number.NaN;
    const turned = combine(step, first, -inner(step, first) / square1);
    const cosine = inner(first, second) / Math.sqrt(square1 * square2);
    return inner(turned, turned) / square2 / (1 + cosine);
  }

  #layersOf(q: Float64Array): Layers {
    const h = this.#start.columns;
    const layers = { u: matrix(this.#modes.left.rows, h), v: matrix(this.#modes.right.rows, h) };
    fromModes(this.#modes, q, [layers.u, 1], [layers.v, 1]);
    return layers;
  }

  /** The change with that of the square layer taken from the change of the function. */
  #square(change: Blocks, now: Blocks): Blocks {
    const h = this.#start.columns;
    const delta = this.#delta;
    const { inputs, cross, outputs } = change;
    const start = this.#blocks;
    if (delta > 0 && h === outputs.rows) {
      const right = sum(transposedProduct(now.cross, cross), transposedProduct(cross, start.cross));
      return { inputs, cross, outputs: solveSylvester(now.outputs, start.outputs, delta, right) };
    }
    if (delta < 0 && h === inputs.rows) {
      const right = sum(productTransposed(now.cross, cross), productTransposed(cross, start.cross));
      return { inputs: solveSylvester(now.inputs, start.inputs, -delta, right), cross, outputs };
    }
    return change;
  }

  /**
   * With G = I + C^T Phi C and Y = C G^(-1/2), the change of E Y (E Y)^T since t = 0 is
   * (E - 1) Y (E Y)^T + Y ((E - 1) Y)^T - Y G^(-1/2) (G - I) C^T, where nothing but small terms is formed.
   */
  #earlyChange(time: number): Blocks {
    const { rows: n, columns: h, data } = this.#start;
    const { rates } = this.#modes;
    const grown = matrix(n, h);
    for (let i = 0; i < n; i++) {
      const growth = meanGrowth(rates[i]!, time) * Math.exp(2 * Math.max(rates[i]!, 0) * time);
      for (let k = i * h; k < (i + 1) * h; k++) grown.data[k] = growth * data[k]!;
    }
    const excess = transposedProduct(this.#start, grown);
    const root = symmetricFunction(excess, (x) => 1 / Math.sqrt(1 + Math.max(x, 0)));
    const y = product(this.#start, root);
    const step = y.data.map((entry, k) => entry * Math.expm1(rates[Math.floor(k / h)]! * time));
    const moved = y.data.map((entry, k) => entry + step[k]!);
    const lost = product(product(y, root), excess).data.map((entry) => -entry);
    const [stepLayers, yLayers] = [this.#layersOf(step), this.#layersOf(y.data)];
    return blocksOf([
      [stepLayers, this.#layersOf(moved)],
      [yLayers, stepLayers],
      [this.#layersOf(lost), this.#layers],
    ]);
  }
}

/** The change X of a matrix P >= delta with P^2 - delta P = S: (now - delta/2) X + X (before - delta/2) = right, the change of S. */
function solveSylvester(now: Matrix, before: Matrix, delta: number, right: Matrix): Matrix {
  const first = symmetricEigendecomposition(now);
  const second = symmetricEigendecomposition(before);
  const inner = product(transposedProduct(first.vectors, right), second.vectors);
  const n = before.rows;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const denominator = Math.max(first.values[i]! - delta, 0) + Math.max(second.values[j]! - delta, 0) + delta;
      inner.data[i * n + j] = inner.data[i * n + j]! / denominator;
    }
  }
  return productTransposed(product(first.vectors, inner), second.vectors);
}

/** The sum of left right^T over pairs. */
function blocksOf(pairs: readonly (readonly [Layers, Layers])[]): Blocks {
  return pairs
    .map(([left, right]) => ({
      inputs: productTransposed(left.u, right.u),
      cross: productTransposed(left.u, right.v),
      outputs: productTransposed(left.v, right.v),
    }))
    .reduce((a, b) => ({
      inputs: sum(a.inputs, b.inputs),
      cross: sum(a.cross, b.cross),
      outputs: sum(a.outputs, b.outputs),
    }));
}

function difference(a: Blocks, b: Blocks): Blocks {
  return {
    inputs: sum(a.inputs, b.inputs, -1),
    cross: sum(a.cross, b.cross, -1),
    outputs: sum(a.outputs, b.outputs, -1),
  };
}

function sum(a: Matrix, b: Matrix, factor = 1): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.data.map((entry, k) => entry + factor * b.data[k]!),
  );
}

/** A kernel P x I_d + I_c x N as three orthogonal parts: P and N without their traces, and the multiple of the identity. */
interface KernelParts {
  readonly outputs: Matrix;
  readonly inputs: Matrix;
  readonly identity: number;
}

function kernelOf(inputs: Matrix, outputs: Matrix): KernelParts {
  const [input, output] = [meanDiagonal(inputs), meanDiagonal(outputs)];
  return { inputs: shifted(inputs, -input), outputs: shifted(outputs, -output), identity: input + output };
}

function combine(a: KernelParts, b: KernelParts, factor: number): KernelParts {
  return {
    inputs: sum(a.inputs, b.inputs, factor),
    outputs: sum(a.outputs, b.outputs, factor),
    identity: a.identity + factor * b.identity,
  };
}

function inner(a: KernelParts, b: KernelParts): number {
  const [d, c] = [a.inputs.rows, a.outputs.rows];
  return d * dot(a.outputs, b.outputs) + c * dot(a.inputs, b.inputs) + d * c * a.identity * b.identity;
}

function dot(a: Matrix, b: Matrix): number {
  let result = 0;
  for (let k = 0; k < a.data.length; k++) result += a.data[k]! * b.data[k]!;
  return result;
}

function meanDiagonal({ rows: n, data }: Matrix): number {
  let result = 0;
  for (let i = 0; i < n; i++) result += data[i * n + i]! / n;
  return result;
}

function shifted({ rows: n, data }: Matrix, by: number): Matrix {
  const result = matrix(n, n, data.slice());
  for (let i = 0; i < n; i++) result.data[i * n + i] = result.data[i * n + i]! + by;
  return result;
}
