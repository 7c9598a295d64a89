import { clear } from "./clear";
import * as at from "./layout";

/** Pairs of an input and a neuron whose sign the 16-bit copies leave open, until they are settled together. */
let count: usize = 0;

/** Notes the open bits of the pattern of an input. */
export function note(i: usize, group: usize, open: i32): void {
  if (i >= at.n) return;
  while (open != 0) {
    const neuron = <usize>ctz(open);
    open &= open - 1;
    store<u32>(at.openInputs + count * 4, <u32>i);
    store<u32>(at.openNeurons + count * 4, <u32>(group * at.GROUP + neuron));
    if (++count == at.OPEN) settle();
  }
}

/**
 * Sets the open bits by the sign of the true products w_k.x_i: the columns of even and of odd number are summed in order, then the two sums. All
 * pairs advance a slab at a time, since the columns of one input lie far apart.
 */
export function settle(): void {
  clear(at.openSums, count * 16);
  let x = at.inputs;
  let weights = at.weights;
  for (let slab: usize = 0; slab < at.wideSlabs; slab++) {
    addProducts(x, weights, at.WIDE);
    x += at.paddedInputs * at.WIDE;
    weights += at.WIDE;
  }
  for (let slab: usize = 0; slab < at.narrowSlabs; slab++) {
    addProducts(x, weights, at.NARROW);
    x += at.paddedInputs * at.NARROW;
    weights += at.NARROW;
  }
  for (let pair: usize = 0; pair < count; pair++) {
    const sums = v128.load(at.openSums + pair * 16);
    const neuron = <usize>load<u32>(at.openNeurons + pair * 4);
    const place = at.patterns + <usize>load<u32>(at.openInputs + pair * 4) * at.groups + neuron / at.GROUP;
    const bit = (<u8>1) << (<u8>(neuron % at.GROUP));
    const pattern = load<u8>(place);
    // not ">= 0", so that a NaN is carried on
    const isBelow = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) < 0;
    store<u8>(place, isBelow ? pattern & ~bit : pattern | bit);
  }
  count = 0;
}

function addProducts(inputs: usize, weights: usize, width: usize): void {
  const rowBytes = at.paddedColumns * 8;
  for (let pair: usize = 0; pair < count; pair++) {
    const x = inputs + <usize>load<u32>(at.openInputs + pair * 4) * width;
    const w = weights + <usize>load<u32>(at.openNeurons + pair * 4) * rowBytes;
    let sums = v128.load(at.openSums + pair * 16);
    for (let offset: usize = 0; offset < width; offset += 16) {
      sums = f64x2.add(sums, f64x2.mul(v128.load(x + offset), v128.load(w + offset)));
    }
    v128.store(at.openSums + pair * 16, sums);
  }
}
