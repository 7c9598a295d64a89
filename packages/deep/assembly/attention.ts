import { LANES, laneSum, SIZE } from "./lanes";

// Rows (s, input) of the queries, s = 0 the last position; keys and values are one buffer, a row [key | value]. `index` has
// the row of each (s, input) in both, so that equal rows may be there once.

/** out = softmax(q.k / sqrt(width of a head)) v over all positions, or the position itself and those before it, head by head. */
export function attention(
  count: usize,
  positions: usize,
  kept: usize,
  heads: usize,
  width: usize,
  isCausal: bool,
  queries: usize,
  keyValues: usize,
  index: usize,
  weights: usize,
  out: usize,
): void {
  const headWidth = width / heads;
  const headBytes = headWidth * SIZE;
  const rowBytes = width * SIZE;
  const factor = 1 / Math.sqrt(<f64>headWidth);
  for (let s: usize = 0; s < kept; s++) {
    const first = isCausal ? s : 0;
    for (let i: usize = 0; i < count; i++) {
      const q = queries + row(index, s * count + i) * rowBytes;
      for (let head: usize = 0; head < heads; head++) {
        const offset = head * headBytes;
        let largest = -Infinity;
        for (let t = first; t < positions; t++) {
          const k = keyValues + row(index, t * count + i) * 2 * rowBytes;
          const score = factor * <f64>dot(headWidth, q + offset, k + offset);
          store<Float>(weights + t * SIZE, <Float>score);
          largest = Math.max(largest, score);
        }
        let sum: f64 = 0;
        for (let t = first; t < positions; t++) {
          const weight = Math.exp(<f64>load<Float>(weights + t * SIZE) - largest);
          store<Float>(weights + t * SIZE, <Float>weight);
          sum += weight;
        }
        memory.fill(out + offset, 0, headBytes);
        for (let t = first; t < positions; t++) {
          const weight = <Float>(<f64>load<Float>(weights + t * SIZE) / sum);
          store<Float>(weights + t * SIZE, weight);
          const v = keyValues + (row(index, t * count + i) * 2 + 1) * rowBytes;
          addScaled(headWidth, weight, v + offset, out + offset);
        }
        weights += positions * SIZE;
      }
      out += rowBytes;
    }
  }
}

/** Adds to the slopes of queries, keys and values, which begin as 0. `scores` has room for one row of weights. */
export function attentionBackward(
  count: usize,
  positions: usize,
  kept: usize,
  heads: usize,
  width: usize,
  isCausal: bool,
  queries: usize,
  keyValues: usize,
  index: usize,
  weights: usize,
  dOut: usize,
  dQueries: usize,
  dKeyValues: usize,
  scores: usize,
): void {
  const headWidth = width / heads;
  const headBytes = headWidth * SIZE;
  const rowBytes = width * SIZE;
  const factor = 1 / Math.sqrt(<f64>headWidth);
  for (let s: usize = 0; s < kept; s++) {
    const first = isCausal ? s : 0;
    for (let i: usize = 0; i < count; i++) {
      const query = row(index, s * count + i) * rowBytes;
      for (let head: usize = 0; head < heads; head++) {
        const offset = head * headBytes;
        let mean: f64 = 0;
        for (let t = first; t < positions; t++) {
          const value = (row(index, t * count + i) * 2 + 1) * rowBytes + offset;
          const weight = load<Float>(weights + t * SIZE);
          const slope = dot(headWidth, dOut + offset, keyValues + value);
          store<Float>(scores + t * SIZE, slope);
          mean += <f64>weight * <f64>slope;
          addScaled(headWidth, weight, dOut + offset, dKeyValues + value);
        }
        for (let t = first; t < positions; t++) {
          const key = row(index, t * count + i) * 2 * rowBytes + offset;
          const weight = <f64>load<Float>(weights + t * SIZE);
          const slope = <Float>(factor * weight * (<f64>load<Float>(scores + t * SIZE) - mean));
          addScaled(headWidth, slope, keyValues + key, dQueries + query + offset);
          addScaled(headWidth, slope, queries + query + offset, dKeyValues + key);
        }
        weights += positions * SIZE;
      }
      dOut += rowBytes;
    }
  }
}

function row(index: usize, k: usize): usize {
  return <usize>load<u32>(index + k * 4);
}

function dot(n: usize, x: usize, y: usize): Float {
  let sums = v128.splat<Float>(0);
  const end = x + (n - (n % LANES)) * SIZE;
  while (x < end) {
    sums = v128.add<Float>(sums, v128.mul<Float>(v128.load(x), v128.load(y)));
    x += 16;
    y += 16;
  }
  let sum = laneSum(sums);
  for (let j: usize = 0; j < n % LANES; j++) sum += load<Float>(x + j * SIZE) * load<Float>(y + j * SIZE);
  return sum;
}

function addScaled(n: usize, factor: Float, x: usize, y: usize): void {
  const factors = v128.splat<Float>(factor);
  const end = y + (n - (n % LANES)) * SIZE;
  while (y < end) {
    v128.store(y, v128.add<Float>(v128.load(y), v128.mul<Float>(factors, v128.load(x))));
    x += 16;
    y += 16;
  }
  for (let j: usize = 0; j < n % LANES; j++) {
    store<Float>(y + j * SIZE, load<Float>(y + j * SIZE) + factor * load<Float>(x + j * SIZE));
  }
}
