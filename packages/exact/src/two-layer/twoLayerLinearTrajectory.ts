import { type Matrix, matrix, rowsOf, singularValues } from "@lazyrich/linalg";

/** The sizes and the conserved quantity of a two-layer linear network. */
interface TwoLayerLinearSizes {
  readonly inputDimension: number;
  readonly outputDimension: number;
  readonly delta: number;
}

/** A trajectory as nested arrays, one entry a time, for JSON. */
export interface TwoLayerLinearRows {
  readonly delta: number;
  readonly times: number[];
  /** [time][d][c]. */
  readonly beta: number[][][];
  /** [time][d][d]. */
  readonly WtW: number[][][];
  /** [time][c][c]. */
  readonly AtA: number[][][];
  /** [time][min(d, c)], descending. */
  readonly singularValues: number[][];
  /** [time]; null where a kernel is 0. */
  readonly kernelDistance: (number | null)[];
}

/**
 * The exact solution of a two-layer linear network and what is observed of it at T times; matrices are stored one after the other.
 *
 * @example
 * import { twoLayerLinear } from "@lazyrich/exact";
 * const matrix = (...data) => ({ rows: 2, columns: 2, data: Float64Array.from(data) });
 * const solution = twoLayerLinear({ W0: matrix(0.1, 0, 0, 0.1), A0: matrix(0.1, 0, 0, 0.1), betaStar: matrix(3, 0, 0, 1) });
 * const trajectory = solution.trajectory([0, 1, 10]); // a TwoLayerLinearTrajectory
 * trajectory.singularValues; // [0.01, 0.01, 1.723, 0.069453, 3.0000, 1.0000]
 * trajectory.kernelDistance; // [0, 0.16244, 0.057191]
 */
export class TwoLayerLinearTrajectory {
  readonly delta: number;
  readonly times: Float64Array;
  /** The function W^T A, T x d x c. */
  readonly beta: Float64Array;
  /** W^T W, T x d x d. */
  readonly WtW: Float64Array;
  /** A^T A, T x c x c. */
  readonly AtA: Float64Array;
  /** Number of singular values, min(d, c). */
  readonly rank: number;
  readonly #distanceAt: (time: number) => number;
  #singularValues: Float64Array | undefined;
  #kernelDistance: Float64Array | undefined;
  readonly #d: number;
  readonly #c: number;

  /** Zeros for the matrices, to be filled by the solution; what else is observed is computed when it is first asked for. */
  constructor(
    { inputDimension: d, outputDimension: c, delta }: TwoLayerLinearSizes,
    times: ArrayLike<number>,
    distanceAt: (time: number) => number,
  ) {
    this.#distanceAt = distanceAt;
    const count = times.length;
    this.#d = d;
    this.#c = c;
    this.rank = Math.min(d, c);
    this.delta = delta;
    this.times = Float64Array.from(times);
    this.beta = new Float64Array(count * d * c);
    this.WtW = new Float64Array(count * d * d);
    this.AtA = new Float64Array(count * c * c);
  }

  /** Singular values of beta, T x min(d, c), descending. */
  get singularValues(): Float64Array {
    if (!this.#singularValues) {
      this.#singularValues = new Float64Array(this.times.length * this.rank);
      for (let i = 0; i < this.times.length; i++) {
        this.#singularValues.set(singularValues(this.stateAt(i).beta), i * this.rank);
      }
    }
    return this.#singularValues;
  }

  /** Kernel distance to t = 0 on the whitened inputs; NaN where a kernel is 0. */
  get kernelDistance(): Float64Array {
    this.#kernelDistance ??= this.times.map((time) => this.#distanceAt(time));
    return this.#kernelDistance;
  }

  /** The matrices of time i, as views. */
  stateAt(i: number): { readonly beta: Matrix; readonly WtW: Matrix; readonly AtA: Matrix } {
    const view = (of: Float64Array, rows: number, columns: number): Matrix =>
      matrix(rows, columns, of.subarray(i * rows * columns, (i + 1) * rows * columns));
    const [d, c] = [this.#d, this.#c];
    return { beta: view(this.beta, d, c), WtW: view(this.WtW, d, d), AtA: view(this.AtA, c, c) };
  }

  /** Nested arrays, which JSON.stringify writes. */
  toJSON(): TwoLayerLinearRows {
    const states = Array.from(this.times, (_, i) => this.stateAt(i));
    const values = matrix(this.times.length, this.rank, this.singularValues);
    return {
      delta: this.delta,
      times: Array.from(this.times),
      beta: states.map(({ beta }) => rowsOf(beta)),
      WtW: states.map(({ WtW }) => rowsOf(WtW)),
      AtA: states.map(({ AtA }) => rowsOf(AtA)),
      singularValues: rowsOf(values),
      kernelDistance: Array.from(this.kernelDistance, (distance) => (Number.isNaN(distance) ? null : distance)),
    };
  }
}
