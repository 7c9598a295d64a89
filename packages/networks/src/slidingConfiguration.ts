import type { Matrix } from "@lazyrich/linalg";
import { type KinkSurface, kinkSurfaces } from "./kinkSurfaces.js";
import { type KinkSide, leastSubgradient, leavingSides, slidingTerms } from "./leastSubgradient.js";

/** A two-layer piecewise linear network of one output without biases, and what it learns under the mean squared error. */
export interface PiecewiseLinearProblem {
  /** Inputs, $n x d$, and targets, length n. */
  readonly X: Matrix;
  /** Targets, length n. */
  readonly y: ArrayLike<number>;
  readonly hiddenWidth: number;
  /** Slope of the activation below 0; 0, ReLU, if not given. */
  readonly gamma?: number | undefined;
  /** Learning rates of input weights and readouts; 1 if not given. */
  readonly etaW?: number | undefined;
  readonly etaA?: number | undefined;
}

/** What happened at the kinks on the way. */
export interface KinkCounts {
  /** Neurons that went over a kink from one side to the other. */
  crossings: number;
  /** Neurons that began to slide along a kink. */
  slides: number;
  /** Neurons that stopped sliding where the flow says so. */
  releases: number;
  /** Neurons that stopped sliding where the flow has more than one continuation: to the positive side. */
  branches: number;
}

/** How far a neuron is put beyond a kink that it leaves, relative to its size: above rounding, below any tolerance. */
const NUDGE = 1e-12;
/** After so many decisions at one time a neuron is put beside w = 0 by a tenth: late in training residuals are as small as what the first distance changes. */
const PATIENCE = 8;

/**
 * On which side of each kink each neuron is, or along which it slides, and the flow of a two-layer piecewise linear network while
 * that stays: it is smooth there.
 *
 * @see theory.md section 7
 */
export class SlidingConfiguration {
  readonly counts: KinkCounts = { crossings: 0, slides: 0, releases: 0, branches: 0 };
  private readonly surfaces: readonly KinkSurface[];
  private readonly y: Float64Array;
  private readonly h: number;
  private readonly d: number;
  private readonly gamma: number;
  private readonly rateA: number;
  private readonly rateW: number;
  /** h rows of one side a surface. */
  private readonly sides: KinkSide[][];
  private readonly signs: number[];
  private readonly residuals: Float64Array;
  private readonly gradient: Float64Array;

  /** The configuration of a start; a neuron that starts at a kink is where the flow takes it. */
  constructor({ X, y, hiddenWidth, gamma = 0, etaA = 1, etaW = 1 }: PiecewiseLinearProblem, theta: Float64Array) {
    this.surfaces = kinkSurfaces(X);
    this.y = Float64Array.from(y);
    this.h = hiddenWidth;
    this.d = X.columns;
    this.gamma = gamma;
    this.rateA = (2 / X.rows) * etaA;
    this.rateW = (2 / X.rows) * etaW;
    this.residuals = new Float64Array(X.rows);
    this.gradient = new Float64Array(this.d);
    this.signs = Array.from({ length: this.h }, (_, k) => (theta[this.h * this.d + k]! < 0 ? -1 : 1));
    this.sides = Array.from({ length: this.h }, (_, k) =>
      // one at the kink counts as negative and is then met, which leaves it positive unless it slides
      this.surfaces.map(({ direction }) => (this.across(theta, k, direction) > 0 ? 1 : -1)),
    );
  }

  /** -eta dL/dtheta on the present sides, projected to the kinks that neurons slide on. */
  field(theta: Float64Array, out: Float64Array): void {
    const { h, d, gradient } = this;
    this.findResiduals(theta);
    for (let k = 0; k < h; k++) {
      this.findGradient(k);
      let readout = 0;
      for (let j = 0; j < d; j++) readout += theta[k * d + j]! * gradient[j]!;
      out[h * d + k] = -this.rateA * readout;
      this.addSlidingTerms(k);
      for (let j = 0; j < d; j++) out[k * d + j] = -this.rateW * theta[this.h * this.d + k]! * gradient[j]!;
    }
  }

  /** The least of all that must be positive for the configuration to stay: negative from the first event on. */
  margin(theta: Float64Array): number {
    let least = Number.POSITIVE_INFINITY;
    this.findResiduals(theta);
    for (let k = 0; k < this.h; k++) {
      for (const [s, { direction }] of this.surfaces.entries()) {
        const side = this.sides[k]![s]!;
        if (side !== 0) least = Math.min(least, side * this.across(theta, k, direction));
      }
      for (const [low, high] of this.slidingMargins(k)) least = Math.min(least, low, high);
      if (this.sides[k]!.includes(0)) least = Math.min(least, this.signs[k]! * theta[this.h * this.d + k]!);
    }
    return least;
  }

  /**
   * Takes the neurons whose margin is not positive to their new sides, and moves theta by rounding errors onto them.
   *
   * @param decisions at the same time before this one.
   * @returns the number of neurons that changed.
   */
  settle(theta: Float64Array, decisions = 0): number {
    let changed = 0;
    this.findResiduals(theta);
    for (let k = 0; k < this.h; k++) {
      const sides = this.sides[k]!;
      const met = this.surfaces.map(
        ({ direction }, s) => sides[s]! !== 0 && sides[s]! * this.across(theta, k, direction) <= 0,
      );
      const isSliding = sides.includes(0);
      const hasTurned = this.signs[k]! * theta[this.h * this.d + k]! < 0;
      if (hasTurned) this.signs[k] = -this.signs[k]!;
      const isReleased = this.slidingMargins(k).some(([low, high]) => low <= 0 || high <= 0);
      if (met.includes(true) || isReleased || (isSliding && hasTurned)) {
        if (this.isAtZero(theta, k)) this.leaveZero(k, met);
        else this.decide(k, met);
        changed++;
        this.place(theta, k, met, NUDGE * 0.1 ** Math.floor(decisions / PATIENCE));
      }
    }
    return changed;
  }

  /** |theta'|. */
  speed(theta: Float64Array): number {
    const velocity = new Float64Array(theta.length);
    this.field(theta, velocity);
    return Math.hypot(...velocity);
  }

  /** Pairs of a neuron and the inputs along whose kink it slides. */
  sliding(): { neuron: number; inputs: readonly number[] }[] {
    return this.sides.flatMap((sides, neuron) =>
      sides.flatMap((side, s) => (side === 0 ? [{ neuron, inputs: this.surfaces[s]!.inputs }] : [])),
    );
  }

  private decide(k: number, met: readonly boolean[]): void {
    const { sides: all, surfaces, counts } = this;
    const before = all[k]!;
    const after = before.slice();
    const attracting: number[] = [];
    for (const [s, side] of before.entries()) {
      if (side !== 0 && !met[s]) continue;
      if (this.signs[k]! * this.jump(s) > 0) attracting.push(s);
      else if (side !== 0) after[s] = -side as KinkSide;
      else {
        after[s] = 1;
        counts.branches++;
      }
    }
    for (const s of attracting) after[s] = -1;
    all[k] = after;
    this.findGradient(k);
    const decided = leastSubgradient(
      this.gradient,
      attracting.map((s) => ({ direction: surfaces[s]!.direction, jump: this.jump(s) })),
    );
    for (const [q, s] of attracting.entries()) after[s] = decided[q]!;
    for (const s of attracting) {
      if (before[s] === 0 && after[s] !== 0) counts.releases++;
      if (before[s] !== 0 && after[s] === 0) counts.slides++;
    }
    for (const [s, side] of before.entries()) if (side !== 0 && after[s] === -side) counts.crossings++;
  }

  /** Is w_k 0, up to the distance by which neurons are put beyond a kink? */
  private isAtZero(theta: Float64Array, k: number): boolean {
    const w = theta.subarray(k * this.d, (k + 1) * this.d);
    return Math.hypot(...w) < 2 * NUDGE * Math.abs(theta[this.h * this.d + k]!);
  }

  private leaveZero(k: number, met: readonly boolean[]): void {
    const before = this.sides[k]!;
    this.sides[k] = before.map(() => -1);
    this.findGradient(k);
    const kinks = this.surfaces.map(({ direction }, s) => ({ direction, jump: this.jump(s) }));
    const sides = leavingSides(this.gradient, kinks, this.signs[k]!);
    this.sides[k] = sides ?? before;
    if (sides === undefined) this.decide(k, met);
    else if (sides.some((side, s) => side !== before[s])) this.counts.crossings++;
  }

  /** Puts w_k onto the kinks it slides on, and on the right side of those it has just met. */
  private place(theta: Float64Array, k: number, met: readonly boolean[], nudge: number): void {
    const { d } = this;
    const w = theta.subarray(k * d, (k + 1) * d);
    const sliding = this.slidingDirections(k);
    const project = (vector: Float64Array): void => {
      const terms = slidingTerms(vector, sliding) ?? [];
      for (const [s, term] of terms.entries())
        for (let j = 0; j < d; j++) vector[j] = vector[j]! + term * sliding[s]![j]!;
    };
    if (sliding.length >= d) w.fill(0);
    else project(w);
    if (this.isAtZero(theta, k)) {
      // at w_k = 0, where kinks meet, it leaves the way the least subgradient leads, which is on the right side of all that attract
      this.findGradient(k);
      this.addSlidingTerms(k);
      const speed = Math.hypot(...this.gradient);
      const factor = speed > 0 ? (-this.signs[k]! * nudge * Math.abs(theta[this.h * this.d + k]!)) / speed : 0;
      for (let j = 0; j < d; j++) w[j] = factor * this.gradient[j]!;
      return;
    }
    const offset = NUDGE * (Math.hypot(...w) + Math.abs(theta[this.h * this.d + k]!));
    for (const [s, { direction }] of this.surfaces.entries()) {
      const side = this.sides[k]![s]!;
      const z = side * this.across(theta, k, direction);
      if (
        side === 0 ||
        (!met[s] && z > 0) ||
        z >= offset ||
        Math.abs(z) > 1e-10 * (Math.hypot(...w) + Math.abs(theta[this.h * this.d + k]!))
      )
        continue;
      const along = direction.slice();
      project(along);
      const rate = along.reduce((sum, entry, j) => sum + entry * direction[j]!, 0);
      if (rate > 1e-6) for (let j = 0; j < d; j++) w[j] = w[j]! + ((side * (offset - z)) / rate) * along[j]!;
    }
  }

  /** For each kink that neuron k slides on, how far its share of the jump is from both ends. */
  private slidingMargins(k: number): [number, number][] {
    if (!this.sides[k]!.includes(0)) return [];
    const sign = this.signs[k]!;
    this.findGradient(k);
    const terms = slidingTerms(this.gradient, this.slidingDirections(k)) ?? [];
    const jumps = this.surfaces.flatMap((_, s) => (this.sides[k]![s] === 0 ? [this.jump(s)] : []));
    return terms.map((term, q) => [sign * term, sign * (jumps[q]! - term)]);
  }

  private slidingDirections(k: number): Float64Array[] {
    return this.surfaces.flatMap(({ direction }, s) => (this.sides[k]![s] === 0 ? [direction] : []));
  }

  private addSlidingTerms(k: number): void {
    const { gradient } = this;
    const directions = this.slidingDirections(k);
    if (directions.length === 0) return;
    const terms = slidingTerms(gradient, directions) ?? [];
    for (const [s, term] of terms.entries()) {
      for (let j = 0; j < this.d; j++) gradient[j] = gradient[j]! + term * directions[s]![j]!;
    }
  }

  /** w_k.u */
  private across(theta: Float64Array, k: number, direction: Float64Array): number {
    let sum = 0;
    for (let j = 0; j < this.d; j++) sum += theta[k * this.d + j]! * direction[j]!;
    return sum;
  }

  /** f(x_i) - y_i, in which kinks that are slid on have no part: the neuron is 0 there. */
  private findResiduals(theta: Float64Array): void {
    const { residuals, surfaces, gamma } = this;
    for (let i = 0; i < residuals.length; i++) residuals[i] = -this.y[i]!;
    for (let k = 0; k < this.h; k++) {
      for (const [s, { direction, inputs, multiples }] of surfaces.entries()) {
        const side = this.sides[k]![s]!;
        if (side === 0) continue;
        const z = theta[this.h * this.d + k]! * this.across(theta, k, direction);
        for (const [q, i] of inputs.entries()) {
          residuals[i] = residuals[i]! + (side * multiples[q]! > 0 ? 1 : gamma) * multiples[q]! * z;
        }
      }
    }
  }

  /** sum_i c_ki r_i x_i, with the negative side of the kinks that are slid on. */
  private findGradient(k: number): void {
    const { gradient, residuals, surfaces, gamma } = this;
    gradient.fill(0);
    for (const [s, { direction, inputs, multiples }] of surfaces.entries()) {
      const side = this.sides[k]![s] || -1;
      let sum = 0;
      for (const [q, i] of inputs.entries())
        sum += (side * multiples[q]! > 0 ? 1 : gamma) * multiples[q]! * residuals[i]!;
      for (let j = 0; j < gradient.length; j++) gradient[j] = gradient[j]! + sum * direction[j]!;
    }
  }

  /** What sum_i c_ki r_i x_i gains along the direction of a surface from its negative to its positive side. */
  private jump(s: number): number {
    const { inputs, multiples } = this.surfaces[s]!;
    let sum = 0;
    for (const [q, i] of inputs.entries()) sum += Math.abs(multiples[q]!) * this.residuals[i]!;
    return (1 - this.gamma) * sum;
  }
}
