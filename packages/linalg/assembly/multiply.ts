import { narrowTile } from "./narrowTile";
import { packPanel } from "./packPanel";
import { LANES, tile } from "./tile";

/** Depth of a panel: two left panels and a right one (8 KiB each) stay in the first-level cache of today's processors. */
const DEPTH: usize = 256;
/** Columns of the packed block of B (512 KiB), which is meant to stay in the second-level cache. */
const COLUMNS: usize = 256;

// The module's memory begins with what a product needs for itself; the matrices follow at `scratchBytes`.
const EDGE: usize = 0;
const EDGE_BYTES: usize = LANES * 8;
const LEFT_PANELS: usize = EDGE + 2 * LANES * EDGE_BYTES;
const RIGHT_BLOCK: usize = LEFT_PANELS + 2 * DEPTH * LANES * 8;
export const scratchBytes: usize = RIGHT_BLOCK + DEPTH * COLUMNS * 8;

/**
 * C = A B for row-major C (m x n) at the address `c`. Entry (i, k) of A lies at `a + i x aRowBytes + k x aColumnBytes`,
 * entry (k, j) of B at `b + k x bRowBytes + j x bColumnBytes`, so that transposes need no kernel of their own.
 */
export function multiply(
  m: usize,
  depth: usize,
  n: usize,
  a: usize,
  aRowBytes: usize,
  aColumnBytes: usize,
  b: usize,
  bRowBytes: usize,
  bColumnBytes: usize,
  c: usize,
): void {
  if (depth == 0) memory.fill(c, 0, m * n * 8);
  for (let j0: usize = 0; j0 < n; j0 += COLUMNS) {
    const columns = min(COLUMNS, n - j0);
    for (let k0: usize = 0; k0 < depth; k0 += DEPTH) {
      const part = min(DEPTH, depth - k0);
      for (let j: usize = 0; j < columns; j += LANES) {
        const source = b + k0 * bRowBytes + (j0 + j) * bColumnBytes;
        packPanel(source, min(LANES, columns - j), bColumnBytes, part, bRowBytes, RIGHT_BLOCK + j * part * 8);
      }
      for (let i: usize = 0; i < m; i += 2 * LANES) {
        const rows = min<usize>(2 * LANES, m - i);
        packLeft(a + i * aRowBytes + k0 * aColumnBytes, rows, aRowBytes, part, aColumnBytes);
        for (let j: usize = 0; j < columns; j += LANES) {
          const right = RIGHT_BLOCK + j * part * 8;
          const width = min(LANES, columns - j);
          const target = c + (i * n + j0 + j) * 8;
          if (rows > LANES && width <= 2) {
            multiplyNarrow(part, right, rows, width, target, n * 8, k0 > 0);
          } else {
            multiplyPanel(part, LEFT_PANELS, right, min(LANES, rows), width, target, n * 8, k0 > 0);
            if (rows > LANES) {
              const second = LEFT_PANELS + part * LANES * 8;
              multiplyPanel(part, second, right, rows - LANES, width, target + LANES * n * 8, n * 8, k0 > 0);
            }
          }
        }
      }
    }
  }
}

/** Packs up to eight rows of A as two left panels, one after the other. */
function packLeft(source: usize, rows: usize, rowBytes: usize, depth: usize, columnBytes: usize): void {
  packPanel(source, min(LANES, rows), rowBytes, depth, columnBytes, LEFT_PANELS);
  if (rows > LANES) {
    const second = LEFT_PANELS + depth * LANES * 8;
    packPanel(source + LANES * rowBytes, rows - LANES, rowBytes, depth, columnBytes, second);
  }
}

/** Up to 4 x 4 entries of C. A tile that reaches beyond C is computed elsewhere. */
function multiplyPanel(
  depth: usize,
  left: usize,
  right: usize,
  rows: usize,
  columns: usize,
  c: usize,
  rowBytes: usize,
  proceed: bool,
): void {
  if (rows == LANES && columns == LANES) {
    tile(depth, left, right, c, rowBytes, proceed);
  } else {
    if (proceed) copyRows(EDGE, EDGE_BYTES, c, rowBytes, rows, columns);
    tile(depth, left, right, EDGE, EDGE_BYTES, proceed);
    copyRows(c, rowBytes, EDGE, EDGE_BYTES, rows, columns);
  }
}

/** Five to eight rows of one or two columns of C. */
function multiplyNarrow(
  depth: usize,
  right: usize,
  rows: usize,
  columns: usize,
  c: usize,
  rowBytes: usize,
  proceed: bool,
): void {
  if (rows == 2 * LANES && columns == 2) {
    narrowTile(depth, LEFT_PANELS, right, c, rowBytes, proceed);
  } else {
    if (proceed) copyRows(EDGE, EDGE_BYTES, c, rowBytes, rows, columns);
    narrowTile(depth, LEFT_PANELS, right, EDGE, EDGE_BYTES, proceed);
    copyRows(c, rowBytes, EDGE, EDGE_BYTES, rows, columns);
  }
}

function copyRows(
  target: usize,
  targetBytes: usize,
  source: usize,
  sourceBytes: usize,
  rows: usize,
  columns: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    // memory.copy costs more than these few entries
    for (let j: usize = 0; j < columns; j++) store<f64>(target + j * 8, load<f64>(source + j * 8));
    target += targetBytes;
    source += sourceBytes;
  }
}
