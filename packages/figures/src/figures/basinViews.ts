import {
  axisTriad,
  type Camera,
  type ColorScale,
  type Curve3,
  type FigurePanel,
  type Marker3,
  strokes,
  view3d,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { FigureData } from "../figure.js";
import { number } from "./captionText.js";
import { flowCurves, pointOf } from "./flowCurves.js";
import { basinColors, ink, minimaColor, minimumLook, startLook } from "./palette.js";
import { surfaceOf } from "./surfaceRows.js";

type Tables = FigureData["tables"];

const axes = axisTriad(["*w*_1", "*w*_2", "*a*"]);

/** In radians. */
const SHEETS_ELEVATION = 0.95;

const ofDelta = (tables: Tables, table: string, delta: number | null): Row[] =>
  (tables[table] ?? []).filter((row) => row.delta === delta);

/** A level set of delta in the colors of its basins, their boundary, and the trajectories from both its sides. */
export function basinView(tables: Tables, delta: number, color: string, camera: Camera): FigurePanel {
  const trajectories = ofDelta(tables, "trajectories", delta);
  // from above 45 degrees the inside of the upper sheet and the outside of the lower one are both seen
  const seenFrom = delta < 0 ? camera : { ...camera, elevation: Math.max(camera.elevation, SHEETS_ELEVATION) };
  return view3d({
    title: `*δ* = ${number(delta)}`,
    surfaces: [1, -1].map((basin) =>
      surfaceOf(
        ofDelta(tables, "basins", delta).filter((row) => row.basin === basin),
        { mesh: 5, fill: basin === 1 ? basinColors.positive : basinColors.negative },
      ),
    ),
    curves: [
      ...(delta < 0 ? boundary(tables, delta, { stroke: ink, strokeWidth: strokes.exact, casing: false }) : []),
      ...[0, 1].flatMap((side) =>
        flowCurves(
          trajectories.filter((row) => row.side === side),
          color,
        ),
      ),
    ],
    markers: [
      ...ofDelta(tables, "minima", delta).map((row): Marker3 => ({ at: pointOf(row), ...minimumLook })),
      ...trajectories.filter((row) => row.t === 0).map((row): Marker3 => ({ at: pointOf(row, "Exact"), ...startLook })),
    ],
    axes,
    camera: seenFrom,
  });
}

/** The surface between the basins, colored by the loss, with its lines of constant delta and the minima on both its sides. */
export function boundaryView(
  tables: Tables,
  deltas: readonly number[],
  { colors, loss, camera }: { readonly colors: ColorScale; readonly loss: ColorScale; readonly camera: Camera },
): FigurePanel {
  return view3d({
    title: "between the basins",
    surfaces: [surfaceOf(tables.surface ?? [], { mesh: 5 })],
    curves: [
      ...[1, -1].map((sign) => ({
        points: ofDelta(tables, "minima", null)
          .filter((row) => row.sign === sign)
          .map((row) => pointOf(row)),
        stroke: minimaColor,
        strokeWidth: strokes.bold,
      })),
      ...deltas.flatMap((delta) =>
        boundary(tables, delta, { stroke: colors.color(delta), strokeWidth: strokes.line, casing: false }),
      ),
    ],
    axes,
    camera,
    color: loss,
  });
}

const boundary = (tables: Tables, delta: number, look: Omit<Curve3, "points">): Curve3[] =>
  [1, -1].map((side) => ({
    points: ofDelta(tables, "boundaries", delta)
      .filter((row) => row.side === side)
      .map((row) => pointOf(row)),
    ...look,
  }));
