import { fittedScale } from "./exponentialFit.js";

/** Damping: on what is stiff the stability polynomial stays between 0.29 and 0.59, so that it falls as fast as slower parts do. */
const DAMPING = 2;
/** The stability interval of m stages is at least (m^2 - 1) / STAGE_FACTOR long; the factor falls by FACTOR_BY_DECAY times the decay they are fitted to. */
const STAGE_FACTOR = 1.862;
const FACTOR_BY_DECAY = 0.179;
/** Decays are told apart by a sixteenth, so that coefficients last from step to step: it leaves a twentieth of what the fit takes away. */
const DECAYS_PER_UNIT = 16;

/** The decay to which the stages of a step are fitted within which the field falls by exp(-`decay`): between 0 and 1. */
export function fittedDecay(decay: number): number {
  return decay > 0 ? Math.round(Math.min(1, decay) * DECAYS_PER_UNIT) / DECAYS_PER_UNIT : 0;
}

/** The fewest stages, fitted to a decay, with which a step of `stiffness` = step x spectral radius is stable. */
export function stagesFor(stiffness: number, decay: number): number {
  return Math.max(2, 1 + Math.floor(Math.sqrt((STAGE_FACTOR - FACTOR_BY_DECAY * decay) * stiffness + 1)));
}

/** The largest step x spectral radius that `stages` stages keep stable, whatever they are fitted to. */
export function stiffnessOf(stages: number): number {
  return (stages * stages - 1) / STAGE_FACTOR;
}

/**
 * The coefficients of the stages j = 1, ..., m of a Runge-Kutta-Chebyshev step of order two, each in an array by j:
 *
 *     Y_1 = Y_0 + muTilde h F_0
 *     Y_j = (1 - mu - nu) Y_0 + mu Y_(j-1) + nu Y_(j-2) + muTilde h F(Y_(j-1)) + gammaTilde h F_0
 *
 * Stage j has the polynomial 1 + b_j (T_j(w0 + w1 z) - T_j(w0)) and lies at the share c_j = b_j w1 T_j'(w0) of the step. b_m, which gives order one, is
 * 1 / (w1 T_m'(w0)); w1 = T_m'(w0) / T_m''(w0) gives order two. Where the field falls by exp(-q) within a step, w1 is instead the one that
 * makes the polynomial e^-q at z = -q: it then differs from 1 + z + z^2/2 by O(q z^2), so that the order stays, and what falls slowest, which is all that is left at the end of a
 * gradient flow, is followed without error.
 *
 * The other b_j are free. With w_j the weight of F(Y_j) in Y_m, the products p_j = c_j w_j do not depend on them. The c_j are chosen as the middles of
 * intervals of length w_j that follow each other, c_j^2 = (p_j + 2 sum_(i<j) p_i) / (2 sum_i p_i): the step is a midpoint rule, with all weights positive. On a
 * field that is rough within the step, as that of a network whose inputs cross kinks, it errs a third (two stages) to a twelfth (ten) of what it does with
 * the b_j that make each stage of order two, which give F_0 the weight -2.
 *
 * @see Sommeijer, Shampine, Verwer 1997, equations (2.2)-(2.6); Verwer, Sommeijer, Hundsdorfer 2004 on damping; Liniger, Willoughby 1970 on exponential
 * fitting.
 */
export class ChebyshevStages {
  /** m. */
  count = 0;
  mu: Float64Array = new Float64Array(0);
  nu: Float64Array = new Float64Array(0);
  muTilde: Float64Array = new Float64Array(0);
  gammaTilde: Float64Array = new Float64Array(0);
  /** c_j. */
  node: Float64Array = new Float64Array(0);
  /** The decay they are fitted to; 0 where they have order two alone. */
  decay = 0;
  /** By how much the second and the third derivative of the polynomial at 0 exceed 1. */
  secondExcess = 0;
  thirdExcess = 0;

  /** Sets the coefficients of m = `count` stages, fitted to a decay. */
  choose(count: number, decay: number): void {
    if (count === this.count && decay === this.decay) return;
    this.decay = decay;
    this.count = count;
    if (this.mu.length <= count) {
      // half as much again, so that a number that grows by one allocates seldom
      const length = Math.ceil(1.5 * count) + 1;
      this.mu = new Float64Array(length);
      this.nu = new Float64Array(length);
      this.muTilde = new Float64Array(length);
      this.gammaTilde = new Float64Array(length);
      this.node = new Float64Array(length);
    }
    const { mu, nu, muTilde, gammaTilde, node } = this;
    const excess = DAMPING / (count * count);
    const w0 = 1 + excess;
    // w0^2 - 1 without the cancellation at many stages.
    const square = excess * (2 + excess);
    const root = Math.sqrt(square);
    /** T_j(w0) = cosh(j angle), T_j'(w0) = j sinh(j angle) / root. */
    const angle = Math.log1p(excess + root);
    const last = Math.sinh(count * angle);
    // T_m'(w0) / T_m''(w0)
    const ofOrderTwo = (last * square) / (Math.cosh(count * angle) * count * root - w0 * last);
    const w1 = decay === 0 ? ofOrderTwo : fittedScale(count, w0, ofOrderTwo, decay);
    const second = w1 / ofOrderTwo;
    this.secondExcess = second - 1;
    this.thirdExcess = (w1 * w1 * (count * count - 1) - 3 * w0 * w1 * second) / square - 1;
    let sum = 0;
    let [before, beforeThat] = [1, 1];
    let inverse = 0;
    for (let j = 1; j <= count; j++) {
      const slope = (w1 * j * Math.sinh(j * angle)) / root;
      const product = (2 * w1 * j * Math.sinh(j * angle) * Math.sinh((count - j) * angle)) / (count * last * root);
      node[j] = j === count ? 1 : Math.sqrt((product + 2 * sum) / second);
      sum += product;
      const b = node[j]! / slope;
      mu[j] = j === 1 ? 0 : (2 * w0 * b) / before;
      nu[j] = j <= 2 ? 0 : -b / beforeThat;
      muTilde[j] = j === 1 ? w1 * b : (2 * w1 * b) / before;
      gammaTilde[j] = j === 1 ? 0 : -muTilde[j]! * inverse;
      inverse = 1 - b * Math.cosh(j * angle);
      beforeThat = before;
      before = b;
    }
  }
}
