import { exponential } from "./exponential";
import { laneMask, laneSum, SIZE } from "./lanes";
import { EDGE } from "./scratch";

/**
 * The sum over the rows of -log softmax(outputs)[label], and its slope times `factor`, where `slope` is not 0. A label is
 * a whole number below the width, which the caller has checked. The last vector of a row may reach into the next, which is
 * written later.
 */
export function crossEntropy(rows: usize, width: usize, outputs: usize, labels: usize, factor: f64, slope: usize): f64 {
  const rowBytes = width * SIZE;
  let loss: f64 = 0;
  for (let i: usize = 0; i < rows; i++) {
    let largest = load<Float>(outputs);
    for (let j: usize = SIZE; j < rowBytes; j += SIZE) largest = max<Float>(largest, load<Float>(outputs + j));
    const centre = v128.splat<Float>(largest);
    let sums = v128.splat<Float>(0);
    for (let j: usize = 0; j < rowBytes; j += 16) {
      const inRow = laneMask((rowBytes - j) / SIZE);
      const weight = v128.and(inRow, exponential(v128.sub<Float>(v128.load(outputs + j), centre)));
      v128.store(slope ? slope + j : EDGE, weight);
      sums = v128.add<Float>(sums, weight);
    }
    const sum = <f64>laneSum(sums);
    const label = <usize>load<u32>(labels + i * 4) * SIZE;
    loss += Math.log(sum) + <f64>largest - <f64>load<Float>(outputs + label);
    if (slope) {
      const share = v128.splat<Float>(<Float>(factor / sum));
      for (let j: usize = 0; j < rowBytes; j += 16) v128.store(slope + j, v128.mul<Float>(share, v128.load(slope + j)));
      store<Float>(slope + label, <Float>(<f64>load<Float>(slope + label) - factor));
      slope += rowBytes;
    }
    outputs += rowBytes;
  }
  return loss;
}

/** 1/2 sum (outputs - targets)^2 over n numbers, and its slope times `factor`, where `slope` is not 0. */
export function halfSquares(n: usize, outputs: usize, targets: usize, factor: f64, slope: usize): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0; i < n; i++) {
    const residual = <f64>load<Float>(outputs + i * SIZE) - <f64>load<Float>(targets + i * SIZE);
    sum += residual * residual;
    if (slope) store<Float>(slope + i * SIZE, <Float>(factor * residual));
  }
  return 0.5 * sum;
}
