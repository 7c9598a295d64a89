/** Damping: the stability polynomial stays below 1 - DAMPING/3 inside the stability interval. */
const DAMPING = 2 / 13;
/** The stability interval of m stages is at least (m^2 - 1) / STAGE_FACTOR long. */
const STAGE_FACTOR = 1.54;

/** The fewest stages with which a step of `stiffness` = step x spectral radius is stable. */
export function stagesFor(stiffness: number): number {
  return Math.max(2, 1 + Math.floor(Math.sqrt(STAGE_FACTOR * stiffness + 1)));
}

/** The largest step x spectral radius that `stages` stages keep stable. */
export function stiffnessOf(stages: number): number {
  return (stages * stages - 1) / STAGE_FACTOR;
}

/**
 * The coefficients of the stages j = 1, ..., m of a Runge-Kutta-Chebyshev step of order two, by recurrence in j:
 *
 *     Y_1 = Y_0 + muTilde h F_0
 *     Y_j = (1 - mu - nu) Y_0 + mu Y_(j-1) + nu Y_(j-2) + muTilde h F(Y_(j-1)) + gammaTilde h F_0
 *
 * from shifted Chebyshev polynomials T_j(w0 + w1 z), their first and second derivatives at w0.
 *
 * @see Sommeijer, Shampine, Verwer 1997, equations (2.2)-(2.6).
 */
export class ChebyshevStages {
  mu = 0;
  nu = 0;
  muTilde = 0;
  gammaTilde = 0;
  private w0 = 1;
  private w1 = 1;
  private b1 = 0;
  private b2 = 0;
  private t1 = 0;
  private t2 = 0;
  private dt1 = 0;
  private dt2 = 0;
  private ddt1 = 0;
  private ddt2 = 0;

  /** Starts the recurrence for m = `stages`, and sets `muTilde` for the first stage. */
  begin(stages: number): void {
    const excess = DAMPING / (stages * stages);
    const w0 = 1 + excess;
    // w0^2 - 1 without the cancellation at many stages.
    const square = excess * (2 + excess);
    const root = Math.sqrt(square);
    const angle = stages * Math.log1p(excess + root);
    this.w0 = w0;
    // w1 = T_m'(w0) / T_m''(w0)
    this.w1 = (Math.sinh(angle) * square) / (Math.cosh(angle) * stages * root - w0 * Math.sinh(angle));
    this.b1 = 1 / (2 * w0) ** 2;
    this.b2 = this.b1;
    this.muTilde = this.w1 * this.b1;
    this.t1 = w0;
    this.t2 = 1;
    this.dt1 = 1;
    this.dt2 = 0;
    this.ddt1 = 0;
    this.ddt2 = 0;
  }

  /** Sets the coefficients of the next stage, from the second on. */
  next(): void {
    const { w0, w1, b1, b2, t1, dt1, ddt1 } = this;
    const t = 2 * w0 * t1 - this.t2;
    const dt = 2 * w0 * dt1 - this.dt2 + 2 * t1;
    const ddt = 2 * w0 * ddt1 - this.ddt2 + 4 * dt1;
    const b = ddt / (dt * dt);
    this.mu = (2 * w0 * b) / b1;
    this.nu = -b / b2;
    this.muTilde = (2 * w1 * b) / b1;
    this.gammaTilde = -this.muTilde * (1 - t1 * b1);
    this.b2 = b1;
    this.b1 = b;
    this.t2 = t1;
    this.t1 = t;
    this.dt2 = dt1;
    this.dt1 = dt;
    this.ddt2 = ddt1;
    this.ddt1 = ddt;
  }
}
