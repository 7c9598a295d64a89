import { LANES, SIZE } from "./lanes";
import { packPanel } from "./packPanel";
import { EDGE, LEFT_PANEL, RIGHT_BLOCK } from "./scratch";
import { TILE_BYTES, TILE_ROWS, tile } from "./tile";

/** Depth and columns of the packed block of B, which stays in the second-level cache; a panel of it fits in the first. */
export const DEPTH: usize = 256;
export const COLUMNS: usize = 256;
/** Columns of a tile. */
const WIDTH: usize = 2 * LANES;

/**
 * C = A B, or C + A B where `proceed`, for C (m x n) at the address `c` with `cRow` numbers from row to row. Entry (i, k)
 * of A lies `i x aRow + k x aColumn` numbers after `a`, entry (k, j) of B `k x bRow + j x bColumn` after `b`; one stride of
 * each is 1, so that a transpose needs no kernel of its own.
 *
 * B is packed. A is read where it lies, except where its lanes are neighbours in memory, which a tile would read across.
 */
export function multiply(
  m: usize,
  depth: usize,
  n: usize,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  cRow: usize,
  proceed: bool,
): void {
  aRow *= SIZE;
  aColumn *= SIZE;
  bRow *= SIZE;
  bColumn *= SIZE;
  cRow *= SIZE;
  for (let j0: usize = 0; j0 < n; j0 += COLUMNS) {
    const columns = min(COLUMNS, n - j0);
    for (let k0: usize = 0; k0 < depth; k0 += DEPTH) {
      const part = min(DEPTH, depth - k0);
      const goOn = proceed || k0 > 0;
      for (let j: usize = 0; j < columns; j += WIDTH) {
        const source = b + k0 * bRow + (j0 + j) * bColumn;
        packPanel(source, min(WIDTH, columns - j), bColumn, part, bRow, WIDTH, RIGHT_BLOCK + j * part * SIZE);
      }
      for (let i: usize = 0; i < m; i += TILE_ROWS) {
        const rows = min(TILE_ROWS, m - i);
        let left = a + i * aRow + k0 * aColumn;
        let rowBytes = aRow;
        let depthBytes = aColumn;
        if (aRow == SIZE || rows < TILE_ROWS) {
          packPanel(left, rows, aRow, part, aColumn, TILE_ROWS, LEFT_PANEL);
          left = LEFT_PANEL;
          rowBytes = SIZE;
          depthBytes = TILE_ROWS * SIZE;
        }
        const a1 = left + rowBytes;
        const a2 = a1 + rowBytes;
        const a3 = a2 + rowBytes;
        let right = RIGHT_BLOCK;
        let target = c + i * cRow + j0 * SIZE;
        for (let j: usize = 0; j < columns; j += WIDTH) {
          const width = min(WIDTH, columns - j);
          // a C narrower than a tile: what reaches beyond a row is overwritten by the next, except after the last
          const isNarrow = n < WIDTH && n * SIZE == cRow && !goOn && i + TILE_ROWS < m;
          if (rows == TILE_ROWS && (width == WIDTH || isNarrow)) {
            tile(part, left, a1, a2, a3, depthBytes, right, target, cRow, goOn);
          } else {
            if (goOn) copyEntries(EDGE, TILE_BYTES, target, cRow, rows, width);
            tile(part, left, a1, a2, a3, depthBytes, right, EDGE, TILE_BYTES, goOn);
            copyEntries(target, cRow, EDGE, TILE_BYTES, rows, width);
          }
          right += part * TILE_BYTES;
          target += TILE_BYTES;
        }
      }
    }
  }
}

/** A tile that reaches beyond C is computed elsewhere. memory.copy costs more than these few entries. */
function copyEntries(
  target: usize,
  targetBytes: usize,
  source: usize,
  sourceBytes: usize,
  rows: usize,
  columns: usize,
): void {
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) store<Float>(target + j * SIZE, load<Float>(source + j * SIZE));
    target += targetBytes;
    source += sourceBytes;
  }
}
