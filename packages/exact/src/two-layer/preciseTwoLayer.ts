import { type Matrix, matrix } from "@lazyrich/linalg";
import { type BigFloat, BigFloats, sizeOf, toNumber, ZERO } from "../any-size/bigFloat.js";
import { canonicalProblem, PreciseFlow, product, type Rows, transposed } from "./preciseFlow.js";

/** Binary digits of the first attempt at a problem whose numbers are of one size; a kernel distance is a small difference. */
const FEWEST = 256;
const FEWEST_OF_KERNEL = 448;
/** The most work, inputs and outputs cubed times digits to the power of 1.6: some seconds. */
const MOST_WORK = 4e9;
/** Two precisions agree if they differ by 2^-AGREEING of a value. */
const AGREEING = 64;

/** What `twoLayerLinear` takes, complete. */
export interface PreciseProblem {
  readonly W0: Matrix;
  readonly A0: Matrix;
  readonly betaStar: Matrix;
  readonly etaA: number;
  readonly etaW: number;
  readonly inputScale: number;
}

interface Level {
  readonly numbers: BigFloats;
  readonly flow: PreciseFlow;
  /** The state last asked for. */
  known?: { readonly time: number; readonly rows: Rows };
}

/**
 * A two-layer linear network in as many digits as it needs: at each time two precisions must agree, or more digits are taken. The first has twice the digits
 * that its numbers lie apart, and those that the time does from its fastest rate.
 */
export class PreciseTwoLayer {
  readonly #problem: PreciseProblem;
  readonly #levels = new Map<number, Level>();
  /** Binary digits that the numbers of the problem lie apart, and the exponent of the fastest rate. */
  readonly #spread: number;
  readonly #fastest: number;

  constructor(problem: PreciseProblem) {
    this.#problem = problem;
    const { weights, readouts, target } = canonicalProblem(new BigFloats(64), problem);
    const starts = [...weights, ...readouts].flat().map((entry) => 2 * sizeOf(entry));
    const sizes = [...starts, ...target.flat().map(sizeOf)].filter(Number.isFinite);
    this.#fastest = Math.max(...sizes, -1e4);
    this.#spread = sizes.length === 0 ? 0 : this.#fastest - Math.min(...sizes);
  }

  /** beta, W^T W and A^T A at a time >= 0, or at Infinity. */
  at(time: number): { readonly beta: Matrix; readonly WtW: Matrix; readonly AtA: Matrix } {
    const { betaStar, etaA, etaW } = this.#problem;
    const [d, c] = [betaStar.rows, betaStar.columns];
    const blocks = this.#agreed(time, FEWEST, (level) => {
      const { numbers } = level;
      const { inputs, cross, outputs } = blocksOf(numbers, this.#rows(level, time), d);
      const [rateA, rateW] = [numbers.from(etaA), numbers.from(etaW)];
      const both = numbers.root(numbers.multiply(rateA, rateW));
      const over = (rows: Rows, unit: BigFloat): BigFloat[] => rows.flat().map((entry) => numbers.divide(entry, unit));
      return [over(cross, both), over(inputs, rateA), over(outputs, rateW)];
    });
    const [beta, WtW, AtA] = blocks.map((block) => Float64Array.from(block, toNumber));
    return { beta: matrix(d, c, beta!), WtW: matrix(d, d, WtW!), AtA: matrix(c, c, AtA!) };
  }

  /** W (h x d) and A (h x c) at a time >= 0, or at Infinity, up to a rotation of the hidden neurons. */
  layersAt(time: number): readonly [W: Matrix, A: Matrix] {
    const { W0, A0, etaA, etaW } = this.#problem;
    const layers = this.#agreed(time, FEWEST, (level) => {
      const { numbers } = level;
      const hidden = transposed(this.#rows(level, time));
      const [unitW, unitA] = [numbers.root(numbers.from(etaA)), numbers.root(numbers.from(etaW))];
      const part = (unit: BigFloat, ...range: [number, number?]): BigFloat[] =>
        hidden.flatMap((row) => row.slice(...range).map((entry) => numbers.divide(entry, unit)));
      return [part(unitW, 0, W0.columns), part(unitA, W0.columns)];
    });
    const [W, A] = layers.map((layer) => Float64Array.from(layer, toNumber));
    return [matrix(W0.rows, W0.columns, W!), matrix(A0.rows, A0.columns, A!)];
  }

  /** Kernel distance on whitened inputs between t = 0 and a time >= 0; NaN if a kernel is 0. */
  kernelDistance(time: number): number {
    const d = this.#problem.W0.columns;
    const [distance] = this.#agreed(time, FEWEST_OF_KERNEL, (level) => {
      const { numbers, flow } = level;
      const first = blocksOf(numbers, flow.start, d);
      const second = blocksOf(numbers, this.#rows(level, time), d);
      return [oneMinusCosine(numbers, first, second)];
    });
    return distance!.length === 0 ? Number.NaN : toNumber(distance![0]!);
  }

  #rows(level: Level, time: number): Rows {
    if (level.known?.time === time) return level.known.rows;
    const { numbers, flow } = level;
    const rows = flow.at(
      time === Number.POSITIVE_INFINITY
        ? undefined
        : numbers.multiply(numbers.from(time), numbers.from(this.#problem.inputScale)),
    );
    level.known = { time, rows };
    return rows;
  }

  /** What two precisions have in common: vectors that they agree on, or 0 for one that is as small as its precision allows. */
  #agreed(time: number, fewest: number, evaluate: (level: Level) => BigFloat[][]): BigFloat[][] {
    const scaled = Math.log2(time) + Math.log2(this.#problem.inputScale) + this.#fastest;
    const apart = Number.isFinite(scaled) ? Math.abs(scaled) : 0;
    const needed = fewest + 2 * this.#spread + apart;
    let bits = FEWEST;
    while (bits < needed) bits = next(bits);
    for (let before = evaluate(this.#level(bits)); ; ) {
      const gain = next(bits) - bits;
      bits = next(bits);
      const now = evaluate(this.#level(bits));
      const { numbers } = this.#level(bits);
      if (now.every((vector, k) => areEqual(numbers, before[k]!, vector) || isVanishing(before[k]!, vector, gain))) {
        return now.map((vector, k) => (isVanishing(before[k]!, vector, gain) ? vector.map(() => ZERO) : vector));
      }
      before = now;
    }
  }

  #level(bits: number): Level {
    const known = this.#levels.get(bits);
    if (known !== undefined) return known;
    const { rows: d, columns: c } = this.#problem.betaStar;
    if ((d + c) ** 3 * bits ** 1.6 > MOST_WORK) {
      const [apart, digits] = [this.#spread, bits].map((count) => Math.round(count * Math.log10(2)));
      throw new RangeError(
        `W0, A0 and betaStar have numbers 10^${apart} apart, which takes ${digits} digits with ${d} inputs and ${c} outputs; expected numbers nearer to each other`,
      );
    }
    const numbers = new BigFloats(bits);
    const level: Level = { numbers, flow: new PreciseFlow(numbers, canonicalProblem(numbers, this.#problem)) };
    this.#levels.set(bits, level);
    return level;
  }
}

function next(bits: number): number {
  return Math.ceil(bits * 1.4);
}

function largestSize(vector: readonly BigFloat[]): number {
  return Math.max(...vector.map(sizeOf));
}

function areEqual(numbers: BigFloats, before: readonly BigFloat[], now: readonly BigFloat[]): boolean {
  const difference = largestSize(now.map((entry, k) => numbers.subtract(entry, before[k]!)));
  return difference <= largestSize(now) - AGREEING;
}

/** Whether a vector is the smaller, the more digits are taken. */
function isVanishing(before: readonly BigFloat[], now: readonly BigFloat[], gain: number): boolean {
  return largestSize(now) < largestSize(before) - gain / 2;
}

interface Blocks {
  readonly inputs: Rows;
  readonly cross: Rows;
  readonly outputs: Rows;
}

/** W^T W, W^T A and A^T A of rows of [W^T; A^T]. */
function blocksOf(numbers: BigFloats, rows: Rows, d: number): Blocks {
  const [inputs, outputs] = [rows.slice(0, d), rows.slice(d)];
  const [toInputs, toOutputs] = [transposed(inputs), transposed(outputs)];
  return {
    inputs: product(numbers, inputs, toInputs),
    cross: product(numbers, inputs, toOutputs),
    outputs: product(numbers, outputs, toOutputs),
  };
}

/** 1 minus the cosine between two kernels P x I_d + I_c x N (Kronecker products); nothing where one is 0. */
function oneMinusCosine(numbers: BigFloats, first: Blocks, second: Blocks): BigFloat[] {
  const inner = (x: Blocks, y: Blocks): BigFloat => {
    const [d, c] = [x.inputs.length, x.outputs.length].map((n) => numbers.from(n)) as [BigFloat, BigFloat];
    return [
      numbers.multiply(d, dot(numbers, x.outputs, y.outputs)),
      numbers.multiply(c, dot(numbers, x.inputs, y.inputs)),
      numbers.multiply(trace(numbers, x.outputs), trace(numbers, y.inputs)),
      numbers.multiply(trace(numbers, x.inputs), trace(numbers, y.outputs)),
    ].reduce((sum, term) => numbers.add(sum, term), ZERO);
  };
  const squares = numbers.multiply(inner(first, first), inner(second, second));
  if (squares.length === 0) return [];
  return [numbers.subtract(numbers.one, numbers.divide(inner(first, second), numbers.root(squares)))];
}

function dot(numbers: BigFloats, x: Rows, y: Rows): BigFloat {
  const entries = y.flat();
  return x.flat().reduce((sum, entry, k) => numbers.add(sum, numbers.multiply(entry, entries[k]!)), ZERO);
}

function trace(numbers: BigFloats, x: Rows): BigFloat {
  return x.reduce((sum, row, i) => numbers.add(sum, row[i]!), ZERO);
}
