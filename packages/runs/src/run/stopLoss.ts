import type { CommonFields } from "../dynamics.js";
import type { Task } from "../task.js";

/** Of the variance of the targets: below it a fit is exact in any picture. */
const RELATIVE = 1e-10;

/**
 * The train loss below which a run ends: that of the dynamics, or 1e-10 times the variance of the targets; 0, which never ends a
 * run, for classes.
 */
export function stopLossOf({ stopLoss }: CommonFields, { Y, classes }: Task): number {
  if (stopLoss !== null) return stopLoss;
  return classes === null ? RELATIVE * variance(Y.data) : 0;
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  return values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
}
