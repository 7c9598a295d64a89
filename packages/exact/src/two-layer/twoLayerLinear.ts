import {
  euclideanNorm,
  type Matrix,
  matrix,
  type ProductBuild,
  type Products,
  products,
  requireFiniteMatrix,
  requireNonNegative,
  requirePositive,
  transpose,
  type Workspace,
  workspace,
} from "@lazyrich/linalg";
import { isotropicDelta } from "../conserved/isotropicDelta.js";
import { type SingleNeuronSolution, singleNeuron } from "../neuron/singleNeuron.js";
import { largestEntry } from "../powerOfTwo.js";
import { type Regime, regime } from "../regime.js";
import type { Solution } from "../solution.js";
import { isFarApart, isSmall } from "./doubt.js";
import { growthShapes } from "./growthSystem.js";
import { KernelMotion } from "./kernelMotion.js";
import { ModeFlow } from "./modeFlow.js";
import { type PreciseProblem, PreciseTwoLayer } from "./preciseTwoLayer.js";
import type { SettledColumns } from "./settling.js";
import {
  cancelledSizes,
  earlyPairFlow,
  fromModes,
  slowestChange,
  type TargetModes,
  targetModes,
  toModes,
  toSingularVectors,
} from "./targetModes.js";
import { TwoLayerLinearTrajectory } from "./twoLayerLinearTrajectory.js";

/** A two-layer linear network $f(x) = A^T W x$ learning a linear target by gradient flow on $1/2 sum |f - y|^2$. */
export interface TwoLayerLinearProblem {
  /** Initial first layer, $h x d$. */
  readonly W0: Matrix;
  /** Initial second layer, $h x c$. */
  readonly A0: Matrix;
  /** The target, $d x c$: the least-squares solution $X^T Y / s$ of inputs with $X^T X = s I$. */
  readonly betaStar: Matrix;
  /** Learning rate of the second layer; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the first layer; 1 if not given. */
  readonly etaW?: number | undefined;
  /** The s of $X^T X = s I$; 1 (whitened inputs) if not given. */
  readonly inputScale?: number | undefined;
  /** The build of the matrix products; by default one that gives the same bytes on every machine. "relaxed-simd" is faster where it runs. */
  readonly build?: ProductBuild | undefined;
}

/** The flow at one time, as far as it does not depend on a rotation of the hidden neurons. */
export interface TwoLayerLinearState {
  /** The function $W^T A$, $d x c$. */
  readonly beta: Matrix;
  /** $W^T W$, $d x d$. */
  readonly WtW: Matrix;
  /** $A^T A$, $c x c$. */
  readonly AtA: Matrix;
}

/**
 * Exact gradient flow of a two-layer linear network $f(x) = A^T W x$ from a start with $etaW A A^T - etaA W W^T = delta I_h$, on inputs with
 * $X^T X = s I$.
 *
 * The function, the kernel and the representations depend on $Q Q^T$ alone, $Q = [W^T; A^T]$ in canonical units, which obeys a Riccati equation. It
 * is solved in the singular vectors of the target, for every delta, rank and width, in a few matrix products a time and without overflow at any
 * $t >= 0$. Where doubles would lose digits, small networks are evaluated in as many digits as they need.
 *
 * @param problem both layers at the start, the target, learning rates and the scale of the inputs
 * @throws RangeError if the shapes do not fit, an entry is not finite, a learning rate is not above 0, the start is not isotropic or all of it below
 * 1e-304 but not 0, the rates of the target are beyond the numbers or below them, entries lie too far apart for their number, or the build is `"relaxed-simd"` and does not run here.
 * @see Kunin et al. 2024, section 4; Fukumizu 1998; Braun et al. 2022; Domine et al. 2025; theory.md section 5.
 * @example
 * import { twoLayerLinear } from "@lazyrich/exact";
 * const matrix = (...data) => ({ rows: 2, columns: 2, data: Float64Array.from(data) });
 * const solution = twoLayerLinear({ W0: matrix(0.1, 0, 0, 0.1), A0: matrix(0.1, 0, 0, 0.1), betaStar: matrix(3, 0, 0, 1) });
 * solution.at(1).beta.data; // [1.723, 0, 0, 0.069453]
 * solution.limit().beta.data; // [3, 0, 0, 1]
 */
export function twoLayerLinear(problem: TwoLayerLinearProblem): TwoLayerLinearSolution {
  return new TwoLayerLinearSolution(problem);
}

type MovingName = "left" | "right" | "u" | "v" | "wT" | "aT";

/** The settled columns of W^T and A^T by the state that they are factors of, and what of it has been asked for. */
interface SettledParts extends Partial<Record<keyof TwoLayerLinearState, Matrix>> {
  readonly factors: Readonly<Record<keyof TwoLayerLinearState, readonly [Matrix, Matrix]>>;
}

/**
 * The flow in canonical units, $W~ = sqrt(etaA) W$, $A~ = sqrt(etaW) A$, $beta~ = sqrt(etaA etaW) beta$, and in the modes of the target.
 *
 * @example
 * import { TwoLayerLinearSolution } from "@lazyrich/exact";
 * const matrix = (...data) => ({ rows: 2, columns: 2, data: Float64Array.from(data) });
 * const solution = new TwoLayerLinearSolution({ W0: matrix(1, 0, 0, 1), A0: matrix(2, 0, 0, 2), betaStar: matrix(3, 0, 0, 1) });
 * solution.delta; // 3
 * solution.ntkMatrix(0, matrix(1, 0, 0, 1)).rows; // 4: two outputs on two inputs
 */
export class TwoLayerLinearSolution implements Solution<TwoLayerLinearState> {
  /** Hidden neurons h, inputs d, outputs c. */
  readonly hiddenWidth: number;
  readonly inputDimension: number;
  readonly outputDimension: number;
  readonly etaA: number;
  readonly etaW: number;
  /** The conserved quantity: $etaW A A^T - etaA W W^T = delta I_h$. */
  readonly delta: number;
  /** The sign of delta by name. */
  readonly regime: Regime;

  /** The s of $X^T X = s I$. */
  readonly inputScale: number;
  readonly #late: number;
  /** Whether that is a time by which all rates have told. */
  readonly #comesToRest: boolean;
  /** A time beyond which all has come to rest, and rates times it are still numbers. */
  readonly #last: number;
  readonly #products: Products;
  readonly #modes: TargetModes;
  /** The start in the singular vectors of the target, $(d + c) x h$. */
  readonly #start: Matrix;
  readonly #flow: ModeFlow;
  #kernel: KernelMotion | undefined;
  /** The same network as one neuron, where it is one, whose kernel keeps its digits at any sizes of its entries. */
  readonly #neuron: SingleNeuronSolution | undefined;
  /** Whether double precision may lose digits at any time, and what is taken in its place. */
  readonly #isFarApart: boolean;
  readonly #problem: PreciseProblem;
  #precise: PreciseTwoLayer | undefined;
  /** The settled columns of the time last asked for, and what those seen so far are. */
  #settled: SettledColumns | undefined;
  /** The pairs of modes that have not settled then, ascending. */
  #pairs: readonly number[];
  #moving: Readonly<Record<MovingName, Matrix>>;
  readonly #everyPair: readonly number[];
  readonly #settledParts = new WeakMap<SettledColumns, SettledParts>();
  readonly #space: Workspace<MovingName | "beta" | "WtW" | "AtA" | keyof ReturnType<typeof growthShapes>>;

  constructor({ W0, A0, betaStar, etaA = 1, etaW = 1, inputScale = 1, build }: TwoLayerLinearProblem) {
    requireShapes(W0, A0, betaStar);
    requirePositive("etaA", etaA);
    requirePositive("etaW", etaW);
    requirePositive("inputScale", inputScale);
    requireNormalStart(W0, A0);
    const h = W0.rows;
    const { rows: d, columns: c } = betaStar;
    this.hiddenWidth = h;
    this.inputDimension = d;
    this.outputDimension = c;
    this.etaA = etaA;
    this.etaW = etaW;
    this.delta = isotropicDelta({ W: W0, A: A0, etaA, etaW });
    this.regime = regime(this.delta);
    this.inputScale = inputScale;
    this.#problem = { W0, A0, betaStar, etaA, etaW, inputScale };
    this.#neuron = oneNeuron(this.#problem);
    this.#products = products(build);
    const [rootA, rootW] = [Math.sqrt(etaA), Math.sqrt(etaW)];
    const target = scaled(betaStar, rootA * rootW);
    requireRates(euclideanNorm(betaStar.data), euclideanNorm(target.data), this.delta);
    this.#modes = targetModes(target, this.delta, this.#products);
    const [weights, readouts] = [scaled(W0, rootA), scaled(A0, rootW)];
    this.#start = toSingularVectors(this.#modes, transpose(weights), transpose(readouts));
    const start = toModes(this.#modes, this.#start);
    this.#isFarApart = isFarApart({ weights, readouts, target }, [etaA, etaW]);
    const size = Math.max(...this.#modes.rates, euclideanNorm(start.data) ** 2);
    this.#last = size > 0 ? Math.min(1e300 / size, Number.MAX_VALUE) : Number.MAX_VALUE;
    const slowest = slowestChange(this.#modes);
    this.#late = size > 0 ? Math.min(1e14 / Math.min(size, slowest), this.#last) : 0;
    this.#comesToRest = slowest === 0 || slowest * this.#late > 100;
    this.#space = workspace(
      {
        left: [d, d],
        right: [c, c],
        u: [d, h],
        v: [c, h],
        wT: [d, h],
        aT: [c, h],
        beta: [d, c],
        WtW: [d, d],
        AtA: [c, c],
        ...growthShapes(d + c, h),
      },
      build,
    );
    this.#flow = new ModeFlow(start, this.#modes, cancelledSizes(this.#modes, this.#start, etaA === etaW), this.#space);
    this.#pairs = this.#everyPair = Array.from(this.#modes.values.keys());
    this.#moving = this.#movingParts(h);
  }

  /**
   * The state at a time $>= 0$, in the matrices that are given, what is not given not being computed, or in new ones.
   *
   * @throws RangeError if the time is negative or not finite, a matrix has another shape, or an entry is beyond the numbers.
   */
  at(time: number): TwoLayerLinearState;
  at<Out extends Partial<TwoLayerLinearState>>(time: number, out: Out): Out;
  at(time: number, out: Partial<TwoLayerLinearState> = this.#newState()): Partial<TwoLayerLinearState> {
    requireNonNegative("time", time);
    this.#requireState(out);
    const isDoubtful = this.#needsDigits(time);
    this.#writeAt({ time, flowTime: this.#flowTime(time), isDoubtful }, out);
    return out;
  }

  /** Where the flow ends, $t -> infinity$. */
  limit(): TwoLayerLinearState {
    const state = this.#newState();
    if (!(this.#comesToRest || isSmall(this.#modes))) {
      throw new RangeError(
        "betaStar has rates below 1e-284 of the fastest; expected a target nearer to the start in size",
      );
    }
    const isDoubtful = this.#needsDigits(Number.POSITIVE_INFINITY) || !this.#comesToRest;
    this.#writeAt({ time: Number.POSITIVE_INFINITY, flowTime: this.#late, isDoubtful }, state);
    return state;
  }

  /**
   * Writes layers $W (h x d)$ and $A (h x c)$ with the function, the kernel, the representations and the conserved quantity of the flow at a time
   * $>= 0$. They are the flow's own up to a rotation of the hidden neurons, $W -> O W$ and $A -> O A$, on which none of those depends.
   *
   * @throws RangeError if the time is negative or not finite, or a matrix has another shape.
   */
  layersAt(time: number, W: Matrix, A: Matrix): void {
    requireNonNegative("time", time);
    requireShape("W", W, this.hiddenWidth, this.inputDimension);
    requireShape("A", A, this.hiddenWidth, this.outputDimension);
    if (this.#needsDigits(time) || !this.#advance(this.#flowTime(time))) {
      const [preciseW, preciseA] = this.#withMoreDigits().layersAt(time);
      W.data.set(preciseW.data);
      A.data.set(preciseA.data);
      return;
    }
    const moving = this.#moving.wT.columns;
    W.data.set(transpose(this.#turned("wT")).data);
    A.data.set(transpose(this.#turned("aT")).data);
    if (this.#settled === undefined) return;
    const [wT, aT] = this.#settledLayers(this.#settled);
    W.data.set(transpose(wT).data, moving * this.inputDimension);
    A.data.set(transpose(aT).data, moving * this.outputDimension);
  }

  /**
   * The neural tangent kernel on the inputs $X (n x d)$ at a time $>= 0$, $n c x n c$: the entry of output k on input i with output l on input j, at
   * `[i c + k][j c + l]`, is $etaW (A^T A)_(kl) x_i.x_j + etaA [k = l] x_i W^T W x_j$.
   *
   * @throws RangeError if the time is negative or not finite, X has another number of columns or an entry that is not finite.
   */
  ntkMatrix(time: number, X: Matrix): Matrix {
    const c = this.outputDimension;
    const d = this.inputDimension;
    if (X.columns !== d) throw new RangeError(`X has ${X.columns} columns; expected ${d}, one per input`);
    requireFiniteMatrix("X", X);
    const { WtW, AtA } = this.at(time, { WtW: matrix(d, d), AtA: matrix(c, c) });
    const { product, productTransposed } = this.#products;
    const inputs = productTransposed(X, X).data;
    const hidden = productTransposed(product(X, WtW), X).data;
    const n = X.rows;
    const result = matrix(n * c, n * c);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const [input, own] = [this.etaW * inputs[i * n + j]!, this.etaA * hidden[i * n + j]!];
        for (let k = 0; k < c; k++) {
          for (let l = 0; l < c; l++) {
            result.data[(i * c + k) * n * c + j * c + l] = input * AtA.data[k * c + l]! + (k === l ? own : 0);
          }
        }
      }
    }
    return result;
  }

  /**
   * The solution and its observables at the given times (each $>= 0$, in any order), each computed when it is first asked for.
   *
   * @throws RangeError if a time is negative or not finite.
   */
  trajectory(times: ArrayLike<number>): TwoLayerLinearTrajectory {
    for (let i = 0; i < times.length; i++) requireNonNegative(`times[${i}]`, times[i]!);
    return new TwoLayerLinearTrajectory(this, times, {
      at: (time, out) => this.at(time, out),
      distanceAt: (time) => this.#kernelDistance(time),
    });
  }

  /** Writes the state at a time, which is another of the canonical flow, and at which double precision may lose digits. */
  #writeAt(
    { time, flowTime, isDoubtful }: { readonly time: number; readonly flowTime: number; readonly isDoubtful: boolean },
    out: Partial<TwoLayerLinearState>,
  ): void {
    if (!isDoubtful && this.#advance(flowTime)) {
      this.#write(out);
      if (firstInfinite(out) === undefined) return;
    }
    if (isDoubtful || isSmall(this.#modes)) {
      const precise = this.#withMoreDigits().at(time);
      for (const name of BLOCKS) out[name]?.data.set(precise[name].data);
    }
    const name = firstInfinite(out);
    if (name === undefined) return;
    throw new RangeError(
      `${name} is beyond the numbers at time ${time}; expected W0, A0, betaStar and learning rates that keep it below 1.8e308`,
    );
  }

  /** Whether double precision loses digits of the problem, or of what a time is in it. */
  #needsDigits(time: number): boolean {
    const flowTime = time * this.inputScale;
    const isLost = flowTime < LEAST_NORMAL && flowTime / this.inputScale !== time;
    return isLost || (flowTime > this.#last && !this.#comesToRest) || this.#isFarApart;
  }

  #withMoreDigits(): PreciseTwoLayer {
    this.#precise ??= new PreciseTwoLayer(this.#problem);
    return this.#precise;
  }

  #flowTime(time: number): number {
    return Math.min(time * this.inputScale, this.#last);
  }

  #kernelDistance(time: number): number {
    if (this.#neuron !== undefined) return this.#neuron.trajectory([time]).kernelDistance[0]!;
    if (this.#needsDigits(time)) return this.#withMoreDigits().kernelDistance(time);
    this.#flow.advance(this.#flowTime(time));
    if (this.#hasLost) return this.#withMoreDigits().kernelDistance(time);
    this.#kernel ??= new KernelMotion(this.#start, this.#modes, this.delta);
    const { value, error } = this.#kernel.distance(this.#flowTime(time), this.#flow.wholeState());
    const isTold = error < KERNEL_ERROR || !isSmall(this.#modes);
    return isTold ? value : this.#withMoreDigits().kernelDistance(time);
  }

  /** A time by which all that double precision can tell to move has come to rest. */
  get restTime(): number {
    return this.#late / this.inputScale;
  }

  /** Number of bases that the times so far have needed; each costs as much as a few evaluations. */
  get basisCount(): number {
    return this.#flow.basisCount;
  }

  /**
   * Brings the columns of $W^T$ and $A^T$ that move, in the units of the problem and the singular vectors of the target, to a time of the canonical flow; the settled ones are those of
   * the flow. Returns whether double precision tells where the flow goes.
   */
  #advance(time: number): boolean {
    if (this.#flow.isEarly(time)) {
      this.#settle(undefined);
      this.#advanceEarly(time);
      return true;
    }
    this.#flow.advance(time);
    this.#settle(this.#flow.settled);
    const { u, v } = this.#moving;
    fromModes(this.#modes, this.#flow.state, this.#pairs, [u, 1 / Math.sqrt(this.etaA)], [v, 1 / Math.sqrt(this.etaW)]);
    return !this.#hasLost;
  }

  get #hasLost(): boolean {
    return this.#flow.hasLost && isSmall(this.#modes);
  }

  #settle(settled: SettledColumns | undefined): void {
    if (settled === this.#settled) return;
    this.#settled = settled;
    const modes = new Set(settled?.modes);
    this.#pairs = this.#everyPair.filter((pair) => !modes.has(pair));
    this.#moving = this.#movingParts(this.hiddenWidth - modes.size);
  }

  /** The parts of the workspace for the columns that move and the pairs of modes that do, with their singular vectors and those left over in columns. */
  #movingParts(columns: number): Readonly<Record<MovingName, Matrix>> {
    const [d, c, r] = [this.inputDimension, this.outputDimension, this.#everyPair.length];
    const part = (name: MovingName, rows: number, width: number): Matrix =>
      matrix(rows, width, this.#space.matrices[name].data.subarray(0, rows * width));
    const directions = (name: "left" | "right", count: number): Matrix => {
      const { rows, data } = this.#modes[name];
      const chosen = [...this.#pairs, ...Array.from({ length: rows - r }, (_, k) => r + k)];
      const result = part(name, rows, count);
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < count; j++, k++) result.data[k] = data[i * rows + chosen[j]!]!;
      }
      return result;
    };
    const [ofInputs, ofOutputs] = [d - r + this.#pairs.length, c - r + this.#pairs.length];
    return {
      left: directions("left", ofInputs),
      right: directions("right", ofOutputs),
      u: part("u", ofInputs, columns),
      v: part("v", ofOutputs, columns),
      wT: part("wT", d, columns),
      aT: part("aT", c, columns),
    };
  }

  /** W^T, or A^T, from the singular vectors of the target to the inputs, or the outputs. */
  #turned(name: "wT" | "aT"): Matrix {
    const { left, right, u, v, wT, aT } = this.#moving;
    return name === "wT" ? this.#space.product(left, u, wT) : this.#space.product(right, v, aT);
  }

  /** The settled columns of $W^T$ and $A^T$: one direction of inputs and outputs each, which are singular vectors of the target. */
  #settledLayers({ modes, values }: SettledColumns): readonly [Matrix, Matrix] {
    const { left, right } = this.#modes;
    const { inputPart, outputPart } = this.#modes;
    const [d, c, m] = [left.rows, right.rows, modes.length];
    const [wT, aT] = [matrix(d, m), matrix(c, m)];
    const r = inputPart.length;
    const [unitW, unitA] = [1 / Math.sqrt(this.etaA), 1 / Math.sqrt(this.etaW)];
    for (let j = 0; j < m; j++) {
      const mode = modes[j]!;
      const isPair = mode < r;
      // a mode that is left over belongs to the inputs or the outputs alone
      const column = isPair ? mode : mode - r;
      const input = isPair ? inputPart[mode]! : d > c ? 1 : 0;
      const output = isPair ? outputPart[mode]! : d > c ? 0 : 1;
      const [ofW, ofA] = [unitW * input * values[j]!, unitA * output * values[j]!];
      for (let i = 0; i < d; i++) wT.data[i * m + j] = column < d ? ofW * left.data[i * d + column]! : 0;
      for (let i = 0; i < c; i++) aT.data[i * m + j] = column < c ? ofA * right.data[i * c + column]! : 0;
    }
    return [wT, aT];
  }

  /** What the settled columns are of the function or a representation, made once for as long as they are the same. */
  #settledPart(settled: SettledColumns, name: keyof TwoLayerLinearState): Matrix {
    let known = this.#settledParts.get(settled);
    if (known === undefined) {
      const [wT, aT] = this.#settledLayers(settled);
      known = { factors: { beta: [wT, aT], WtW: [wT, wT], AtA: [aT, aT] } };
      this.#settledParts.set(settled, known);
    }
    known[name] ??= this.#products.productTransposed(...known.factors[name]);
    return known[name];
  }

  #advanceEarly(time: number): void {
    const { u, v } = this.#space.matrices;
    const rows = earlyPairFlow(this.#modes, this.#start, this.delta, time);
    this.#flow.finishEarly(time, rows);
    const [unitW, unitA] = [1 / Math.sqrt(this.etaA), 1 / Math.sqrt(this.etaW)];
    for (let k = 0; k < u.data.length; k++) u.data[k] = unitW * rows.data[k]!;
    for (let k = 0; k < v.data.length; k++) v.data[k] = unitA * rows.data[u.data.length + k]!;
  }

  #write(out: Partial<TwoLayerLinearState>): void {
    const settled = this.#settled;
    const { wT, aT } = this.#moving;
    const factors = { beta: [wT, aT], WtW: [wT, wT], AtA: [aT, aT] } as const;
    if (out.beta || out.WtW) this.#turned("wT");
    if (out.beta || out.AtA) this.#turned("aT");
    for (const name of BLOCKS) {
      const target = out[name]?.data;
      if (target === undefined) continue;
      const part = settled && this.#settledPart(settled, name).data;
      if (part && wT.columns === 0) target.set(part);
      else {
        const moving = this.#space.productTransposed(...factors[name], this.#space.matrices[name]).data;
        if (part) writeSum(part, moving, target);
        else target.set(moving);
      }
    }
  }

  #newState(): TwoLayerLinearState {
    const [d, c] = [this.inputDimension, this.outputDimension];
    return { beta: matrix(d, c), WtW: matrix(d, d), AtA: matrix(c, c) };
  }

  #requireState({ beta, WtW, AtA }: Partial<TwoLayerLinearState>): void {
    const [d, c] = [this.inputDimension, this.outputDimension];
    if (beta) requireShape("beta", beta, d, c);
    if (WtW) requireShape("WtW", WtW, d, d);
    if (AtA) requireShape("AtA", AtA, c, c);
  }
}

const BLOCKS = ["beta", "WtW", "AtA"] as const;

/** Kernel distances of small networks have a relative error below this. */
const KERNEL_ERROR = 1e-10;

/** The first block with an entry that is no number. */
function firstInfinite(state: Partial<TwoLayerLinearState>): keyof TwoLayerLinearState | undefined {
  return BLOCKS.find((name) => {
    const entries = state[name]?.data;
    if (entries === undefined) return false;
    for (let k = 0; k < entries.length; k++) if (!Number.isFinite(entries[k]!)) return true;
    return false;
  });
}

function writeSum(x: Float64Array, y: Float64Array, out: Float64Array): void {
  for (let k = 0; k < x.length; k++) out[k] = x[k]! + y[k]!;
}

function scaled({ rows, columns, data }: Matrix, factor: number): Matrix {
  return matrix(
    rows,
    columns,
    data.map((entry) => factor * entry),
  );
}

/** A network of one hidden neuron with one output, or with one input: then weights and readouts change places. */
function oneNeuron({
  W0,
  A0,
  betaStar,
  etaA,
  etaW,
  inputScale,
}: Omit<TwoLayerLinearProblem, "build">): SingleNeuronSolution | undefined {
  if (W0.rows > 1) return undefined;
  if (A0.columns === 1) {
    return singleNeuron({ a0: A0.data[0]!, w0: W0.data, betaStar: betaStar.data, etaA, etaW, inputScale });
  }
  if (W0.columns > 1) return undefined;
  return singleNeuron({
    a0: W0.data[0]!,
    w0: A0.data,
    betaStar: betaStar.data,
    etaA: etaW,
    etaW: etaA,
    inputScale,
  });
}

/** A start below this has entries that lose digits, or all, when it is turned to the directions of the target. */
const LEAST_START = 1e-304;
/** Numbers below this have fewer digits. */
const LEAST_NORMAL = 2 ** -1022;

function requireNormalStart(W0: Matrix, A0: Matrix): void {
  const largest = Math.max(largestEntry(W0.data), largestEntry(A0.data));
  if (largest > 0 && largest < LEAST_START) {
    throw new RangeError(
      `the largest entry of W0 and A0 is ${largest}; expected 0 or at least ${LEAST_START}, since smaller numbers have lost digits`,
    );
  }
}

/** The target as it is given and times sqrt(etaA etaW), by their norms. */
function requireRates(given: number, target: number, delta: number): void {
  const omega = Math.hypot(target, delta / 2);
  if (!(2 * omega < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `the rate sqrt(etaA etaW |betaStar|^2 + delta^2/4) is ${omega}; expected a target and learning rates that keep it below 8e307`,
    );
  }
  if (target < LEAST_NORMAL && given >= LEAST_NORMAL) {
    throw new RangeError(
      `the rate sqrt(etaA etaW) |betaStar| is ${target}; expected learning rates that keep it above 3e-308, since smaller numbers have lost digits`,
    );
  }
}

function requireShapes(W0: Matrix, A0: Matrix, betaStar: Matrix): void {
  for (const [name, given] of Object.entries({ W0, A0, betaStar })) {
    if (given.rows === 0 || given.columns === 0)
      throw new RangeError(`${name} is ${given.rows} x ${given.columns}; expected entries`);
    requireFiniteMatrix(name, given);
  }
  if (A0.rows !== W0.rows)
    throw new RangeError(`A0 has ${A0.rows} rows, but W0 has ${W0.rows}; expected one per hidden neuron`);
  requireShape("betaStar", betaStar, W0.columns, A0.columns);
}

function requireShape(name: string, given: Matrix, rows: number, columns: number): void {
  if (given.rows !== rows || given.columns !== columns) {
    throw new RangeError(`${name} is ${given.rows} x ${given.columns}; expected ${rows} x ${columns}`);
  }
  if (given.data.length !== rows * columns) {
    throw new RangeError(`${name} has ${given.data.length} entries; expected ${rows} x ${columns} = ${rows * columns}`);
  }
}
