/**
 * Values between the points of a rectangular grid, bilinear in the units of the page; NaN outside the grid and beside missing values.
 * The interpolator of `contourMap`, of the shape that Observable Plot asks for.
 *
 * @throws RangeError if the points do not form a grid, or one of its points is given twice.
 */
export function interpolateGrid(
  index: readonly number[],
  width: number,
  height: number,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  values: ArrayLike<number>,
): Float64Array {
  const columns = distinct(index, x);
  const rows = distinct(index, y);
  const grid = new Float64Array(columns.length * rows.length).fill(NaN);
  const seen = new Uint8Array(grid.length);
  for (const i of index) {
    const cell = nearest(rows, y[i]!) * columns.length + nearest(columns, x[i]!);
    if (seen[cell] === 1) throw new RangeError("contourMap: two rows have the same x and y");
    seen[cell] = 1;
    grid[cell] = values[i]!;
  }
  if (columns.length < 2 || rows.length < 2)
    throw new RangeError(
      `contourMap: rows form a grid of ${columns.length} by ${rows.length} points, but at least 2 by 2 are needed`,
    );
  if (index.length < grid.length / 2)
    throw new RangeError(
      `contourMap: ${index.length} rows do not fill a grid of ${columns.length} by ${rows.length} points; x and y must each repeat`,
    );
  const out = new Float64Array(width * height).fill(NaN);
  const [left, leftWeight] = brackets(columns, width);
  const [below, belowWeight] = brackets(rows, height);
  for (let j = 0; j < height; j++) {
    const r = below[j]!;
    if (r < 0) continue;
    const v = belowWeight[j]!;
    for (let i = 0; i < width; i++) {
      const c = left[i]!;
      if (c < 0) continue;
      const u = leftWeight[i]!;
      const at = r * columns.length + c;
      out[j * width + i] =
        (1 - v) * ((1 - u) * grid[at]! + u * grid[at + 1]!) +
        v * ((1 - u) * grid[at + columns.length]! + u * grid[at + columns.length + 1]!);
    }
  }
  return out;
}

/** Distinct coordinates, ascending; those closer than a hundredth of a pixel are one. */
function distinct(index: readonly number[], coordinates: ArrayLike<number>): number[] {
  const sorted = index.map((i) => coordinates[i]!).sort((a, b) => a - b);
  return sorted.filter((value, i) => i === 0 || value - sorted[i - 1]! > 0.01);
}

function nearest(sorted: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < sorted.length; i++) if (Math.abs(sorted[i]! - value) < Math.abs(sorted[best]! - value)) best = i;
  return best;
}

/** For the centre of each of `count` pixels, the cell it lies in (-1 outside, half a pixel tolerated) and the fraction across it. */
function brackets(sorted: readonly number[], count: number): [Int32Array, Float64Array] {
  const cell = new Int32Array(count).fill(-1);
  const weight = new Float64Array(count);
  let k = 0;
  for (let i = 0; i < count; i++) {
    const position = i + 0.5;
    if (position < sorted[0]! - 1 || position > sorted.at(-1)! + 1) continue;
    while (k < sorted.length - 2 && position > sorted[k + 1]!) k++;
    cell[i] = k;
    weight[i] = Math.min(1, Math.max(0, (position - sorted[k]!) / (sorted[k + 1]! - sorted[k]!)));
  }
  return [cell, weight];
}
