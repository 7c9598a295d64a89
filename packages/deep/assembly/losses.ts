import { SIZE } from "./lanes";

/**
 * The sum over the rows of -log softmax(outputs)[label], and its slope times `factor`, where `slope` is not 0. A label is
 * a whole number below the width, which the caller has checked.
 */
export function crossEntropy(rows: usize, width: usize, outputs: usize, labels: usize, factor: f64, slope: usize): f64 {
  let loss: f64 = 0;
  for (let i: usize = 0; i < rows; i++) {
    let largest = <f64>load<Float>(outputs);
    for (let j: usize = 1; j < width; j++) largest = Math.max(largest, <f64>load<Float>(outputs + j * SIZE));
    let sum: f64 = 0;
    for (let j: usize = 0; j < width; j++) {
      const weight = Math.exp(<f64>load<Float>(outputs + j * SIZE) - largest);
      if (slope) store<Float>(slope + j * SIZE, <Float>weight);
      sum += weight;
    }
    const label = <usize>load<u32>(labels + i * 4);
    loss += Math.log(sum) + largest - <f64>load<Float>(outputs + label * SIZE);
    if (slope) {
      const share = factor / sum;
      for (let j: usize = 0; j < width; j++) {
        store<Float>(slope + j * SIZE, <Float>(share * <f64>load<Float>(slope + j * SIZE)));
      }
      store<Float>(slope + label * SIZE, <Float>(<f64>load<Float>(slope + label * SIZE) - factor));
      slope += width * SIZE;
    }
    outputs += width * SIZE;
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
