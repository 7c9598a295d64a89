import { LANES, laneMask, SIZE } from "./lanes";

/**
 * Copies `lanes` rows or columns of a matrix, `depth` entries of each, into a panel packed as [depth][width], where the
 * width is one or two vectors or four numbers. The entry of a lane at a depth lies `lane x laneBytes + depth x depthBytes`
 * after `source`, and one of the two is the size of a number. Lanes that the matrix does not have are 0.
 */
export function packPanel(
  source: usize,
  lanes: usize,
  laneBytes: usize,
  depth: usize,
  depthBytes: usize,
  width: usize,
  panel: usize,
): void {
  if (laneBytes == SIZE) packAlong(source, lanes, depth, depthBytes, width * SIZE, panel);
  else if (lanes < width) packEntries(source, lanes, laneBytes, depth, depthBytes, width, panel);
  else packAcross(source, laneBytes, depth, width, panel);
}

/** The lanes are neighbours in memory. Lanes too many are read, which every buffer has room for, and cleared. */
function packAlong(
  source: usize,
  lanes: usize,
  depth: usize,
  depthBytes: usize,
  widthBytes: usize,
  panel: usize,
): void {
  const end = panel + depth * widthBytes;
  const low = laneMask(lanes);
  const high = laneMask(lanes > LANES ? lanes - LANES : 0);
  if (widthBytes == 32) {
    while (panel < end) {
      v128.store(panel, v128.and(v128.load(source), low));
      v128.store(panel, v128.and(v128.load(source, 16), high), 16);
      source += depthBytes;
      panel += 32;
    }
  } else {
    while (panel < end) {
      v128.store(panel, v128.and(v128.load(source), low));
      source += depthBytes;
      panel += 16;
    }
  }
}

/** The entries of a lane are neighbours in memory: squares of a vector's size are transposed. */
function packAcross(source: usize, laneBytes: usize, depth: usize, width: usize, panel: usize): void {
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

function packEntries(
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
