import { clear } from "./clear";
import * as at from "./layout";

/** f(x_i) = x_i.(sum of one table row a group) for all inputs, slab after slab. */
export function findOutputs(gamma: f64): void {
  clear(at.partialOutputs, at.paddedInputs * 16);
  let weights = at.weights;
  let x = at.inputs;
  for (let slab: usize = 0; slab < at.wideSlabs; slab++) {
    sumNeurons(gamma, weights, at.WIDE);
    addWideOutputs(x);
    weights += at.WIDE;
    x += at.paddedInputs * at.WIDE;
  }
  for (let slab: usize = 0; slab < at.narrowSlabs; slab++) {
    sumNeurons(gamma, weights, at.NARROW);
    addNarrowOutputs(x);
    weights += at.NARROW;
    x += at.paddedInputs * at.NARROW;
  }
  for (let i: usize = 0; i < at.paddedInputs; i++) {
    const sums = v128.load(at.partialOutputs + i * 16);
    store<f64>(at.outputs + i * 8, f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  }
}

/**
 * The row of a table for each pattern of a group: sum_k c_k a_k w_k over the group's neurons, with c_k = 1 where the
 * pattern has neuron k active and gamma elsewhere.
 */
function sumNeurons(gamma: f64, weights: usize, width: usize): void {
  let table = at.tables;
  const rowBytes = at.paddedColumns * 8;
  const gammas = f64x2.splat(gamma);
  const gains = f64x2.splat(1 - gamma);
  for (let group: usize = 0; group < at.groups; group++) {
    const first = group * at.GROUP;
    for (let offset: usize = 0; offset < width; offset += 16) {
      let sum = f64x2.splat(0);
      for (let neuron: usize = 0; neuron < at.GROUP; neuron++) {
        sum = f64x2.add(sum, f64x2.mul(gammas, scaledWeights(weights + offset, first + neuron, rowBytes)));
      }
      v128.store(table + offset, sum);
      for (let neuron: usize = 0; neuron < at.GROUP; neuron++) {
        const gain = f64x2.mul(gains, scaledWeights(weights + offset, first + neuron, rowBytes));
        // the patterns whose highest active neuron this is, each from the pattern without it
        const start = table + offset;
        const half = ((<usize>1) << neuron) * width;
        for (let pattern: usize = 0; pattern < half; pattern += width) {
          v128.store(start + half + pattern, f64x2.add(v128.load(start + pattern), gain));
        }
      }
    }
    table += at.ROWS * width;
  }
}

function scaledWeights(weights: usize, k: usize, rowBytes: usize): v128 {
  return f64x2.mul(v128.load_splat<f64>(at.readouts + k * 8), v128.load(weights + k * rowBytes));
}

function addWideOutputs(x: usize): void {
  const table = at.tables;
  const groups = at.groups;
  let pattern = at.patterns;
  let partial = at.partialOutputs;
  const last = x + at.paddedInputs * at.WIDE;
  while (x < last) {
    let row = table + <usize>load<u8>(pattern) * at.WIDE;
    const patternsEnd = pattern + groups;
    let g0 = v128.load(row);
    let g1 = v128.load(row, 16);
    let g2 = v128.load(row, 32);
    let g3 = v128.load(row, 48);
    let g4 = v128.load(row, 64);
    let g5 = v128.load(row, 80);
    let g6 = v128.load(row, 96);
    let g7 = v128.load(row, 112);
    let groupTable = table;
    while (++pattern < patternsEnd) {
      groupTable += at.ROWS * at.WIDE;
      row = groupTable + <usize>load<u8>(pattern) * at.WIDE;
      g0 = f64x2.add(g0, v128.load(row));
      g1 = f64x2.add(g1, v128.load(row, 16));
      g2 = f64x2.add(g2, v128.load(row, 32));
      g3 = f64x2.add(g3, v128.load(row, 48));
      g4 = f64x2.add(g4, v128.load(row, 64));
      g5 = f64x2.add(g5, v128.load(row, 80));
      g6 = f64x2.add(g6, v128.load(row, 96));
      g7 = f64x2.add(g7, v128.load(row, 112));
    }
    let sum = f64x2.add(v128.load(partial), f64x2.mul(g0, v128.load(x)));
    sum = f64x2.add(sum, f64x2.mul(g1, v128.load(x, 16)));
    sum = f64x2.add(sum, f64x2.mul(g2, v128.load(x, 32)));
    sum = f64x2.add(sum, f64x2.mul(g3, v128.load(x, 48)));
    sum = f64x2.add(sum, f64x2.mul(g4, v128.load(x, 64)));
    sum = f64x2.add(sum, f64x2.mul(g5, v128.load(x, 80)));
    sum = f64x2.add(sum, f64x2.mul(g6, v128.load(x, 96)));
    sum = f64x2.add(sum, f64x2.mul(g7, v128.load(x, 112)));
    v128.store(partial, sum);
    partial += 16;
    x += at.WIDE;
  }
}

function addNarrowOutputs(x: usize): void {
  const table = at.tables;
  const groups = at.groups;
  let pattern = at.patterns;
  let partial = at.partialOutputs;
  const last = x + at.paddedInputs * at.NARROW;
  while (x < last) {
    let row = table + <usize>load<u8>(pattern) * at.NARROW;
    const patternsEnd = pattern + groups;
    let g0 = v128.load(row);
    let g1 = v128.load(row, 16);
    let groupTable = table;
    while (++pattern < patternsEnd) {
      groupTable += at.ROWS * at.NARROW;
      row = groupTable + <usize>load<u8>(pattern) * at.NARROW;
      g0 = f64x2.add(g0, v128.load(row));
      g1 = f64x2.add(g1, v128.load(row, 16));
    }
    const sum = f64x2.add(v128.load(partial), f64x2.mul(g0, v128.load(x)));
    v128.store(partial, f64x2.add(sum, f64x2.mul(g1, v128.load(x, 16))));
    partial += 16;
    x += at.NARROW;
  }
}
