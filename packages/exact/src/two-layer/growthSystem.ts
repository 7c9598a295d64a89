import { type Matrix, matrix, type Workspace } from "@lazyrich/linalg";
import type { GrowthBasis } from "./growingFirst.js";
import { inverseCholesky, inverseCholeskyShapes } from "./inverseCholesky.js";
import { meanGrowth } from "./meanGrowth.js";

/** Below this exponent products of exponentials neither overflow nor underflow. */
const SEPARABLE = 300;
/** Beside the pivots' 1 the exponential of this is negligible, whatever it multiplies. */
const LOST = -1500;

/** The modes of a flow, and what counts as nothing in it. */
export interface GrowthModes {
  /** Length N. */
  readonly rates: Float64Array;
  /** By how much those above 0 exceed a common part, length N. */
  readonly excess: Float64Array;
  /** The first so many are growing, and the same number after them their partners, which shrink at the same rates. */
  readonly pairs: number;
  /** The least that a layer is of a growing mode, beside the other layer. */
  readonly leastShare: number;
  /** Entries of the scaled basis, and of the state, that are dropped below this. */
  readonly negligible: number;
  readonly least: number;
}

type SystemName = "z" | "weighted" | "square" | "system" | "root" | "moved";

/** The workspace of systems of N modes and up to h columns. */
export type GrowthWorkspace = Workspace<SystemName | keyof ReturnType<typeof inverseCholeskyShapes>>;

/** The matrices that systems of n modes and up to h columns need in a workspace. */
export function growthShapes(
  n: number,
  h: number,
): Record<SystemName, readonly [number, number]> & ReturnType<typeof inverseCholeskyShapes> {
  return {
    z: [n, h],
    weighted: [n, h],
    moved: [n, h],
    square: [h, h],
    system: [h, h],
    root: [h, h],
    ...inverseCholeskyShapes(h),
  };
}

/**
 * The h x h system of a flow of N modes in a basis of `growingFirst` with h columns, and its solution: the state Q = E C B L^-T, up to a rotation of
 * its columns, with L L^T = B^T (I + C^T Phi C) B over the growth of each column.
 */
export class GrowthSystem {
  readonly #rates: Float64Array;
  readonly #excess: Float64Array;
  readonly #negligible: number;
  readonly #least: number;
  /** What the rates of all growing modes have in common. */
  readonly #common: number;
  readonly #fastest: number;
  readonly #shrink: Float64Array;
  readonly #diagonal: Float64Array;
  readonly #exponents: Float64Array;
  readonly #hasGrown: Float64Array;
  readonly #inGrowing: Float64Array;
  readonly #inOthers: Float64Array;
  readonly #invertRoot: (system: Matrix) => boolean;
  readonly #space: GrowthWorkspace;
  /** The beginnings of those of the workspace. */
  readonly #matrices: Readonly<Record<SystemName, Matrix>>;

  constructor(modes: GrowthModes, space: GrowthWorkspace, h: number) {
    const { rates, excess } = modes;
    const n = rates.length;
    this.#rates = rates;
    this.#excess = excess;
    this.#negligible = modes.negligible;
    this.#least = modes.least;
    this.#fastest = Math.max(...rates);
    this.#common = Math.max(0, ...rates.map((rate, i) => rate - excess[i]!));
    this.#shrink = new Float64Array(h);
    this.#diagonal = new Float64Array(h);
    this.#exponents = new Float64Array(h);
    this.#hasGrown = new Float64Array(h);
    this.#inGrowing = new Float64Array(h);
    this.#inOthers = new Float64Array(h);
    this.#space = space;
    const part = (name: SystemName, rows: number): Matrix =>
      matrix(rows, h, space.matrices[name].data.subarray(0, rows * h));
    this.#matrices = {
      z: part("z", n),
      weighted: part("weighted", n),
      moved: part("moved", n),
      square: part("square", h),
      system: part("system", h),
      root: part("root", h),
    };
    this.#invertRoot = inverseCholesky(space, this.#matrices.root);
  }

  /**
   * Brings rows of e^(Ht) Q_0 at an early time, in any coordinates (N x h), to those of Q(t): what is small there, as a layer that begins at 0, is not summed
   * from modes.
   */
  finishEarly(ungrown: GrowthBasis, time: number, rows: Matrix): void {
    this.solve(ungrown, time);
    const { z, root, moved } = this.#matrices;
    z.data.set(rows.data);
    rows.data.set(this.#space.productTransposed(z, root, moved).data);
  }

  /**
   * Forms the system in the basis, each column divided by its growth, and writes L^-1 of it into `root`.
   *
   * @returns the mean over the columns of 1/sin^2 of the angle to all others, which bounds the condition number up to a factor h.
   */
  solve(basis: GrowthBasis, time: number): number {
    const { weighted, square, system, root } = this.#matrices;
    const { pivots, pivotEntries, rest, gram } = basis;
    const h = gram.rows;
    const rates = this.#rates;
    this.#scaleRest(basis, time);
    const used = rowsOfSpace(weighted, rest.length);
    this.#space.transposedProduct(used, used, square);
    const shrink = this.#shrink.fill(1);
    for (let j = 0; j < pivots.length; j++) {
      const inverse = inverseGrowth(pivotEntries[j]!, Math.max(rates[pivots[j]!]!, 0) * time);
      shrink[j] = settled(inverse, this.#negligible);
    }
    for (let i = 0; i < h; i++) {
      const factor = shrink[i]!;
      for (let j = 0, k = i * h; j <= i; j++, k++) {
        system.data[k] = settled(square.data[k]! + factor * gram.data[k]! * shrink[j]!, this.#negligible);
      }
    }
    for (let j = 0; j < pivots.length; j++) {
      system.data[j * h + j] = system.data[j * h + j]! + meanGrowth(rates[pivots[j]!]!, time);
    }
    if (!this.#invertRoot(system)) return Number.POSITIVE_INFINITY;
    const diagonal = this.#diagonal;
    let sum = 0;
    for (let j = 0; j < h; j++) diagonal[j] = system.data[j * h + j]!;
    for (let i = 0; i < h; i++) {
      for (let j = 0, k = i * h; j <= i; j++, k++) {
        const entry = settled(root.data[k]!, this.#negligible);
        root.data[k] = entry;
        sum += diagonal[j]! * entry * entry;
      }
    }
    return sum / h;
  }

  /**
   * Writes the rows of C B without a pivot, times their growth e^(max(rate, 0) t), divided by that of the columns, into `z`, and those times the
   * root of their mean growth into `weighted`. What growing modes have in common cancels before it is multiplied by t: far from balance it is much
   * larger than their differences, which turn the kernel.
   */
  #scaleRest({ pivots, rest, restEntries }: GrowthBasis, time: number): void {
    const z = this.#matrices.z.data;
    const weighted = this.#matrices.weighted.data;
    const entries = restEntries.data;
    const h = restEntries.columns;
    const count = pivots.length;
    const negligible = this.#negligible;
    const exponents = this.#exponents.fill(0);
    const hasGrown = this.#hasGrown.fill(0);
    for (let j = 0; j < pivots.length; j++) {
      exponents[j] = this.#excess[pivots[j]!]! * time;
      hasGrown[j] = this.#rates[pivots[j]!]! > 0 ? 1 : 0;
    }
    const common = this.#common * time;
    const isSeparable = this.#fastest * time < SEPARABLE;
    const [inGrowing, inOthers] = [this.#inGrowing, this.#inOthers];
    for (let j = 0; j < h; j++) {
      inGrowing[j] = Math.exp((1 - hasGrown[j]!) * common - exponents[j]!);
      inOthers[j] = Math.exp(-hasGrown[j]! * common - exponents[j]!);
    }
    for (let i = 0; i < rest.length; i++) {
      const rate = this.#rates[rest[i]!]!;
      const exponent = this.#excess[rest[i]!]! * time;
      const weight = Math.sqrt(meanGrowth(rate, time));
      // what does not grow has no exponent of its own
      if (isSeparable || (exponent === 0 && rate <= 0)) {
        const factor = Math.exp(exponent);
        const factors = rate > 0 ? inGrowing : inOthers;
        for (let j = 0, k = i * h; j < h; j++, k++) {
          const entry = entries[k]! * factor * factors[j]!;
          z[k] = j < count ? settled(entry, negligible) : entry;
          weighted[k] = settled(weight * entry, negligible);
        }
        continue;
      }
      for (let j = 0, k = i * h; j < h; j++, k++) {
        const shared = ((rate > 0 ? 1 : 0) - hasGrown[j]!) * common;
        const power = shared + (exponent - exponents[j]!);
        const isLost = entries[k] === 0 || (j < pivots.length && power < LOST);
        const entry = isLost ? 0 : entries[k]! * Math.exp(power);
        z[k] = j < count ? settled(entry, negligible) : entry;
        weighted[k] = settled(weight * entry, negligible);
      }
    }
  }

  /** Writes the state at the time last solved for, E C B L^-T in the scaled columns (N x h, row-major). */
  finish({ pivots, rest }: GrowthBasis, time: number, state: Float64Array): void {
    if (pivots.length + rest.length < this.#rates.length) state.fill(0);
    const { z, root, moved } = this.#matrices;
    const h = root.rows;
    const rates = this.#rates;
    const least = this.#least;
    const result = rowsOfSpace(moved, rest.length);
    this.#space.productTransposed(rowsOfSpace(z, rest.length), root, result);
    const { data } = result;
    for (let i = 0, from = 0; i < rest.length; i++) {
      const mode = rest[i]!;
      const factor = Math.exp(Math.min(rates[mode]!, 0) * time);
      for (let to = mode * h, end = to + h; to < end; to++, from++) state[to] = settled(factor * data[from]!, least);
    }
    const triangle = root.data;
    for (let j = 0; j < pivots.length; j++) {
      const to = pivots[j]! * h;
      const factor = Math.exp(Math.min(rates[pivots[j]!]!, 0) * time);
      state.fill(0, to, to + j);
      for (let i = j, k = j * h + j; i < h; i++, k += h) state[to + i] = factor * triangle[k]!;
    }
  }
}

/** An entry of the scaled basis, without what is negligible beside the pivots' 1. */
function settled(entry: number, negligible: number): number {
  return Math.abs(entry) < negligible ? 0 : entry;
}

/** e^-exponent/entry, where the quotient is a number although the exponential may not be. */
function inverseGrowth(entry: number, exponent: number): number {
  if (exponent < SEPARABLE) return Math.exp(-exponent) / entry;
  return Math.sign(entry) * Math.exp(-exponent - Math.log(Math.abs(entry)));
}

/** The first rows of a matrix, as a matrix in the same memory. */
function rowsOfSpace({ columns, data }: Matrix, rows: number): Matrix {
  return matrix(rows, columns, data.subarray(0, rows * columns));
}
