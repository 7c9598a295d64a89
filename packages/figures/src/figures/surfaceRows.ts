import { type Point3, parametricSurface, type Surface } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import { pointOf } from "./flowCurves.js";

/** A surface in the space (w1, w2, a) as rows of a table: one a grid point, with the loss there. */
export function surfaceRows(
  identity: Row,
  {
    u,
    v,
    samples: [rows, columns],
    point,
    loss,
  }: {
    readonly u: readonly [number, number];
    readonly v: readonly [number, number];
    readonly samples: readonly [number, number];
    readonly point: (u: number, v: number) => Point3;
    readonly loss: (point: Point3) => number;
  },
): Row[] {
  const surface = parametricSurface({ u, v, samples: [rows, columns], point, value: loss });
  return Array.from({ length: rows * columns }, (_, k) => ({
    ...identity,
    i: Math.floor(k / columns),
    j: k % columns,
    w1: surface.points[3 * k]!,
    w2: surface.points[3 * k + 1]!,
    a: surface.points[3 * k + 2]!,
    loss: surface.values![k]!,
  }));
}

/** The surface that such rows describe, coloured by the loss unless it has a fill. */
export function surfaceOf(rows: readonly Row[], look: Pick<Surface, "fill" | "mesh" | "opacity">): Surface {
  const columns = 1 + Number(rows.at(-1)!.j);
  return {
    rows: rows.length / columns,
    columns,
    points: Float64Array.from(rows.flatMap((row) => pointOf(row))),
    ...(look.fill === undefined ? { values: Float64Array.from(rows, (row) => Number(row.loss)) } : {}),
    ...look,
  };
}
