import { LANES } from "./tile";

/**
 * Copies `lanes` (1 to 4) rows or columns of a matrix, `depth` entries of each, into a panel packed as [depth][4].
 * The entry of a lane at a depth lies at `source + lane x laneBytes + depth x depthBytes`, and one of the two is 8.
 * Lanes that the matrix does not have are 0.
 */
export function packPanel(
  source: usize,
  lanes: usize,
  laneBytes: usize,
  depth: usize,
  depthBytes: usize,
  panel: usize,
): void {
  if (lanes < LANES) packStrided(source, lanes, laneBytes, depth, depthBytes, panel);
  else if (laneBytes == 8) packAlong(source, depth, depthBytes, panel);
  else packAcross(source, laneBytes, depth, panel);
}

/** The four lanes are neighbours in memory. */
function packAlong(source: usize, depth: usize, depthBytes: usize, panel: usize): void {
  const end = panel + depth * 32;
  while (panel < end) {
    v128.store(panel, v128.load(source));
    v128.store(panel, v128.load(source, 16), 16);
    source += depthBytes;
    panel += 32;
  }
}

/** The entries of a lane are neighbours in memory: two depths of four lanes are transposed at a time. */
function packAcross(source: usize, laneBytes: usize, depth: usize, panel: usize): void {
  let lane0 = source;
  let lane1 = lane0 + laneBytes;
  let lane2 = lane1 + laneBytes;
  let lane3 = lane2 + laneBytes;
  const end = lane0 + (depth & ~1) * 8;
  while (lane0 < end) {
    const x0 = v128.load(lane0);
    const x1 = v128.load(lane1);
    const x2 = v128.load(lane2);
    const x3 = v128.load(lane3);
    v128.store(panel, v128.shuffle<f64>(x0, x1, 0, 2));
    v128.store(panel, v128.shuffle<f64>(x2, x3, 0, 2), 16);
    v128.store(panel, v128.shuffle<f64>(x0, x1, 1, 3), 32);
    v128.store(panel, v128.shuffle<f64>(x2, x3, 1, 3), 48);
    lane0 += 16;
    lane1 += 16;
    lane2 += 16;
    lane3 += 16;
    panel += 64;
  }
  if (depth & 1) packStrided(lane0, LANES, laneBytes, 1, 8, panel);
}

function packStrided(
  source: usize,
  lanes: usize,
  laneBytes: usize,
  depth: usize,
  depthBytes: usize,
  panel: usize,
): void {
  for (let k: usize = 0; k < depth; k++) {
    for (let lane: usize = 0; lane < LANES; lane++) {
      const entry = lane < lanes ? load<f64>(source + lane * laneBytes + k * depthBytes) : 0;
      store<f64>(panel + (k * LANES + lane) * 8, entry);
    }
  }
}
