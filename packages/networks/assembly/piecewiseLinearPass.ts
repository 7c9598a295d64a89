import { findActivity } from "./activity";
import { addInputs, findGradient } from "./backward";
import { findOutputs, sumNeurons } from "./forward";
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

/** Inputs that go forward and backward together, so that they are still in the second-level cache on the way back. */
const BLOCK: usize = 256;

/** The outputs and activity on every input, from the weights and readouts in memory. */
export function forward(gamma: f64): void {
  copyWeights();
  sumNeurons(gamma);
  findActivity(0, at.paddedInputs);
  findOutputs(0, at.paddedInputs);
}

/** The gradient of 1/2 sum_i (f(x_i) - y_i)^2 in one pass over blocks of inputs, times `ofA` by a and `ofW` by W. */
export function gradient(gamma: f64, ofA: f64, ofW: f64): void {
  copyWeights();
  sumNeurons(gamma);
  memory.fill(at.inputSums, 0, at.groups * at.ROWS * at.paddedColumns * 8);
  for (let first: usize = 0; first < at.paddedInputs; first += BLOCK) {
    const end = min(first + BLOCK, at.paddedInputs);
    findActivity(first, end);
    findOutputs(first, end);
    for (let i = first; i < min(end, at.n); i++) {
      store<f64>(at.residuals + i * 8, load<f64>(at.outputs + i * 8) - load<f64>(at.targets + i * 8));
    }
    addInputs(first, min(end, at.n));
  }
  findGradient(gamma, ofA, ofW);
}
