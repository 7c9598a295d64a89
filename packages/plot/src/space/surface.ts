import type { Point3 } from "./camera.js";

/** A surface as a grid of points, row by row; a point with a NaN coordinate is a hole. */
export interface Surface {
  /** Points along the first direction. */
  readonly rows: number;
  /** Points along the second. */
  readonly columns: number;
  /** x, y and z of each point: rows x columns x 3 numbers. */
  readonly points: ArrayLike<number>;
  /** A value at each point, turned into colours by the view's colour scale. */
  readonly values?: ArrayLike<number> | undefined;
  /** The colour where there are no values. */
  readonly fill?: string | undefined;
  /** Below 1, what is behind shows through. */
  readonly opacity?: number | undefined;
  /** Every how many grid lines one is drawn; 0 for none. */
  readonly mesh?: number | undefined;
}

export interface ParametricSurfaceOptions extends Pick<Surface, "fill" | "opacity" | "mesh"> {
  /** From and to, along the first direction. */
  readonly u: readonly [number, number];
  /** From and to, along the second. */
  readonly v: readonly [number, number];
  /** Numbers of points along u and v. */
  readonly samples?: readonly [number, number] | undefined;
  /** The point at (u, v), null where there is none. */
  readonly point: (u: number, v: number) => Point3 | null;
  /** A value at a point, for the colour scale. */
  readonly value?: ((point: Point3) => number) | undefined;
}

/**
 * A surface sampled from its parametrisation.
 *
 * @throws RangeError if there are fewer than two samples along u or v.
 * @example
 * import { parametricSurface } from "@lazyrich/plot";
 * const surface = parametricSurface({ u: [0, 1], v: [0, 2], samples: [2, 2], point: (u, v) => [u, v, u + v] });
 * surface.points; // [0, 0, 0, 0, 2, 2, ...]
 */
export function parametricSurface({
  u,
  v,
  samples: [rows, columns] = [41, 41],
  point,
  value,
  ...look
}: ParametricSurfaceOptions): Surface {
  if (!(Number.isInteger(rows) && rows >= 2 && Number.isInteger(columns) && columns >= 2))
    throw new RangeError(`samples is [${rows}, ${columns}]; expected two integers of at least 2`);
  const points = new Float64Array(rows * columns * 3).fill(NaN);
  const values = new Float64Array(rows * columns).fill(NaN);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const at = point(u[0] + ((u[1] - u[0]) * i) / (rows - 1), v[0] + ((v[1] - v[0]) * j) / (columns - 1));
      if (at === null) continue;
      points.set(at, 3 * (i * columns + j));
      if (value !== undefined) values[i * columns + j] = value(at);
    }
  return { rows, columns, points, ...(value === undefined ? {} : { values }), ...look };
}

/**
 * Refuses a surface whose arrays do not fit its size.
 *
 * @throws RangeError naming what does not fit.
 */
export function checkSurface({ rows, columns, points, values }: Surface): void {
  if (!(Number.isInteger(rows) && rows >= 2 && Number.isInteger(columns) && columns >= 2))
    throw new RangeError(`a surface has ${rows} rows and ${columns} columns; expected at least 2 of each`);
  if (points.length !== rows * columns * 3)
    throw new RangeError(
      `points has length ${points.length}; expected ${rows * columns * 3}, three for each of ${rows} by ${columns} points`,
    );
  if (values !== undefined && values.length !== rows * columns)
    throw new RangeError(
      `values has length ${values.length}; expected ${rows * columns}, one for each of ${rows} by ${columns} points`,
    );
}

/** The grid lines of a surface that are drawn: every `mesh`-th along both directions, and the edges. */
export function gridLines({ rows, columns, points, mesh = 0 }: Surface): Point3[][] {
  if (mesh <= 0) return [];
  const at = (i: number, j: number): Point3 => {
    const k = 3 * (i * columns + j);
    return [points[k]!, points[k + 1]!, points[k + 2]!];
  };
  const chosen = (count: number): number[] =>
    Array.from({ length: count }, (_, i) => i).filter((i) => i % mesh === 0 || i === count - 1);
  return [
    ...chosen(rows).map((i) => Array.from({ length: columns }, (_, j) => at(i, j))),
    ...chosen(columns).map((j) => Array.from({ length: rows }, (_, i) => at(i, j))),
  ];
}
