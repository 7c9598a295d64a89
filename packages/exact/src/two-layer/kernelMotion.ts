import { euclideanNorm, type Matrix, matrix, type Products, transpose } from "@lazyrich/linalg";
import { exponentOf, largestEntry, timesPowerOfTwo } from "../powerOfTwo.js";
import { fromModes, type TargetModes } from "./targetModes.js";

/** Up to this time, in units of the fastest rate, the change is summed as a series, of at most so many terms. */
const EARLY = 1 / 32;
const TERMS = 30;

/** Beyond this factor, as an exponent, a state is no small change of the start. */
const FAR = 30;

/** The power of two to take a state over: 0 for one of an ordinary size. */
function unitExponent(state: Float64Array): number {
  const size = largestEntry(state);
  return size === 0 || (size > 1e-30 && size < 1e30) ? 0 : exponentOf(size);
}

/** Blocks of a state have been found to be off by up to a third of this, relative to their size. */
const ROUNDING = 6 * Number.EPSILON;

/** A kernel distance, and a bound of its relative error. */
interface KernelDistance {
  readonly value: number;
  readonly error: number;
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
 * matrices, which is summed as a series at early times, and, where A (delta > 0) or W (delta < 0) is square, from the change
 * of the function: there P = A^T A solves P^2 - delta P = beta^T beta, so that far upstream its small change does not vanish in delta.
 */
export class KernelMotion {
  readonly #start: Matrix;
  readonly #modes: TargetModes;
  readonly #delta: number;
  readonly #size: number;
  /** The start is taken over this power of two, and delta over its square: squares of tiny squares would be 0. */
  readonly #exponent: number;
  readonly #blocks: Blocks;

  /** @param start the coordinates of [W^T; A^T] in the singular vectors of the target, (d + c) x h. */
  constructor(start: Matrix, modes: TargetModes, delta: number) {
    this.#start = start;
    this.#modes = modes;
    let square = 0;
    for (const entry of start.data) square += entry * entry;
    this.#size = Math.max(square, ...modes.rates);
    this.#exponent = unitExponent(start.data);
    this.#delta = timesPowerOfTwo(delta, -2 * this.#exponent);
    const scaled = start.data.map((entry) => timesPowerOfTwo(entry, -this.#exponent));
    const [d, h] = [modes.left.rows, start.columns];
    this.#blocks = this.#blocksOfRows(
      matrix(d, h, scaled.subarray(0, d * h)),
      matrix(modes.right.rows, h, scaled.subarray(d * h)),
    );
  }

  /**
   * Kernel distance between t = 0 and the given time, at which the flow is in the given state ((d + c) x h), NaN if a kernel is 0, and what rounding may make
   * of it, relative to it.
   */
  distance(time: number, state: Float64Array): KernelDistance {
    const { inputs, outputs } = this.#blocks;
    const isEarly = time * this.#size < EARLY;
    // a state of another size is taken in units of its own: it is then no small change of the start
    const own = unitExponent(state);
    const isFar = !isEarly && Math.abs(own - this.#exponent) > FAR;
    const now = this.#blocksOf(state, isFar ? own : this.#exponent);
    // what lies along the first kernel is taken off below, so that far from it nothing has to be
    const { change, rounding } = this.#change(time, now, isEarly, isFar);
    const first = kernelOf(inputs, outputs);
    const second = kernelOf(now.inputs, now.outputs);
    const step = kernelOf(change.inputs, change.outputs);
    const [square1, square2] = [inner(first, first), inner(second, second)];
    if (!(square1 > 0 && square2 > 0)) return { value: Number.NaN, error: 0 };
    // a kernel of one entry cannot turn
    if (inputs.data.length === 1 && outputs.data.length === 1) return { value: 0, error: 0 };
    const turned = combine(step, first, -inner(step, first) / square1);
    const cosine = inner(first, second) / Math.sqrt(square1 * square2);
    const square = inner(turned, turned);
    return { value: square / square2 / (1 + cosine), error: rounding === 0 ? 0 : (2 * rounding) / Math.sqrt(square) };
  }

  /** The change of the blocks since t = 0, or what far from the start has the same direction, and what rounding may make of the kernel that it is. */
  #change(
    time: number,
    now: Blocks,
    isEarly: boolean,
    isFar: boolean,
  ): { readonly change: Blocks; readonly rounding: number } {
    const start = this.#blocks;
    const plain = isEarly ? this.#earlyChange(time) : isFar ? now : difference(now, start);
    if (isEarly || isFar) {
      return {
        change: plain,
        rounding: this.#rounding(euclideanNorm(plain.inputs.data), euclideanNorm(plain.outputs.data)),
      };
    }
    const change = this.#square(plain, now);
    const sizeOf = (name: keyof Blocks): number => euclideanNorm(now[name].data) + euclideanNorm(start[name].data);
    const ofFunction = sizeOf("cross") ** 2 / Math.abs(this.#delta);
    const ofBlock = (name: "inputs" | "outputs"): number =>
      change[name] === plain[name] ? sizeOf(name) : ofFunction + euclideanNorm(change[name].data);
    return { change, rounding: this.#rounding(ofBlock("inputs"), ofBlock("outputs")) };
  }

  #rounding(inputs: number, outputs: number): number {
    const [d, c] = [this.#modes.left.rows, this.#modes.right.rows];
    return ROUNDING * (Math.sqrt(c) * inputs + Math.sqrt(d) * outputs);
  }

  #blocksOf(q: Float64Array, exponent: number): Blocks {
    const h = this.#start.columns;
    const [u, v] = [matrix(this.#modes.left.rows, h), matrix(this.#modes.right.rows, h)];
    const scaled = exponent === 0 ? q : q.map((entry) => timesPowerOfTwo(entry, -exponent));
    fromModes(this.#modes, scaled, Array.from(this.#modes.values.keys()), [u, 1], [v, 1]);
    return this.#blocksOfRows(u, v);
  }

  #blocksOfRows(u: Matrix, v: Matrix): Blocks {
    const { productTransposed } = this.#modes.products;
    return { inputs: productTransposed(u, u), cross: productTransposed(u, v), outputs: productTransposed(v, v) };
  }

  /** The change, with that of a square layer far from balance taken from the change of the function. */
  #square(change: Blocks, now: Blocks): Blocks {
    const h = this.#start.columns;
    const delta = this.#delta;
    const { inputs, cross, outputs } = change;
    const start = this.#blocks;
    const { products } = this.#modes;
    const { productTransposed, transposedProduct } = products;
    if (delta > 0 && h === outputs.rows) {
      const right = sum(transposedProduct(now.cross, cross), transposedProduct(cross, start.cross));
      return {
        inputs,
        cross,
        outputs: changeOfSquare({ before: start.outputs, now: now.outputs, delta, right, products }) ?? outputs,
      };
    }
    if (delta < 0 && h === inputs.rows) {
      const right = sum(productTransposed(now.cross, cross), productTransposed(cross, start.cross));
      return {
        inputs: changeOfSquare({ before: start.inputs, now: now.inputs, delta: -delta, right, products }) ?? inputs,
        cross,
        outputs,
      };
    }
    return change;
  }

  /**
   * The Taylor series of N = W^T W, beta and P = A^T A, with E = beta* - beta:
   *
   *     N' = E beta^T + beta E^T,   beta' = E P + N E,   P' = beta^T E + E^T beta.
   *
   * Nothing in it cancels but beta* - beta, however near to rest the start is.
   */
  #earlyChange(time: number): Blocks {
    const { inputs, cross, outputs } = this.#blocks;
    const { values, products } = this.#modes;
    const { product, productTransposed, transposedProduct } = products;
    const unit = timesPowerOfTwo(1, 2 * this.#exponent);
    const error = matrix(
      cross.rows,
      cross.columns,
      cross.data.map(
        (entry, k) => (k % (cross.columns + 1) === 0 ? (values[k / (cross.columns + 1)] ?? 0) : 0) - unit * entry,
      ),
    );
    const terms = [{ inputs, cross, outputs, error }];
    let change = difference(this.#blocks, this.#blocks);
    for (let k = 0; k < TERMS; k++) {
      const next = difference(this.#blocks, this.#blocks);
      for (let i = 0; i <= k; i++) {
        const [one, other] = [terms[i]!, terms[k - i]!];
        accumulate(next.inputs, productTransposed(one.error, other.cross));
        accumulate(next.outputs, transposedProduct(one.error, other.cross));
        accumulate(next.cross, product(one.error, other.outputs));
        accumulate(next.cross, product(other.inputs, one.error));
      }
      for (const square of [next.inputs, next.outputs]) square.data.set(sum(square, transpose(square)).data);
      for (const { data } of [next.inputs, next.cross, next.outputs]) {
        for (let e = 0; e < data.length; e++) data[e] = (data[e]! * time) / (k + 1);
      }
      terms.push({ ...next, error: { ...next.cross, data: next.cross.data.map((entry) => -unit * entry) } });
      change = {
        inputs: sum(change.inputs, next.inputs),
        cross: sum(change.cross, next.cross),
        outputs: sum(change.outputs, next.outputs),
      };
      if (sizeOf(next) <= 1e-18 * sizeOf(change)) break;
    }
    return change;
  }
}

function accumulate({ data }: Matrix, term: Matrix): void {
  for (let k = 0; k < data.length; k++) data[k] = data[k]! + term.data[k]!;
}

function sizeOf({ inputs, cross, outputs }: Blocks): number {
  return Math.max(...[inputs, cross, outputs].map(({ data }) => euclideanNorm(data)));
}

interface SquareChange {
  readonly before: Matrix;
  readonly now: Matrix;
  readonly delta: number;
  readonly right: Matrix;
  readonly products: Products;
}

/**
 * The change X of P = delta I + Y with P^2 - delta P = S, given the change of S: delta X + Y_now X + X Y_before = right, by iteration where both Y
 * are below delta/4; undefined elsewhere, where the change of P itself does not cancel.
 */
function changeOfSquare({ before, now, delta, right, products }: SquareChange): Matrix | undefined {
  const [yBefore, yNow] = [shifted(before, -delta), shifted(now, -delta)];
  const ratio = (euclideanNorm(yBefore.data) + euclideanNorm(yNow.data)) / delta;
  if (ratio > 0.5) return undefined;
  let change = matrix(right.rows, right.columns);
  for (let error = 1; error > 1e-17; error *= ratio) {
    const [left, other] = [products.product(yNow, change), products.product(change, yBefore)];
    change = { ...change, data: right.data.map((entry, k) => (entry - left.data[k]! - other.data[k]!) / delta) };
  }
  return change;
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
