import type { VectorField } from "../src/index.js";

/** theta' = theta (1 - theta), the logistic equation. */
export const logistic: VectorField = (_, theta, out) => {
  for (let i = 0; i < theta.length; i++) out[i] = theta[i]! * (1 - theta[i]!);
};
export const logisticSolution = (start: number, t: number): number => 1 / (1 + (1 / start - 1) * Math.exp(-t));

/** A rotation of the plane at the speed of the squared radius, which it conserves: nonlinear, with a known solution. */
export const swirl: VectorField = (_, theta, out) => {
  const [x, y] = [theta[0]!, theta[1]!];
  const speed = x * x + y * y;
  out[0] = -speed * y;
  out[1] = speed * x;
};
export const swirlSolution = (radius: number, t: number): [number, number] => [
  radius * Math.cos(radius ** 2 * t),
  radius * Math.sin(radius ** 2 * t),
];

/** Turns for ever, drawn to the unit circle. */
export const limitCycle: VectorField = (_, theta, out) => {
  const [x, y] = [theta[0]!, theta[1]!];
  const pull = 1 - x * x - y * y;
  out[0] = pull * x - y;
  out[1] = pull * y + x;
};

/** Gradient flow of (a w - 1)^2 / 2 over theta = (a, w): conserves a^2 - w^2. */
export const product: VectorField = (_, theta, out) => {
  const [a, w] = [theta[0]!, theta[1]!];
  const residual = a * w - 1;
  out[0] = -w * residual;
  out[1] = -a * residual;
};

/** theta_i' = -rate_i (theta_i - target_i). */
export function decay(rates: ArrayLike<number>, targets: ArrayLike<number>): VectorField {
  return (_, theta, out) => {
    for (let i = 0; i < theta.length; i++) out[i] = -rates[i]! * (theta[i]! - targets[i]!);
  };
}

/**
 * theta = (x, s, z): x slides along the moving kink x = s/2 once it has met it, at t = 2/3 from (1, 0, 0);
 * z sums -x. Solution in the sense of Filippov.
 */
export const slide: VectorField = (_, theta, out) => {
  out[0] = theta[0]! > theta[1]! / 2 ? -1 : 1;
  out[1] = 1;
  out[2] = -theta[0]!;
};
/** The solution at t >= 2/3. */
export const slideSolution = (t: number): [number, number, number] => [t / 2, t, -4 / 9 - (t ** 2 - 4 / 9) / 4];

/** Largest absolute difference. */
export function distance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]! - y[i]!));
  return largest;
}

/** Orders of convergence between successive errors at halved steps. */
export function orders(errors: readonly number[]): number[] {
  return errors.slice(1).map((error, i) => Math.log2(errors[i]! / error));
}

/** Settings that turn error control off: every step is `step`. */
export const fixedStep = (
  step: number,
): { initialStep: number; maximumStep: number; absoluteTolerance: number; relativeTolerance: number } => ({
  initialStep: step,
  maximumStep: step,
  absoluteTolerance: 1e300,
  relativeTolerance: 0.5,
});
