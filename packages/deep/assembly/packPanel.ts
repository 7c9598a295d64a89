import { LANES, SIZE } from "./lanes";

// A panel has the entries of some lanes, rows of A or columns of B, depth after depth.

/**
 * Lanes that are neighbours in memory, `lanesBytes` of them: panels of `widthBytes` a depth, one or two vectors, one panel
 * after the other. A cache line is read once, which matters where the next depth is far.
 */
export function packAlong(
  source: usize,
  lanesBytes: usize,
  depth: usize,
  depthBytes: usize,
  widthBytes: usize,
  panels: usize,
): void {
  const panelBytes = depth * widthBytes;
  const end = panels + panelBytes;
  for (; panels < end; panels += widthBytes) {
    let to = panels;
    for (let i: usize = 0; i < lanesBytes; i += widthBytes) {
      v128.store(to, v128.load(source + i));
      if (widthBytes == 32) v128.store(to, v128.load(source + i, 16), 16);
      to += panelBytes;
    }
    source += depthBytes;
  }
}

/** The entries of a lane are neighbours in memory: squares of a vector's size are transposed. */
export function packAcross(source: usize, laneBytes: usize, depth: usize, width: usize, panel: usize): void {
  const squares = depth - (depth % LANES);
  for (let lane: usize = 0; lane < width; lane += LANES) {
    const first = source + lane * laneBytes;
    let to = panel + lane * SIZE;
    for (let k: usize = 0; k < squares; k += LANES) {
      transposeSquare(first + k * SIZE, laneBytes, to, width * SIZE);
      to += LANES * width * SIZE;
    }
  }
  packEntries(source + squares * SIZE, width, laneBytes, depth - squares, SIZE, width, panel + squares * width * SIZE);
}

/** A square of a vector's size, transposed. */
export function transposeSquare(source: usize, rowBytes: usize, target: usize, targetBytes: usize): void {
  const x0 = v128.load(source);
  const x1 = v128.load(source + rowBytes);
  if (SIZE == 8) {
    v128.store(target, v128.shuffle<f64>(x0, x1, 0, 2));
    v128.store(target + targetBytes, v128.shuffle<f64>(x0, x1, 1, 3));
  } else {
    const x2 = v128.load(source + 2 * rowBytes);
    const x3 = v128.load(source + 3 * rowBytes);
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(target + targetBytes, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(target + 2 * targetBytes, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(target + 3 * targetBytes, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
  }
}

/** Entry by entry. Lanes that the matrix does not have are 0. */
export function packEntries(
  source: usize,
  lanes: usize,
  laneBytes: usize,
  depth: usize,
  depthBytes: usize,
  width: usize,
  panel: usize,
): void {
  for (let k: usize = 0; k < depth; k++) {
    for (let lane: usize = 0; lane < width; lane++) {
      const entry = lane < lanes ? load<Float>(source + lane * laneBytes + k * depthBytes) : 0;
      store<Float>(panel + (k * width + lane) * SIZE, entry);
    }
  }
}
