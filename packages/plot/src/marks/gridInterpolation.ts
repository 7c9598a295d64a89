/**
 * Values between the points of a rectangular grid, on the pixels of a panel: the interpolator of `contourMap`, of the shape that
 * Observable Plot asks for. Piecewise cubic along x, then along y, and monotone between neighbours, so that contours are smooth and no
 * value exceeds those around it. NaN outside the grid and beside missing values.
 *
 * @throws RangeError if the points do not form a grid, or one of its points is given twice.
 */
export function interpolateGrid(
  index: ArrayLike<number> & Iterable<number>,
  width: number,
  height: number,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  values: ArrayLike<number>,
): Float64Array {
  const columns = distinct(index, x);
  const rows = distinct(index, y);
  if (columns.length < 2 || rows.length < 2)
    throw new RangeError(
      `contourMap: the rows form a grid of ${columns.length} by ${rows.length} points; expected at least 2 by 2`,
    );
  if (index.length < (columns.length * rows.length) / 2)
    throw new RangeError(
      `contourMap: ${index.length} rows do not fill a grid of ${columns.length} by ${rows.length} points; expected every x with every y`,
    );
  const grid = new Float64Array(columns.length * rows.length).fill(NaN);
  const seen = new Uint8Array(grid.length);
  for (const i of index) {
    const cell = nearest(rows, y[i]!) * columns.length + nearest(columns, x[i]!);
    if (seen[cell] === 1) throw new RangeError("contourMap: two rows have the same x and y");
    seen[cell] = 1;
    grid[cell] = values[i] ?? NaN;
  }
  const wide = rows.map((_, r) =>
    interpolateMonotone(columns, grid.subarray(r * columns.length, (r + 1) * columns.length), width),
  );
  const out = new Float64Array(width * height);
  const column = new Float64Array(rows.length);
  for (let i = 0; i < width; i++) {
    for (let r = 0; r < rows.length; r++) column[r] = wide[r]![i]!;
    const tall = interpolateMonotone(rows, column, height);
    for (let j = 0; j < height; j++) out[j * width + i] = tall[j]!;
  }
  return out;
}

/**
 * The monotone cubic through given values, at the centres 0.5, 1.5, ... of `count` pixels.
 *
 * @see Fritsch and Butland 1984 for the derivatives.
 */
function interpolateMonotone(positions: readonly number[], values: ArrayLike<number>, count: number): Float64Array {
  const n = positions.length;
  const slope = Float64Array.from(
    { length: n - 1 },
    (_, k) => (values[k + 1]! - values[k]!) / (positions[k + 1]! - positions[k]!),
  );
  const derivative = Float64Array.from({ length: n }, (_, k) => {
    const before = slope[k - 1] ?? NaN;
    const after = slope[k] ?? NaN;
    if (Number.isNaN(before)) return Number.isNaN(after) ? 0 : after;
    if (Number.isNaN(after)) return before;
    if (before * after <= 0) return 0;
    const left = positions[k]! - positions[k - 1]!;
    const right = positions[k + 1]! - positions[k]!;
    return (3 * (left + right)) / ((2 * right + left) / before + (right + 2 * left) / after);
  });
  const out = new Float64Array(count).fill(NaN);
  let k = 0;
  for (let i = 0; i < count; i++) {
    const position = i + 0.5;
    // the outermost pixels' centres may lie half a pixel outside the grid
    if (position < positions[0]! - 1 || position > positions[n - 1]! + 1) continue;
    while (k < n - 2 && position > positions[k + 1]!) k++;
    const length = positions[k + 1]! - positions[k]!;
    const s = Math.min(1, Math.max(0, (position - positions[k]!) / length));
    const start = values[k]!;
    const end = values[k + 1]!;
    if (s === 0 || s === 1) {
      out[i] = s === 0 ? start : end;
      continue;
    }
    out[i] =
      (1 + 2 * s) * (1 - s) ** 2 * start +
      s * (1 - s) ** 2 * length * derivative[k]! +
      s * s * (3 - 2 * s) * end -
      s * s * (1 - s) * length * derivative[k + 1]!;
  }
  return out;
}

/** Distinct coordinates, ascending; those closer than a hundredth of a pixel are one. */
function distinct(index: Iterable<number>, coordinates: ArrayLike<number>): number[] {
  const sorted = Array.from(index, (i) => coordinates[i]!).sort((a, b) => a - b);
  return sorted.filter((value, i) => i === 0 || value - sorted[i - 1]! > 0.01);
}

function nearest(sorted: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < sorted.length; i++) if (Math.abs(sorted[i]! - value) < Math.abs(sorted[best]! - value)) best = i;
  return best;
}
