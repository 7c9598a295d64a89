import { LANES, SIZE } from "./lanes";
import { packAcross, packAlong, packEntries } from "./packPanel";
import { EDGE, LEFT_PANELS, RIGHT_BLOCK } from "./scratch";
import { TILE_BYTES, TILE_ROWS, tile } from "./tile";

/** Depth and columns of the packed block of B, which stays in the second-level cache; a panel of it fits in the first. */
export const DEPTH: usize = 256;
export const COLUMNS: usize = 256;
/** Rows of A that are packed together. */
export const LEFT_ROWS: usize = 16;
/** Bytes of a factor that stays in the first-level cache where it lies: to pack it costs more than it saves. */
const NEAR: usize = 32768;
/** Columns of a tile. */
const WIDTH: usize = 2 * LANES;

/**
 * C = A B, or C + A B where `proceed`, for C (m x n) at the address `c` with `cRow` numbers from row to row. Entry (i, k)
 * of A lies `i x aRow + k x aColumn` numbers after `a`, entry (k, j) of B `k x bRow + j x bColumn` after `b`; one stride of
 * each is 1, so that a transpose needs no kernel of its own.
 *
 * Each entry is summed over the depth in order, at most 256 terms at a time, and these sums are added in order. A tile
 * reads what lies beyond a row of A or B, which every buffer has room for, and forms sums of it that nobody reads.
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
      // where the first panel of B lies, how far it is from depth to depth and to the next panel
      let panels = b + k0 * bRow + j0 * bColumn;
      let rightBytes = bRow;
      let panelBytes = TILE_BYTES;
      if (bColumn != SIZE || part * bRow > NEAR) {
        packBlock(columns, part, panels, bRow, bColumn);
        panels = RIGHT_BLOCK;
        rightBytes = TILE_BYTES;
        panelBytes = part * TILE_BYTES;
      }
      const isNarrow = n < WIDTH && n * SIZE == cRow && !goOn;
      const packsLeft = aRow == SIZE && part * aColumn > NEAR;
      for (let i: usize = 0; i < m; i += TILE_ROWS) {
        const rows = min(TILE_ROWS, m - i);
        let left = a + i * aRow + k0 * aColumn;
        let rowBytes = aRow;
        let depthBytes = aColumn;
        if (packsLeft) {
          const inPack = i % LEFT_ROWS;
          if (inPack == 0) packAlong(left, min(LEFT_ROWS, m - i) * SIZE, part, aColumn, TILE_ROWS * SIZE, LEFT_PANELS);
          left = LEFT_PANELS + inPack * part * SIZE;
          rowBytes = SIZE;
          depthBytes = TILE_ROWS * SIZE;
        }
        // a row that A does not have is read from another
        const a1 = rows > 1 ? left + rowBytes : left;
        const a2 = rows > 2 ? a1 + rowBytes : left;
        const a3 = rows > 3 ? a2 + rowBytes : left;
        let right = panels;
        let target = c + i * cRow + j0 * SIZE;
        let j: usize = 0;
        if (rows == TILE_ROWS) {
          // a C narrower than a tile: what reaches beyond a row is overwritten by the next, except after the last
          const whole: usize = isNarrow && i + TILE_ROWS < m ? 1 : columns - (columns % WIDTH);
          for (; j < whole; j += WIDTH) {
            tile(part, left, a1, a2, a3, depthBytes, right, rightBytes, target, cRow, goOn);
            right += panelBytes;
            target += TILE_BYTES;
          }
        }
        for (; j < columns; j += WIDTH) {
          const width = min(WIDTH, columns - j);
          if (goOn) copyEntries(EDGE, TILE_BYTES, target, cRow, rows, width);
          tile(part, left, a1, a2, a3, depthBytes, right, rightBytes, EDGE, TILE_BYTES, goOn);
          copyEntries(target, cRow, EDGE, TILE_BYTES, rows, width);
          right += panelBytes;
          target += TILE_BYTES;
        }
      }
    }
  }
}

/** Packs a block of B as panels [depth][two vectors]. */
function packBlock(columns: usize, depth: usize, source: usize, rowBytes: usize, columnBytes: usize): void {
  const together: usize = columnBytes == SIZE ? 2 * WIDTH : WIDTH;
  for (let j: usize = 0; j < columns; j += together) {
    const lanes: usize = min(together, columns - j);
    const panel = RIGHT_BLOCK + j * depth * SIZE;
    if (columnBytes == SIZE) packAlong(source, lanes * SIZE, depth, rowBytes, TILE_BYTES, panel);
    else if (lanes < WIDTH) packEntries(source, lanes, columnBytes, depth, rowBytes, WIDTH, panel);
    else packAcross(source, columnBytes, depth, WIDTH, panel);
    source += together * columnBytes;
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
