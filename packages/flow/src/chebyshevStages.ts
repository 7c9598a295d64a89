/** Damping: on what is stiff the stability polynomial stays between 0.29 and 0.59, so that it falls as fast as slower parts do. */
const DAMPING = 2;
/** The stability interval of m stages is at least (m^2 - 1) / STAGE_FACTOR long. */
const STAGE_FACTOR = 1.862;

/** The fewest stages with which a step of `stiffness` = step x spectral radius is stable. */
export function stagesFor(stiffness: number): number {
  return Math.max(2, 1 + Math.floor(Math.sqrt(STAGE_FACTOR * stiffness + 1)));
}

/** The largest step x spectral radius that `stages` stages keep stable. */
export function stiffnessOf(stages: number): number {
  return (stages * stages - 1) / STAGE_FACTOR;
}

/**
 * The coefficients of the stages j = 1, ..., m of a Runge-Kutta-Chebyshev step of order two, each in an array by j:
 *
 *     Y_1 = Y_0 + muTilde h F_0
 *     Y_j = (1 - mu - nu) Y_0 + mu Y_(j-1) + nu Y_(j-2) + muTilde h F(Y_(j-1)) + gammaTilde h F_0
 *
 * Stage j has the polynomial 1 + b_j (T_j(w0 + w1 z) - T_j(w0)) and lies at the share c_j = b_j w1 T_j'(w0) of the step. b_m, which gives the order, is
 * 1 / (w1 T_m'(w0)); the other b_j are free. With w_j the weight of F(Y_j) in Y_m, the products p_j = c_j w_j do not depend on them. The c_j are chosen as the middles of
 * intervals of length w_j that follow each other, c_j^2 = p_j + 2 sum_(i<j) p_i: the step is a midpoint rule, with all weights positive. On a
 * field that is rough within the step, as that of a network whose inputs cross kinks, it errs a third (two stages) to a twelfth (ten) of what it does with
 * the b_j that make each stage of order two, which give F_0 the weight -2.
 *
 * @see Sommeijer, Shampine, Verwer 1997, equations (2.2)-(2.6); Verwer, Sommeijer, Hundsdorfer 2004 on damping.
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
  /** The error of a step is this times h^3 y''' + ... where the field is linear. */
  errorConstant = 0;

  /** Sets the coefficients of m = `count` stages. */
  choose(count: number): void {
    if (count === this.count) return;
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
    // w1 = T_m'(w0) / T_m''(w0)
    const w1 = (last * square) / (Math.cosh(count * angle) * count * root - w0 * last);
    this.errorConstant = (1 - (w1 * w1 * (count * count - 1) - 3 * w0 * w1) / square) / 6;
    let sum = 0;
    let [before, beforeThat] = [1, 1];
    let inverse = 0;
    for (let j = 1; j <= count; j++) {
      const slope = (w1 * j * Math.sinh(j * angle)) / root;
      const product = (2 * w1 * j * Math.sinh(j * angle) * Math.sinh((count - j) * angle)) / (count * last * root);
      node[j] = j === count ? 1 : Math.sqrt(product + 2 * sum);
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
