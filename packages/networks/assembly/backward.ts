import { clear } from "./clear";
import * as at from "./layout";

/**
 * g_k = sum_i c_ki residual_i x_i of each neuron, slab after slab, then the gradient by a_k, factor w_k.g_k, and by w_k, factor a_k g_k.
 */
export function findGradient(gamma: f64, factor: f64): void {
  let gradients = at.weightGradient;
  let x = at.inputs;
  for (let slab: usize = 0; slab < at.wideSlabs; slab++) {
    clear(at.tables, at.groups * at.ROWS * at.WIDE);
    addWideInputs(x);
    gather(gamma, gradients, at.WIDE);
    gradients += at.WIDE;
    x += at.paddedInputs * at.WIDE;
  }
  for (let slab: usize = 0; slab < at.narrowSlabs; slab++) {
    clear(at.tables, at.groups * at.ROWS * at.NARROW);
    addNarrowInputs(x);
    gather(gamma, gradients, at.NARROW);
    gradients += at.NARROW;
    x += at.paddedInputs * at.NARROW;
  }
  const rowBytes = at.paddedColumns * 8;
  for (let k: usize = 0; k < at.h; k++) {
    const row = at.weights + k * rowBytes;
    const gradient = at.weightGradient + k * rowBytes;
    const readout = f64x2.splat(factor * load<f64>(at.readouts + k * 8));
    let sums = f64x2.splat(0);
    for (let offset: usize = 0; offset < rowBytes; offset += 16) {
      const g = v128.load(gradient + offset);
      sums = f64x2.add(sums, f64x2.mul(v128.load(row + offset), g));
      v128.store(gradient + offset, f64x2.mul(readout, g));
    }
    store<f64>(at.readoutGradient + k * 8, factor * (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)));
  }
}

/** Adds residual_i x_i to the row of its pattern, in the table of every group, for all inputs. */
function addWideInputs(x: usize): void {
  const table = at.tables;
  const groups = at.groups;
  let pattern = at.patterns;
  let residual = at.residuals;
  const last = x + at.n * at.WIDE;
  while (x < last) {
    const factor = v128.load_splat<f64>(residual);
    const x0 = f64x2.mul(factor, v128.load(x));
    const x1 = f64x2.mul(factor, v128.load(x, 16));
    const x2 = f64x2.mul(factor, v128.load(x, 32));
    const x3 = f64x2.mul(factor, v128.load(x, 48));
    const x4 = f64x2.mul(factor, v128.load(x, 64));
    const x5 = f64x2.mul(factor, v128.load(x, 80));
    const x6 = f64x2.mul(factor, v128.load(x, 96));
    const x7 = f64x2.mul(factor, v128.load(x, 112));
    let groupTable = table;
    const patternsEnd = pattern + groups;
    // two groups at a time, whose sums do not wait for each other
    while (pattern + 1 < patternsEnd) {
      const row = groupTable + <usize>load<u8>(pattern) * at.WIDE;
      const next = groupTable + at.ROWS * at.WIDE + <usize>load<u8>(pattern, 1) * at.WIDE;
      v128.store(row, f64x2.add(v128.load(row), x0));
      v128.store(row, f64x2.add(v128.load(row, 16), x1), 16);
      v128.store(row, f64x2.add(v128.load(row, 32), x2), 32);
      v128.store(row, f64x2.add(v128.load(row, 48), x3), 48);
      v128.store(row, f64x2.add(v128.load(row, 64), x4), 64);
      v128.store(row, f64x2.add(v128.load(row, 80), x5), 80);
      v128.store(row, f64x2.add(v128.load(row, 96), x6), 96);
      v128.store(row, f64x2.add(v128.load(row, 112), x7), 112);
      v128.store(next, f64x2.add(v128.load(next), x0));
      v128.store(next, f64x2.add(v128.load(next, 16), x1), 16);
      v128.store(next, f64x2.add(v128.load(next, 32), x2), 32);
      v128.store(next, f64x2.add(v128.load(next, 48), x3), 48);
      v128.store(next, f64x2.add(v128.load(next, 64), x4), 64);
      v128.store(next, f64x2.add(v128.load(next, 80), x5), 80);
      v128.store(next, f64x2.add(v128.load(next, 96), x6), 96);
      v128.store(next, f64x2.add(v128.load(next, 112), x7), 112);
      groupTable += 2 * at.ROWS * at.WIDE;
      pattern += 2;
    }
    if (pattern < patternsEnd) {
      const row = groupTable + <usize>load<u8>(pattern) * at.WIDE;
      v128.store(row, f64x2.add(v128.load(row), x0));
      v128.store(row, f64x2.add(v128.load(row, 16), x1), 16);
      v128.store(row, f64x2.add(v128.load(row, 32), x2), 32);
      v128.store(row, f64x2.add(v128.load(row, 48), x3), 48);
      v128.store(row, f64x2.add(v128.load(row, 64), x4), 64);
      v128.store(row, f64x2.add(v128.load(row, 80), x5), 80);
      v128.store(row, f64x2.add(v128.load(row, 96), x6), 96);
      v128.store(row, f64x2.add(v128.load(row, 112), x7), 112);
      pattern++;
    }
    residual += 8;
    x += at.WIDE;
  }
}

function addNarrowInputs(x: usize): void {
  const table = at.tables;
  const groups = at.groups;
  let pattern = at.patterns;
  let residual = at.residuals;
  const last = x + at.n * at.NARROW;
  while (x < last) {
    const factor = v128.load_splat<f64>(residual);
    const x0 = f64x2.mul(factor, v128.load(x));
    const x1 = f64x2.mul(factor, v128.load(x, 16));
    let groupTable = table;
    const patternsEnd = pattern + groups;
    while (pattern < patternsEnd) {
      const row = groupTable + <usize>load<u8>(pattern) * at.NARROW;
      v128.store(row, f64x2.add(v128.load(row), x0));
      v128.store(row, f64x2.add(v128.load(row, 16), x1), 16);
      groupTable += at.ROWS * at.NARROW;
      pattern++;
    }
    residual += 8;
    x += at.NARROW;
  }
}

/** The sums of the inputs on which each neuron is active from the tables of a slab. */
function gather(gamma: f64, gradient: usize, width: usize): void {
  const rowBytes = at.paddedColumns * 8;
  let table = at.tables;
  for (let group: usize = 0; group < at.groups; group++) {
    for (let offset: usize = 0; offset < width; offset += 16) {
      gatherGroup(gamma, table + offset, width, gradient + offset, rowBytes);
    }
    gradient += at.GROUP * rowBytes;
    table += at.ROWS * width;
  }
}

/**
 * gamma x (sum of all rows of a group's table) + (1 - gamma) x (sum of the rows in which a neuron is active), for each
 * neuron, by sums of pairs, of pairs of pairs, and so on, of eight rows at a time.
 */
function gatherGroup(gamma: f64, table: usize, width: usize, gradient: usize, rowBytes: usize): void {
  let total = f64x2.splat(0);
  let active0 = f64x2.splat(0);
  let active1 = f64x2.splat(0);
  let active2 = f64x2.splat(0);
  let active3 = f64x2.splat(0);
  let active4 = f64x2.splat(0);
  for (let pattern: usize = 0; pattern < at.PATTERNS; pattern += 8) {
    const row1 = v128.load(table + width);
    const row3 = v128.load(table + 3 * width);
    const row5 = v128.load(table + 5 * width);
    const row7 = v128.load(table + 7 * width);
    active0 = f64x2.add(active0, f64x2.add(f64x2.add(row1, row3), f64x2.add(row5, row7)));
    const pair0 = f64x2.add(v128.load(table), row1);
    const pair1 = f64x2.add(v128.load(table + 2 * width), row3);
    const pair2 = f64x2.add(v128.load(table + 4 * width), row5);
    const pair3 = f64x2.add(v128.load(table + 6 * width), row7);
    active1 = f64x2.add(active1, f64x2.add(pair1, pair3));
    const upper = f64x2.add(pair2, pair3);
    active2 = f64x2.add(active2, upper);
    const all = f64x2.add(f64x2.add(pair0, pair1), upper);
    if (pattern & 8) active3 = f64x2.add(active3, all);
    if (pattern & 16) active4 = f64x2.add(active4, all);
    total = f64x2.add(total, all);
    table += 8 * width;
  }
  const inactive = f64x2.mul(f64x2.splat(gamma), total);
  const gain = f64x2.splat(1 - gamma);
  v128.store(gradient, f64x2.add(inactive, f64x2.mul(gain, active0)));
  v128.store(gradient + rowBytes, f64x2.add(inactive, f64x2.mul(gain, active1)));
  v128.store(gradient + 2 * rowBytes, f64x2.add(inactive, f64x2.mul(gain, active2)));
  v128.store(gradient + 3 * rowBytes, f64x2.add(inactive, f64x2.mul(gain, active3)));
  v128.store(gradient + 4 * rowBytes, f64x2.add(inactive, f64x2.mul(gain, active4)));
}
