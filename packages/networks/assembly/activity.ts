import * as at from "./layout";
import { note, settle } from "./openPairs";

/**
 * Which neurons are active (w_k.x_i >= 0) on the inputs: the sign of the product of 16-bit copies, which is exact, wherever it is larger than its
 * margin, and of the true product elsewhere.
 */
export function findActivity(): void {
  const tileBytes = at.pairs * at.TILE * 4;
  for (let i: usize = 0; i < at.paddedInputs; i += at.TILE) {
    const tile = at.shortInputs + (i / at.TILE) * tileBytes;
    for (let group: usize = 0; group < at.groups; group++) findGroup(i, tile, tile + tileBytes, group);
  }
  settle();
}

/** Eight inputs by the five neurons of a group: ten sums, each over four inputs in its lanes. */
function findGroup(i: usize, tile: usize, tileEnd: usize, group: usize): void {
  let w = at.shortWeights + group * at.pairs * at.GROUP * 4;
  let s00 = i32x4.splat(0);
  let s01 = i32x4.splat(0);
  let s10 = i32x4.splat(0);
  let s11 = i32x4.splat(0);
  let s20 = i32x4.splat(0);
  let s21 = i32x4.splat(0);
  let s30 = i32x4.splat(0);
  let s31 = i32x4.splat(0);
  let s40 = i32x4.splat(0);
  let s41 = i32x4.splat(0);
  while (tile < tileEnd) {
    const x0 = v128.load(tile);
    const x1 = v128.load(tile, 16);
    const y0 = v128.load32_splat(w);
    s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x0, y0));
    s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x1, y0));
    const y1 = v128.load32_splat(w, 4);
    s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x0, y1));
    s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x1, y1));
    const y2 = v128.load32_splat(w, 8);
    s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x0, y2));
    s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x1, y2));
    const y3 = v128.load32_splat(w, 12);
    s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x0, y3));
    s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x1, y3));
    const y4 = v128.load32_splat(w, 16);
    s40 = i32x4.add(s40, i32x4.dot_i16x8_s(x0, y4));
    s41 = i32x4.add(s41, i32x4.dot_i16x8_s(x1, y4));
    tile += 32;
    w += 4 * at.GROUP;
  }
  const margins = at.margins + group * at.GROUP * 4;
  decide(
    i,
    group,
    bits(s00, 0),
    bits(s10, 1),
    bits(s20, 2),
    bits(s30, 3),
    bits(s40, 4),
    openBits(s00, s10, s20, s30, s40, margins),
  );
  decide(
    i + 4,
    group,
    bits(s01, 0),
    bits(s11, 1),
    bits(s21, 2),
    bits(s31, 3),
    bits(s41, 4),
    openBits(s01, s11, s21, s31, s41, margins),
  );
}

/** Bit `neuron` in the lanes whose sum is not negative. */
function bits(sums: v128, neuron: i32): v128 {
  return v128.and(i32x4.ge_s(sums, i32x4.splat(0)), i32x4.splat(1 << neuron));
}

/** In each lane, the bits of the neurons whose sum does not decide. */
function openBits(s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, margins: usize): v128 {
  return v128.or(
    v128.or(openBit(s0, margins, 0), openBit(s1, margins, 1)),
    v128.or(v128.or(openBit(s2, margins, 2), openBit(s3, margins, 3)), openBit(s4, margins, 4)),
  );
}

function openBit(sums: v128, margins: usize, neuron: i32): v128 {
  const margin = v128.load32_splat(margins + neuron * 4);
  return v128.and(i32x4.le_s(i32x4.abs(sums), margin), i32x4.splat(1 << neuron));
}

/** Writes the patterns of four inputs, one a lane, and notes their open bits. */
function decide(i: usize, group: usize, b0: v128, b1: v128, b2: v128, b3: v128, b4: v128, open: v128): void {
  const pattern = v128.or(v128.or(b0, b1), v128.or(v128.or(b2, b3), b4));
  const place = at.patterns + i * at.groups + group;
  store<u8>(place, <u8>i32x4.extract_lane(pattern, 0));
  store<u8>(place + at.groups, <u8>i32x4.extract_lane(pattern, 1));
  store<u8>(place + 2 * at.groups, <u8>i32x4.extract_lane(pattern, 2));
  store<u8>(place + 3 * at.groups, <u8>i32x4.extract_lane(pattern, 3));
  if (v128.any_true(open)) {
    note(i, group, i32x4.extract_lane(open, 0));
    note(i + 1, group, i32x4.extract_lane(open, 1));
    note(i + 2, group, i32x4.extract_lane(open, 2));
    note(i + 3, group, i32x4.extract_lane(open, 3));
  }
}
