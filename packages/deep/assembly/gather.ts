import { LANES, SIZE } from "./lanes";
import { addVector } from "./rows";

/**
 * Each row of `out` (rows x width) becomes the sum of the `each` rows of a table that `index` (rows x each) names, added in
 * that order to 0, or to what is there where `proceed`. Of a one-hot input, it is the product with the table.
 */
export function gatherSums(
  rows: usize,
  width: usize,
  each: usize,
  index: usize,
  table: usize,
  out: usize,
  proceed: bool,
): void {
  const rowBytes = width * SIZE;
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 64 <= rowBytes; j += 64) {
      const to = out + j;
      let s0 = v128.splat<Float>(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      if (proceed) {
        s0 = v128.load(to);
        s1 = v128.load(to, 16);
        s2 = v128.load(to, 32);
        s3 = v128.load(to, 48);
      }
      for (let k: usize = 0; k < each; k++) {
        const from = table + <usize>load<u32>(index + k * 4) * rowBytes + j;
        s0 = v128.add<Float>(s0, v128.load(from));
        s1 = v128.add<Float>(s1, v128.load(from, 16));
        s2 = v128.add<Float>(s2, v128.load(from, 32));
        s3 = v128.add<Float>(s3, v128.load(from, 48));
      }
      v128.store(to, s0);
      v128.store(to, s1, 16);
      v128.store(to, s2, 32);
      v128.store(to, s3, 48);
    }
    for (; j < rowBytes; j += SIZE) {
      let sum: Float = proceed ? load<Float>(out + j) : 0;
      for (let k: usize = 0; k < each; k++) {
        sum += load<Float>(table + <usize>load<u32>(index + k * 4) * rowBytes + j);
      }
      store<Float>(out + j, sum);
    }
    index += each * 4;
    out += rowBytes;
  }
}

/** Adds each row of x (rows x width) to the `each` rows of a table that `index` names. */
export function scatterSums(rows: usize, width: usize, each: usize, index: usize, x: usize, table: usize): void {
  const rowBytes = width * SIZE;
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0;
    for (; j + 64 <= rowBytes; j += 64) {
      const x0 = v128.load(x + j);
      const x1 = v128.load(x + j, 16);
      const x2 = v128.load(x + j, 32);
      const x3 = v128.load(x + j, 48);
      for (let k: usize = 0; k < each; k++) {
        const to = table + <usize>load<u32>(index + k * 4) * rowBytes + j;
        v128.store(to, v128.add<Float>(v128.load(to), x0));
        v128.store(to, v128.add<Float>(v128.load(to, 16), x1), 16);
        v128.store(to, v128.add<Float>(v128.load(to, 32), x2), 32);
        v128.store(to, v128.add<Float>(v128.load(to, 48), x3), 48);
      }
    }
    const rest = (rowBytes - j) / SIZE;
    for (let k: usize = 0; k < each && rest > 0; k++) {
      addVector(rest, x + j, table + <usize>load<u32>(index + k * 4) * rowBytes + j);
    }
    index += each * 4;
    x += rowBytes;
  }
}
