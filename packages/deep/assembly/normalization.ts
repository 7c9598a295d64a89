import { SIZE } from "./lanes";

// Moments are f64, also where numbers are f32.

/** Mean and variance (of the population) of each column of x (rows x width). */
export function columnMoments(rows: usize, width: usize, x: usize, means: usize, variances: usize): void {
  memory.fill(means, 0, width * 8);
  memory.fill(variances, 0, width * 8);
  let at = x;
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      store<f64>(means + j * 8, load<f64>(means + j * 8) + <f64>load<Float>(at));
      at += SIZE;
    }
  }
  for (let j: usize = 0; j < width; j++) store<f64>(means + j * 8, load<f64>(means + j * 8) / <f64>rows);
  at = x;
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      const deviation = <f64>load<Float>(at) - load<f64>(means + j * 8);
      store<f64>(variances + j * 8, load<f64>(variances + j * 8) + deviation * deviation);
      at += SIZE;
    }
  }
  for (let j: usize = 0; j < width; j++) store<f64>(variances + j * 8, load<f64>(variances + j * 8) / <f64>rows);
}

/** y = gain (x - mean) inverse + shift, column by column. */
export function batchNorm(
  rows: usize,
  width: usize,
  x: usize,
  means: usize,
  inverses: usize,
  gain: usize,
  shift: usize,
  y: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      const normal = (<f64>load<Float>(x) - load<f64>(means + j * 8)) * load<f64>(inverses + j * 8);
      store<Float>(y, <Float>(<f64>load<Float>(gain + j * SIZE) * normal + <f64>load<Float>(shift + j * SIZE)));
      x += SIZE;
      y += SIZE;
    }
  }
}

/** The sums over the rows of the slopes, and of the slopes times the normalised values. */
export function batchNormSums(
  rows: usize,
  width: usize,
  x: usize,
  means: usize,
  inverses: usize,
  dy: usize,
  ofShift: usize,
  ofGain: usize,
): void {
  memory.fill(ofShift, 0, width * 8);
  memory.fill(ofGain, 0, width * 8);
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      const d = <f64>load<Float>(dy);
      const normal = (<f64>load<Float>(x) - load<f64>(means + j * 8)) * load<f64>(inverses + j * 8);
      store<f64>(ofShift + j * 8, load<f64>(ofShift + j * 8) + d);
      store<f64>(ofGain + j * 8, load<f64>(ofGain + j * 8) + d * normal);
      x += SIZE;
      dy += SIZE;
    }
  }
}

/** dx = gain inverse (dy - mean of dy - normal x mean of dy normal), the means being the sums times `share`: 0 for running statistics. */
export function batchNormBackward(
  rows: usize,
  width: usize,
  x: usize,
  means: usize,
  inverses: usize,
  gain: usize,
  dy: usize,
  ofShift: usize,
  ofGain: usize,
  share: f64,
  dx: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < width; j++) {
      const inverse = load<f64>(inverses + j * 8);
      const normal = (<f64>load<Float>(x) - load<f64>(means + j * 8)) * inverse;
      const centred = <f64>load<Float>(dy) - share * (load<f64>(ofShift + j * 8) + normal * load<f64>(ofGain + j * 8));
      store<Float>(dx, <Float>(<f64>load<Float>(gain + j * SIZE) * inverse * centred));
      x += SIZE;
      dy += SIZE;
      dx += SIZE;
    }
  }
}

/** y = gain (x - mean) inverse + shift, row by row, with the mean and inverse of each row kept. */
export function layerNorm(
  rows: usize,
  width: usize,
  epsilon: f64,
  x: usize,
  gain: usize,
  shift: usize,
  y: usize,
  means: usize,
  inverses: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    let mean: f64 = 0;
    for (let j: usize = 0; j < width; j++) mean += <f64>load<Float>(x + j * SIZE);
    mean /= <f64>width;
    let variance: f64 = 0;
    for (let j: usize = 0; j < width; j++) {
      const deviation = <f64>load<Float>(x + j * SIZE) - mean;
      variance += deviation * deviation;
    }
    const inverse = 1 / Math.sqrt(variance / <f64>width + epsilon);
    for (let j: usize = 0; j < width; j++) {
      const normal = (<f64>load<Float>(x + j * SIZE) - mean) * inverse;
      const value = <f64>load<Float>(gain + j * SIZE) * normal + <f64>load<Float>(shift + j * SIZE);
      store<Float>(y + j * SIZE, <Float>value);
    }
    store<f64>(means + i * 8, mean);
    store<f64>(inverses + i * 8, inverse);
    x += width * SIZE;
    y += width * SIZE;
  }
}

/** Adds to the gradient by gain and shift. */
export function layerNormGradient(
  rows: usize,
  width: usize,
  x: usize,
  means: usize,
  inverses: usize,
  dy: usize,
  ofGain: usize,
  ofShift: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    const mean = load<f64>(means + i * 8);
    const inverse = load<f64>(inverses + i * 8);
    for (let j: usize = 0; j < width; j++) {
      const d = load<Float>(dy);
      const normal = <Float>((<f64>load<Float>(x) - mean) * inverse);
      store<Float>(ofGain + j * SIZE, load<Float>(ofGain + j * SIZE) + d * normal);
      store<Float>(ofShift + j * SIZE, load<Float>(ofShift + j * SIZE) + d);
      x += SIZE;
      dy += SIZE;
    }
  }
}

/** dx = inverse (g - mean of g - normal x mean of g normal), g = gain dy. */
export function layerNormBackward(
  rows: usize,
  width: usize,
  x: usize,
  means: usize,
  inverses: usize,
  gain: usize,
  dy: usize,
  dx: usize,
): void {
  const rowBytes = width * SIZE;
  for (let i: usize = 0; i < rows; i++) {
    const mean = load<f64>(means + i * 8);
    const inverse = load<f64>(inverses + i * 8);
    let sum: f64 = 0;
    let product: f64 = 0;
    for (let j: usize = 0; j < rowBytes; j += SIZE) {
      const g = <f64>load<Float>(gain + j) * <f64>load<Float>(dy + j);
      sum += g;
      product += g * ((<f64>load<Float>(x + j) - mean) * inverse);
    }
    sum /= <f64>width;
    product /= <f64>width;
    for (let j: usize = 0; j < rowBytes; j += SIZE) {
      const g = <f64>load<Float>(gain + j) * <f64>load<Float>(dy + j);
      const normal = (<f64>load<Float>(x + j) - mean) * inverse;
      store<Float>(dx + j, <Float>(inverse * (g - sum - normal * product)));
    }
    x += rowBytes;
    dy += rowBytes;
    dx += rowBytes;
  }
}
