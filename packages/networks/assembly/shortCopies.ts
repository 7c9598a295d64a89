import * as at from "./layout";

/**
 * Length to which a row is scaled before it is rounded to 16-bit integers: no entry then exceeds 2^15 - 1, and no
 * product of two rows 2^31, whatever the order of its sum.
 */
const LENGTH: f64 = 32766;
/** Squared lengths that are neither rounded to nothing nor overflow. */
const SMALLEST: f64 = 1e-280;
const LARGEST: f64 = 1e280;

/** The largest distance of a scaled input from its 16-bit copy. */
let inputError: f64 = 0;

/** Rounds every input to 16-bit integers. An input too short or too long for that is copied as zeros. */
export function copyInputs(): void {
  inputError = 0;
  for (let i: usize = 0; i < at.n; i++) {
    const scale = scaleOf(squaredLength(i));
    const target = at.shortInputs + (i / at.TILE) * at.pairs * at.TILE * 4 + (i % at.TILE) * 4;
    let error: f64 = 0;
    for (let j: usize = 0; j < at.paddedColumns; j++) {
      const scaled = scale > 0 ? scale * load<f64>(inputAddress(i, j)) : 0;
      const rounded = nearest(scaled);
      store<i16>(target + (j >> 1) * at.TILE * 4 + (j & 1) * 2, <i16>(<i32>rounded));
      error += (scaled - rounded) * (scaled - rounded);
    }
    inputError = max(inputError, sqrt(error));
  }
}

/**
 * Rounds the weights of every neuron to 16-bit integers, and finds how large the product with an input's copy must be
 * to have the sign of the true product: by the Cauchy-Schwarz inequality on both roundings.
 */
export function copyWeights(): void {
  for (let k: usize = 0; k < at.groups * at.GROUP; k++) {
    const row = at.weights + k * at.paddedColumns * 8;
    const target = at.shortWeights + ((k / at.GROUP) * at.pairs * at.GROUP + (k % at.GROUP)) * 4;
    let squares = f64x2.splat(0);
    for (let p: usize = 0; p < at.pairs; p++) {
      const pair = v128.load(row + p * 16);
      squares = f64x2.add(squares, f64x2.mul(pair, pair));
    }
    const scale = scaleOf(f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
    if (scale == 0) {
      for (let p: usize = 0; p < at.pairs; p++) store<i32>(target + p * at.GROUP * 4, 0);
      // a neuron that is only padding is off on every input; any other such neuron is decided by the true products
      store<i32>(at.margins + k * 4, k < at.h ? i32.MAX_VALUE : -1);
      continue;
    }
    const scales = f64x2.splat(scale);
    let errors = f64x2.splat(0);
    for (let p: usize = 0; p < at.pairs; p++) {
      const scaled = f64x2.mul(scales, v128.load(row + p * 16));
      const rounded = f64x2.nearest(scaled);
      const whole = i32x4.trunc_sat_f64x2_s_zero(rounded);
      store<i32>(target + p * at.GROUP * 4, i32x4.extract_lane(i16x8.narrow_i32x4_s(whole, whole), 0));
      const error = f64x2.sub(scaled, rounded);
      errors = f64x2.add(errors, f64x2.mul(error, error));
    }
    const weightError = sqrt(f64x2.extract_lane(errors, 0) + f64x2.extract_lane(errors, 1));
    // two more than the bound, for the roundings of this computation itself
    const margin = LENGTH * (weightError + inputError) + weightError * inputError + 2;
    store<i32>(at.margins + k * 4, <i32>ceil(margin));
  }
}

/** 0 where a row cannot be scaled. */
function scaleOf(square: f64): f64 {
  return square >= SMALLEST && square <= LARGEST ? LENGTH / sqrt(square) : 0;
}

function squaredLength(i: usize): f64 {
  let sum: f64 = 0;
  for (let j: usize = 0; j < at.paddedColumns; j++) {
    const entry = load<f64>(inputAddress(i, j));
    sum += entry * entry;
  }
  return sum;
}

/** Where column j of input i lies in the slabs. */
function inputAddress(i: usize, j: usize): usize {
  const wideColumns = at.wideSlabs * 16;
  if (j < wideColumns) return at.inputs + ((j >> 4) * at.paddedInputs + i) * at.WIDE + (j & 15) * 8;
  const rest = j - wideColumns;
  const narrow = at.inputs + at.wideSlabs * at.paddedInputs * at.WIDE;
  return narrow + ((rest >> 2) * at.paddedInputs + i) * at.NARROW + (rest & 3) * 8;
}
