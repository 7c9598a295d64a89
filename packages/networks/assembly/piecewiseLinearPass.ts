import { findActivity } from "./activity";
import { findGradient } from "./backward";
import { findOutputs } from "./forward";
import * as at from "./layout";
import { copyInputs, copyWeights } from "./shortCopies";

export {
  groups,
  inputs,
  layOut,
  outputs,
  paddedColumns,
  paddedInputs,
  patterns,
  readoutGradient,
  readouts,
  residuals,
  targets,
  weightGradient,
  weights,
} from "./layout";
export { copyInputs };

/** The outputs and activity on every input, from the weights and readouts in memory. */
export function forward(gamma: f64): void {
  copyWeights();
  findActivity();
  findOutputs(gamma);
}

/** The gradient of factor/2 sum_i (f(x_i) - y_i)^2. */
export function gradient(gamma: f64, factor: f64): void {
  forward(gamma);
  for (let i: usize = 0; i < at.n; i++) {
    store<f64>(at.residuals + i * 8, load<f64>(at.outputs + i * 8) - load<f64>(at.targets + i * 8));
  }
  findGradient(gamma, factor);
}
