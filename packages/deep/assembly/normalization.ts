import { laneSum, SIZE } from "./lanes";

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
  const rowBytes = width * SIZE;
  for (let i: usize = 0; i < rows; i++) {
    const mean = rowSum(rowBytes, x) / <Float>width;
    const variance = <f64>squaredDeviations(rowBytes, x, mean) / <f64>width;
    const inverse = <Float>(1 / Math.sqrt(variance + epsilon));
    const centre = v128.splat<Float>(mean);
    const factor = v128.splat<Float>(inverse);
    let j: usize = 0;
    for (; j + 16 <= rowBytes; j += 16) {
      const normal = v128.mul<Float>(v128.sub<Float>(v128.load(x + j), centre), factor);
      v128.store(y + j, v128.add<Float>(v128.mul<Float>(v128.load(gain + j), normal), v128.load(shift + j)));
    }
    for (; j < rowBytes; j += SIZE) {
      const normal = (load<Float>(x + j) - mean) * inverse;
      store<Float>(y + j, load<Float>(gain + j) * normal + load<Float>(shift + j));
    }
    store<f64>(means + i * 8, <f64>mean);
    store<f64>(inverses + i * 8, <f64>inverse);
    x += rowBytes;
    y += rowBytes;
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
  const rowBytes = width * SIZE;
  for (let i: usize = 0; i < rows; i++) {
    const mean = <Float>load<f64>(means + i * 8);
    const inverse = <Float>load<f64>(inverses + i * 8);
    const centre = v128.splat<Float>(mean);
    const factor = v128.splat<Float>(inverse);
    let j: usize = 0;
    for (; j + 16 <= rowBytes; j += 16) {
      const d = v128.load(dy + j);
      const normal = v128.mul<Float>(v128.sub<Float>(v128.load(x + j), centre), factor);
      v128.store(ofGain + j, v128.add<Float>(v128.load(ofGain + j), v128.mul<Float>(d, normal)));
      v128.store(ofShift + j, v128.add<Float>(v128.load(ofShift + j), d));
    }
    for (; j < rowBytes; j += SIZE) {
      const d = load<Float>(dy + j);
      store<Float>(ofGain + j, load<Float>(ofGain + j) + d * ((load<Float>(x + j) - mean) * inverse));
      store<Float>(ofShift + j, load<Float>(ofShift + j) + d);
    }
    x += rowBytes;
    dy += rowBytes;
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
  const whole = rowBytes - (rowBytes % 16);
  for (let i: usize = 0; i < rows; i++) {
    const mean = <Float>load<f64>(means + i * 8);
    const inverse = <Float>load<f64>(inverses + i * 8);
    const centre = v128.splat<Float>(mean);
    const factor = v128.splat<Float>(inverse);
    let sums = v128.splat<Float>(0);
    let products = sums;
    for (let j: usize = 0; j < whole; j += 16) {
      const g = v128.mul<Float>(v128.load(gain + j), v128.load(dy + j));
      const normal = v128.mul<Float>(v128.sub<Float>(v128.load(x + j), centre), factor);
      sums = v128.add<Float>(sums, g);
      products = v128.add<Float>(products, v128.mul<Float>(g, normal));
    }
    let sum = laneSum(sums);
    let product = laneSum(products);
    for (let j = whole; j < rowBytes; j += SIZE) {
      const g = load<Float>(gain + j) * load<Float>(dy + j);
      sum += g;
      product += g * ((load<Float>(x + j) - mean) * inverse);
    }
    sum /= <Float>width;
    product /= <Float>width;
    const sumVector = v128.splat<Float>(sum);
    const productVector = v128.splat<Float>(product);
    for (let j: usize = 0; j < whole; j += 16) {
      const g = v128.mul<Float>(v128.load(gain + j), v128.load(dy + j));
      const normal = v128.mul<Float>(v128.sub<Float>(v128.load(x + j), centre), factor);
      const rest = v128.sub<Float>(v128.sub<Float>(g, sumVector), v128.mul<Float>(normal, productVector));
      v128.store(dx + j, v128.mul<Float>(factor, rest));
    }
    for (let j = whole; j < rowBytes; j += SIZE) {
      const g = load<Float>(gain + j) * load<Float>(dy + j);
      store<Float>(dx + j, inverse * (g - sum - (load<Float>(x + j) - mean) * inverse * product));
    }
    x += rowBytes;
    dy += rowBytes;
    dx += rowBytes;
  }
}

function rowSum(bytes: usize, x: usize): Float {
  let sums = v128.splat<Float>(0);
  let j: usize = 0;
  for (; j + 16 <= bytes; j += 16) sums = v128.add<Float>(sums, v128.load(x + j));
  let sum = laneSum(sums);
  for (; j < bytes; j += SIZE) sum += load<Float>(x + j);
  return sum;
}

function squaredDeviations(bytes: usize, x: usize, mean: Float): Float {
  const centre = v128.splat<Float>(mean);
  let sums = v128.splat<Float>(0);
  let j: usize = 0;
  for (; j + 16 <= bytes; j += 16) {
    const deviation = v128.sub<Float>(v128.load(x + j), centre);
    sums = v128.add<Float>(sums, v128.mul<Float>(deviation, deviation));
  }
  let sum = laneSum(sums);
  for (; j < bytes; j += SIZE) {
    const deviation = load<Float>(x + j) - mean;
    sum += deviation * deviation;
  }
  return sum;
}
