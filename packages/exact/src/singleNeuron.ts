import { compensatedDot } from "@lazyrich/linalg";
import { conservedQuantity } from "./conservedQuantity.js";
import { meanDecayDeficit, meanDecayExcess } from "./exponentialDifferences.js";
import { type Regime, regime } from "./regime.js";
import {
  requireFinite,
  requireFiniteDelta,
  requireFiniteVector,
  requirePositive,
  requireSameLength,
  requireTime,
} from "./requireNumbers.js";
import { scaledNorm } from "./scaledNorm.js";

/** One hidden neuron f(x) = a w.x learning a linear target by gradient flow on 1/2 sum (f - y)^2. */
export interface SingleNeuronProblem {
  /** Initial readout. */
  readonly a0: number;
  /** Initial input weights, length d. */
  readonly w0: ArrayLike<number>;
  /** The target, length d: the least-squares solution X^T y / c. */
  readonly betaStar: ArrayLike<number>;
  /** Learning rate of the readout; 1 if not given. */
  readonly etaA?: number;
  /** Learning rate of the input weights; 1 if not given. */
  readonly etaW?: number;
  /** The c of X^T X = c I; 1 (whitened inputs) if not given. */
  readonly inputScale?: number;
}

/** A point of parameter space. */
export interface SingleNeuronState {
  readonly a: number;
  /** Length d. */
  readonly w: Float64Array;
  /** a w, length d. */
  readonly beta: Float64Array;
}

/** The exact solution and what is observed of it at T times; vectors of length d are stored row after row, T x d. */
export interface SingleNeuronTrajectory {
  readonly times: Float64Array;
  readonly a: Float64Array;
  /** T x d. */
  readonly w: Float64Array;
  /** The function a w, T x d. */
  readonly beta: Float64Array;
  /** Signed magnitude a |w|. */
  readonly mu: Float64Array;
  /** Cosine between w and betaStar; NaN where one of them is 0. */
  readonly phi: Float64Array;
  /** Kernel distance to t = 0 on the whitened inputs; NaN where a kernel is 0. */
  readonly kernelDistance: Float64Array;
}

/**
 * Exact gradient flow of one hidden neuron, f(x) = a w.x, on inputs with X^T X = c I.
 *
 * The trajectory is a linear flow divided by one scalar, so it is evaluated without integration, for every sign of
 * delta, in O(d) per time and without overflow at any t >= 0.
 *
 * @returns a solution that can be evaluated at any time; `solution.limit()` is t -> infinity.
 * @throws RangeError if the lengths differ, a number or delta is not finite, or a learning rate is not above 0.
 * @see Kunin et al. 2024, section 3 and appendix A.2; theory.md section 2.
 */
export function singleNeuron(problem: SingleNeuronProblem): SingleNeuronSolution {
  return new SingleNeuronSolution(problem);
}

/**
 * The flow in canonical units (a~ = sqrt(etaW) a, w~ = sqrt(etaA) w, s = sqrt(etaA etaW) |beta*|), split into the
 * component u of w~ along beta* and the rest: (u, a~, rest) = (p, q, r) / sqrt(G), where (p, q) solves a symmetric
 * 2 x 2 linear system with eigenvalues +-omega, r decays as e^(-delta t / 2), and G = 1 + integral of p^2 + q^2 + |r|^2.
 */
export class SingleNeuronSolution {
  /** Number of inputs d. */
  readonly dimension: number;
  /** The conserved quantity etaW a^2 - etaA |w|^2. */
  readonly delta: number;
  /** The sign of delta by name; "balanced" where it is 0 up to the rounding of a0 and w0. */
  readonly regime: Regime;

  readonly #inputScale: number;
  readonly #rootEtaA: number;
  readonly #rootEtaW: number;
  readonly #start: number;
  readonly #w0: Float64Array;
  /** The unit vector along beta*, and w~0 without its component along it. */
  readonly #unit: Float64Array;
  readonly #rest: Float64Array;
  readonly #restNorm: number;
  readonly #u0: number;
  readonly #a0: number;
  readonly #s: number;
  readonly #twoOmega: number;
  /** omega + delta/2 and omega - delta/2; their product is s^2. */
  readonly #lambda: number;
  readonly #lambdaBar: number;
  /** c+ e+ and c- e-, the start's components along the growing and the shrinking eigenvector, as (p, q). */
  readonly #growing: readonly [number, number];
  readonly #shrinking: readonly [number, number];
  readonly #cPlus: number;
  readonly #cMinus: number;

  /** (u, a~, r) and e^(omega t) / sqrt(G) at the time last asked for: one evaluation feeds every observable. */
  #u = 0;
  #a = 0;
  #r = 0;
  #inverseRootG = 1;

  constructor({ a0, w0, betaStar, etaA = 1, etaW = 1, inputScale = 1 }: SingleNeuronProblem) {
    requireFinite("a0", a0);
    requireFiniteVector("w0", w0);
    requireFiniteVector("betaStar", betaStar);
    requireSameLength("betaStar", betaStar, "w0", w0);
    requirePositive("etaA", etaA);
    requirePositive("etaW", etaW);
    requirePositive("inputScale", inputScale);
    const d = w0.length;
    this.dimension = d;
    this.delta = conservedQuantity(a0, w0, etaA, etaW);
    requireFiniteDelta(this.delta);
    this.#inputScale = inputScale;
    this.#rootEtaA = Math.sqrt(etaA);
    this.#rootEtaW = Math.sqrt(etaW);
    this.#start = a0;
    this.#w0 = Float64Array.from(w0);
    this.#a0 = this.#rootEtaW * a0;

    const targetNorm = scaledNorm(betaStar);
    this.#unit = new Float64Array(d);
    if (targetNorm > 0) for (let i = 0; i < d; i++) this.#unit[i] = betaStar[i]! / targetNorm;
    else this.#unit[0] = 1;
    this.#s = this.#rootEtaA * this.#rootEtaW * targetNorm;
    this.#u0 =
      targetNorm > 0 ? (this.#rootEtaA * compensatedDot(w0, betaStar)) / targetNorm : this.#rootEtaA * this.#w0[0]!;
    this.#rest = new Float64Array(d);
    if (d > 1) {
      const along = this.#u0 / this.#rootEtaA;
      for (let i = 0; i < d; i++) this.#rest[i] = this.#rootEtaA * (w0[i]! - along * this.#unit[i]!);
      // the first projection leaves a component along beta* of the size of rounding; the second removes it
      const left = compensatedDot(this.#rest, this.#unit);
      for (let i = 0; i < d; i++) this.#rest[i] = this.#rest[i]! - left * this.#unit[i]!;
    }
    this.#restNorm = scaledNorm(this.#rest);
    const { delta } = this;
    const scale = this.#a0 ** 2 + this.#u0 ** 2 + this.#restNorm ** 2;
    this.regime = regime(Math.abs(delta) <= 4 * Number.EPSILON * scale ? 0 : delta);

    const half = Math.abs(delta) / 2;
    const omega = Math.hypot(this.#s, half);
    const large = omega + half;
    const small = large > 0 ? this.#s * (this.#s / large) : 0;
    this.#twoOmega = 2 * omega;
    this.#lambda = delta >= 0 ? large : small;
    this.#lambdaBar = delta >= 0 ? small : large;
    // e+ without a subtraction: (s, large) for delta >= 0, (large, s) for delta < 0
    const length = Math.hypot(this.#s, large);
    const weak = length > 0 ? this.#s / length : Math.SQRT1_2;
    const strong = length > 0 ? large / length : Math.SQRT1_2;
    const [e1, e2] = delta >= 0 ? [weak, strong] : [strong, weak];
    this.#cPlus = e1 * this.#u0 + e2 * this.#a0;
    this.#cMinus = e1 * this.#a0 - e2 * this.#u0;
    this.#growing = [this.#cPlus * e1, this.#cPlus * e2];
    this.#shrinking = [-this.#cMinus * e2, this.#cMinus * e1];
  }

  /**
   * Writes w(t) into the given buffer (length d) and returns a(t).
   *
   * @throws RangeError if `time` is negative or not finite, or the buffer has another length.
   */
  at(time: number, w: Float64Array): number {
    requireTime("time", time);
    requireSameLength("w", w, "w0", this.#w0);
    this.#advance(time);
    return this.#writeState(time, w, 0);
  }

  /**
   * Evaluates many times into given buffers, allocating nothing: `a` has length T, `w` T x d.
   *
   * @throws RangeError if a time is negative or not finite, or a buffer is too short.
   */
  evaluate(times: ArrayLike<number>, a: Float64Array, w: Float64Array): void {
    const count = times.length;
    const d = this.dimension;
    if (a.length < count) throw new RangeError(`a has length ${a.length}; expected at least ${count}, one per time`);
    if (w.length < count * d) throw new RangeError(`w has length ${w.length}; expected at least ${count} x ${d}`);
    for (let i = 0; i < count; i++) {
      const time = times[i]!;
      if (!(time >= 0 && time < Infinity)) requireTime(`times[${i}]`, time);
      this.#advance(time);
      a[i] = this.#writeState(time, w, i * d);
    }
  }

  /**
   * The solution and its observables at the given times (each >= 0, in any order).
   *
   * @throws RangeError if a time is negative or not finite.
   */
  trajectory(times: ArrayLike<number>): SingleNeuronTrajectory {
    const count = times.length;
    const d = this.dimension;
    const a = new Float64Array(count);
    const w = new Float64Array(count * d);
    const beta = new Float64Array(count * d);
    const mu = new Float64Array(count);
    const phi = new Float64Array(count);
    const kernelDistance = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      requireTime(`times[${i}]`, times[i]!);
      this.#advance(times[i]!);
      a[i] = this.#writeState(times[i]!, w, i * d);
      for (let j = i * d; j < (i + 1) * d; j++) beta[j] = a[i]! * w[j]!;
      const norm = Math.hypot(this.#u, this.#r * this.#restNorm);
      mu[i] = (a[i]! * norm) / this.#rootEtaA;
      phi[i] = this.#s > 0 && norm > 0 ? this.#u / norm : Number.NaN;
      kernelDistance[i] = this.#kernelDistance(times[i]! * this.#inputScale);
    }
    return { times: Float64Array.from(times), a, w, beta, mu, phi, kernelDistance };
  }

  /**
   * Where the flow ends: the global minimum of its basin with the conserved delta, or the saddle if it starts on the
   * separatrix.
   */
  limit(): SingleNeuronState {
    const sign = Math.sign(this.#cPlus);
    const d = this.dimension;
    let [u, a, r] = [0, 0, 0];
    if (this.#s > 0 && sign !== 0) {
      const growth = Math.sqrt(this.#twoOmega) / Math.abs(this.#cPlus);
      u = this.#growing[0] * growth;
      a = this.#growing[1] * growth;
    } else if (this.#s === 0 && this.delta > 0) {
      a = Math.sign(this.#a0) * Math.sqrt(this.delta);
    } else if (this.delta < 0) {
      // without a target the whole of w0 survives; on the separatrix only what is orthogonal to beta*
      const norm = this.#s === 0 ? Math.hypot(this.#u0, this.#restNorm) : this.#restNorm;
      const scale = norm > 0 ? Math.sqrt(-this.delta) / norm : 0;
      u = this.#s === 0 ? this.#u0 * scale : 0;
      r = scale;
    }
    const w = new Float64Array(d);
    this.#u = u;
    this.#r = r;
    this.#writeWeights(w, 0);
    const readout = a / this.#rootEtaW;
    return { a: readout, w, beta: w.map((entry) => readout * entry) };
  }

  /**
   * The sign of the readout at the end, which tells the basin of attraction of the start: that of c+, the component of
   * (w0.beta*, a0) along the growing direction. 0 on the separatrix, and where there is no target and delta <= 0.
   *
   * @see Kunin et al. 2024, appendix A; theory.md section 2.
   */
  basin(): 1 | -1 | 0 {
    if (this.#s === 0 && this.delta <= 0) return 0;
    return Math.sign(this.#cPlus) as 1 | -1 | 0;
  }

  /** Everything is divided by e^(omega t), so nothing overflows; every term of G is non-negative, so nothing cancels. */
  #advance(time: number): void {
    const t = time * this.#inputScale;
    const { delta } = this;
    // both e and 1 - e keep their relative accuracy: a tiny start needs the first at late times, a short time the second
    const exponent = this.#twoOmega * t;
    const early = exponent < 0.5;
    const shrunk = early ? -Math.expm1(-exponent) : 0;
    const e = early ? 1 - shrunk : Math.exp(-exponent);
    const phiOmega = this.#twoOmega > 0 ? (early ? shrunk : 1 - e) / this.#twoOmega : t;
    const restDecay = this.#restNorm > 0 ? Math.exp(-this.#lambda * t) : 0;
    const size = Math.abs(delta);
    const phiDelta = size > 0 ? -Math.expm1(-size * t) / size : t;
    const restGrowth = delta >= 0 ? e * phiDelta : restDecay * restDecay * phiDelta;
    const g =
      e +
      this.#cPlus * this.#cPlus * phiOmega +
      this.#cMinus * this.#cMinus * e * phiOmega +
      this.#restNorm * this.#restNorm * restGrowth;
    if (g > 0) {
      const inverse = 1 / Math.sqrt(g);
      this.#inverseRootG = inverse;
      this.#u = (this.#growing[0] + this.#shrinking[0] * e) * inverse;
      this.#a = (this.#growing[1] + this.#shrinking[1] * e) * inverse;
      this.#r = restDecay * inverse;
    } else {
      // only c+ = 0 lets the scaled G underflow; what survives there is the end of the separatrix
      const norm = this.#restNorm;
      this.#inverseRootG = 0;
      this.#u = 0;
      this.#a = 0;
      this.#r = delta < 0 && norm > 0 ? Math.sqrt(-delta) / norm : 0;
    }
  }

  /** Writes w and returns a. The start is given back as it was given, not as its two components add up. */
  #writeState(time: number, w: Float64Array, offset: number): number {
    if (time === 0) {
      w.set(this.#w0, offset);
      return this.#start;
    }
    this.#writeWeights(w, offset);
    return this.#a / this.#rootEtaW;
  }

  #writeWeights(w: Float64Array, offset: number): void {
    const u = this.#u / this.#rootEtaA;
    const r = this.#r / this.#rootEtaA;
    for (let i = 0; i < this.#unit.length; i++) w[offset + i] = u * this.#unit[i]! + r * this.#rest[i]!;
  }

  /**
   * S = sin^2 / (1 + cos) of the angle between the kernels M = a^2 I + w w^T at 0 and t, with sin^2 by Lagrange's
   * identity: a sum of squares of minors in which every difference (the rotation z of w, the common growth Delta of
   * a^2 and |w|^2) is formed without cancellation, so that S keeps its digits however small it is.
   */
  #kernelDistance(t: number): number {
    const d = this.dimension;
    const rho = this.#restNorm;
    const start = this.#a0 ** 2 + this.#u0 ** 2 + rho ** 2;
    const now = this.#a ** 2 + this.#u ** 2 + (this.#r * rho) ** 2;
    if (!(start > 0 && now > 0)) return Number.NaN;
    if (d === 1) return 0;
    const norm0 = Math.hypot(this.#u0, rho);
    const z = norm0 > 0 ? (-rho * this.#turning(t)) / norm0 : 0;
    const x = norm0 > 0 ? (this.#u0 * this.#u + rho * rho * this.#r) / norm0 : this.#u;
    // both kernels in units of their own size, so that tiny and huge parameters neither underflow nor overflow
    const alpha1 = this.#a0 ** 2 / start;
    const alpha2 = this.#a ** 2 / now;
    const square1 = norm0 ** 2 / start;
    const x2 = x ** 2 / now;
    const z2 = z ** 2 / now;
    const growth = (-this.delta / start) * (this.#growth(t) / now);
    const q = growth + alpha1 * z2;
    const minors =
      (q + z2 * (alpha1 + square1)) ** 2 +
      2 * x2 * z2 * ((alpha1 + square1) ** 2 + alpha1 ** 2) +
      (d - 2) * (q ** 2 + (alpha1 * z2) ** 2 + 2 * x2 * z2 * alpha1 ** 2);
    const square = (d - 1) * alpha1 ** 2 + (alpha1 + square1) ** 2;
    const squareNow = (d - 1) * alpha2 ** 2 + (alpha2 + x2 + z2) ** 2;
    const product = d * alpha1 * alpha2 + alpha1 * (x2 + z2) + alpha2 * square1 + square1 * x2;
    const cosine = product / Math.sqrt(square * squareNow);
    return minors / (square * squareNow) / (1 + cosine);
  }

  /** u - r u0: what beta* has added to w along itself. At small t it is a small difference of equal numbers. */
  #turning(t: number): number {
    const x = this.#lambda * t;
    const y = this.#lambdaBar * t;
    const decay = Math.exp(-x);
    const phiOmega = this.#twoOmega > 0 ? -Math.expm1(-this.#twoOmega * t) / this.#twoOmega : t;
    const second = this.#twoOmega > 0 ? this.#s / this.#twoOmega : 0;
    const pull = this.#a0 * phiOmega + this.#u0 * second * t * (meanDecayExcess(x) + decay * meanDecayDeficit(y));
    return this.#s * pull * this.#inverseRootG;
  }

  /**
   * a^2(t) - a^2(0) = |w(t)|^2 - |w(0)|^2, from whichever of the two does not cancel at first order.
   * Beyond t = 1/omega the change is no longer small, and the plain difference serves.
   */
  #growth(t: number): number {
    const upstream = this.delta >= 0;
    const rho2 = this.#restNorm ** 2;
    const start = upstream ? this.#u0 ** 2 + rho2 : this.#a0 ** 2;
    const omega = this.#twoOmega / 2;
    if (omega * t > 1) {
      return upstream ? this.#u ** 2 + rho2 * this.#r ** 2 - start : this.#a ** 2 - start;
    }
    const sinh = Math.sinh(omega * t);
    const sinhOver = omega > 0 ? sinh / omega : t;
    const even = 2 * Math.sinh((omega * t) / 2) ** 2;
    const odd = (this.delta / 2) * sinhOver;
    const exchange = this.#s * sinhOver;
    const plus = omega > 0 ? Math.expm1(2 * omega * t) / (2 * omega) : t;
    const minus = omega > 0 ? -Math.expm1(-2 * omega * t) / (2 * omega) : t;
    const restPhi = this.delta !== 0 ? -Math.expm1(-this.delta * t) / this.delta : t;
    const g = this.#cPlus ** 2 * plus + this.#cMinus ** 2 * minus + rho2 * restPhi;
    const [from, step] = upstream
      ? [this.#u0, this.#u0 * (even - odd) + this.#a0 * exchange]
      : [this.#a0, this.#a0 * (even + odd) + this.#u0 * exchange];
    const rest = upstream ? rho2 * Math.expm1(-this.delta * t) : 0;
    return (step * (2 * from + step) + rest - start * g) / (1 + g);
  }
}
