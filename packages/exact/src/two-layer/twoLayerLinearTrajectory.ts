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

const BLOCKS = ["beta", "WtW", "AtA"] as const;

type Block = (typeof BLOCKS)[number];

/** What a solution gives at one time: the blocks asked for, into the given matrices, and the kernel distance to t = 0. */
interface Evaluation {
  readonly at: (time: number, out: Partial<Record<Block, Matrix>>) => void;
  readonly distanceAt: (time: number) => number;
}

/**
 * The exact solution of a two-layer linear network and what is observed of it at T times; matrices are stored one after the other. Each is computed when it
 * is first asked for, at all times.
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
  /** Number of singular values, min(d, c). */
  readonly rank: number;
  readonly #evaluation: Evaluation;
  readonly #blocks = new Map<Block, Float64Array>();
  #singularValues: Float64Array | undefined;
  #kernelDistance: Float64Array | undefined;
  readonly #d: number;
  readonly #c: number;

  /**
   * As `TwoLayerLinearSolution.trajectory` makes it.
   *
   * @param options sizes and delta of the network
   * @param evaluation computes the blocks that are asked for, at all times
   */
  constructor(
    { inputDimension: d, outputDimension: c, delta }: TwoLayerLinearSizes,
    times: ArrayLike<number>,
    evaluation: Evaluation,
  ) {
    this.#evaluation = evaluation;
    this.#d = d;
    this.#c = c;
    this.rank = Math.min(d, c);
    this.delta = delta;
    this.times = Float64Array.from(times);
  }

  /** The function W^T A, T x d x c. */
  get beta(): Float64Array {
    return this.#computed(["beta"]).get("beta")!;
  }

  /** W^T W, T x d x d. */
  get WtW(): Float64Array {
    return this.#computed(["WtW"]).get("WtW")!;
  }

  /** A^T A, T x c x c. */
  get AtA(): Float64Array {
    return this.#computed(["AtA"]).get("AtA")!;
  }

  /** Singular values of beta, $T x min(d, c)$, descending. */
  get singularValues(): Float64Array {
    if (!this.#singularValues) {
      this.#singularValues = new Float64Array(this.times.length * this.rank);
      for (let i = 0; i < this.times.length; i++) {
        this.#singularValues.set(singularValues(this.#view("beta", this.beta, i)), i * this.rank);
      }
    }
    return this.#singularValues;
  }

  /** Kernel distance to $t = 0$ on the whitened inputs; NaN where a kernel is 0. */
  get kernelDistance(): Float64Array {
    this.#kernelDistance ??= this.times.map((time) => this.#evaluation.distanceAt(time));
    return this.#kernelDistance;
  }

  /** The matrices of time i, as views. */
  stateAt(i: number): { readonly beta: Matrix; readonly WtW: Matrix; readonly AtA: Matrix } {
    const blocks = this.#computed(BLOCKS);
    const view = (name: Block): Matrix => this.#view(name, blocks.get(name)!, i);
    return { beta: view("beta"), WtW: view("WtW"), AtA: view("AtA") };
  }

  #view(name: Block, block: Float64Array, i: number): Matrix {
    const [rows, columns] = this.#shapeOf(name);
    return matrix(rows, columns, block.subarray(i * rows * columns, (i + 1) * rows * columns));
  }

  #shapeOf(name: Block): readonly [rows: number, columns: number] {
    return [name === "AtA" ? this.#c : this.#d, name === "WtW" ? this.#d : this.#c];
  }

  /** The blocks, of which those named have been computed. Who asks for a second one will ask for the third, which costs little beside it. */
  #computed(names: readonly Block[]): ReadonlyMap<Block, Float64Array> {
    if (names.every((name) => this.#blocks.has(name))) return this.#blocks;
    const missing = this.#blocks.size === 0 ? names : BLOCKS.filter((name) => !this.#blocks.has(name));
    for (const name of missing) {
      const [rows, columns] = this.#shapeOf(name);
      this.#blocks.set(name, new Float64Array(this.times.length * rows * columns));
    }
    for (const [i, time] of this.times.entries()) {
      const out: Partial<Record<Block, Matrix>> = {};
      for (const name of missing) out[name] = this.#view(name, this.#blocks.get(name)!, i);
      this.#evaluation.at(time, out);
    }
    return this.#blocks;
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
