import { type BasinProblem, basinBoundary, basinPart, type ParameterPoint, startsOnBothSides } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import type { Point3 } from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import { lossOf } from "./levelSet.js";
import { surfaceRows } from "./surfaceRows.js";

/** What surfaces to draw: the task, the starts that they must hold, and how far in |a| at least. */
export interface BasinSurfaceSpec extends BasinProblem {
  readonly deltas: readonly number[];
  readonly a0: number;
  readonly offset: number;
  readonly shift?: number | undefined;
  readonly reach: number;
}

const point3 = ({ a, w }: ParameterPoint): Point3 => [w[0], w[1], a];

/** The boundary for all deltas from 0 to a little beyond the least of the figure. */
export function boundarySurface(spec: BasinSurfaceSpec): Row[] {
  const reach = Math.max(spec.reach, ...spec.deltas.filter((delta) => delta <= 0).map((delta) => reachOf(spec, delta)));
  const widest = Math.sqrt(1.15 * Math.max(1, ...spec.deltas.map((delta) => -delta)));
  return surfaceRows(
    {},
    {
      u: [-reach, reach],
      v: [-widest, widest],
      samples: [31, 61],
      point: (a, v) => point3(basinBoundary(spec, a, v)),
      loss: lossOf(spec.betaStar),
    },
  );
}

/** How far a level set is drawn: from its waist or its tips as far as the spec says, and beyond its minima and starts. */
function reachOf(spec: BasinSurfaceSpec, delta: number): number {
  const { betaStar, a0, etaA, etaW, reach, offset, shift } = spec;
  const minimum = neuronWithFunction({ beta0: betaStar, delta, etaA, etaW }).a;
  const start = Math.abs(startsOnBothSides(spec, { delta, a0, offset, shift })[0].a);
  return Math.max(reach + Math.sqrt(Math.max(0, delta) / etaW), 1.15 * Math.max(minimum, start));
}

/** Both basins of a level set: parts of one sheet where delta < 0, else a sheet each. */
export function basinRows(spec: BasinSurfaceSpec, delta: number): Row[] {
  const tip = Math.sqrt(Math.max(0, delta) / spec.etaW);
  const reach = reachOf(spec, delta) - tip;
  return ([1, -1] as const).flatMap((basin) =>
    surfaceRows(
      { delta, basin },
      {
        u: delta < 0 ? [-reach, reach] : [0, 1],
        v: [0, 1],
        samples: [31, 41],
        point: (u, share) => {
          // heights closer together toward the tip of a sheet, where it bends
          const a = delta < 0 ? u : basin * (tip + reach * u ** 2);
          return point3(basinPart(spec, { delta, basin }, a, share));
        },
        loss: lossOf(spec.betaStar),
      },
    ),
  );
}

/** The line of constant delta on the boundary, one to each side of the target (one in all where delta is 0). */
export function boundaryRows(spec: BasinSurfaceSpec, delta: number, count = 61): Row[] {
  return (delta === 0 ? [1] : [1, -1]).flatMap((side) =>
    Array.from({ length: count }, (_, i) => {
      const a = reachOf(spec, delta) * ((2 * i) / (count - 1) - 1);
      const { w } = basinBoundary(spec, a, side * Math.sqrt(-delta));
      return { delta, side, w1: w[0], w2: w[1], a };
    }),
  );
}
