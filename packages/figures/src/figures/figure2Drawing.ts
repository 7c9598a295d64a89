import {
  axisTriad,
  type Bounds3,
  type Curve3,
  exactKeys,
  figure,
  keyLegend,
  type Marker3,
  rampLegend,
  strokes,
  view3d,
} from "@lazyrich/plot";
import type { Row } from "@lazyrich/tables";
import type { DrawOptions, FigureData } from "../figure.js";
import { number } from "./captionText.js";
import { columnsFor } from "./columnsFor.js";
import { deltaColors } from "./deltaColors.js";
import type { Figure2Spec } from "./figure2Spec.js";
import { flowCurves, pointOf } from "./flowCurves.js";
import { threeDecades } from "./lossColors.js";
import { minimaColor, minimumLook, neutralColor, paper, saddleLook, startLook } from "./palette.js";
import { surfaceOf } from "./surfaceRows.js";

const signs = [1, -1] as const;

/** Level sets side by side with their trajectories: whole, or as far as they have come by a time, with a dot at their heads. */
export function drawFigure2(
  { tables }: FigureData,
  { deltas, camera }: Figure2Spec,
  { width, theme }: DrawOptions,
  { title, time }: { readonly title: string; readonly time?: number },
): string {
  const colors = deltaColors(deltas);
  const bounds = boundsOfRows(tables.surface ?? []);
  return figure({
    ...{ width, theme, columns: columnsFor(deltas.length, width) },
    panels: deltas.map((delta) => {
      const of = (table: string): Row[] => (tables[table] ?? []).filter((row) => row.delta === delta);
      const sheets = [1, 0, -1]
        .map((sheet) => of("surface").filter((row) => row.sheet === sheet))
        .filter((rows) => rows.length > 0);
      return view3d({
        title: `${regimeName(delta)}, *δ* = ${number(delta)}`,
        surfaces: sheets.map((rows) => surfaceOf(rows, { mesh: 6 })),
        curves: [
          ...manifolds(of("curves")),
          ...signs.flatMap((sign) =>
            flowCurves(
              until(
                of("trajectories").filter((row) => row.sign === sign),
                time,
              ),
              colors.color(delta),
            ),
          ),
        ],
        markers: [
          ...markers(of("points")),
          ...(time === undefined
            ? []
            : signs.map((sign) =>
                head(
                  until(
                    of("trajectories").filter((row) => row.sign === sign),
                    time,
                  ),
                  colors.color(delta),
                ),
              )),
        ],
        axes: axisTriad(["*w*_1", "*w*_2", "*a*"], bounds),
        camera,
      });
    }),
    frameAspect: 0.82,
    color: threeDecades((tables.surface ?? []).map((row) => Number(row.loss))),
    legend: [
      rampLegend({ length: 80 }),
      keyLegend([
        { label: "minima", color: minimaColor, strokeWidth: strokes.bold },
        { label: "equivalent starts", color: neutralColor, strokeWidth: strokes.bold },
        { ...exactKeys[0]!, color: colors.color(steepest(deltas)) },
        exactKeys[1]!,
      ]),
    ],
    description: title,
  });
}

/** The rows of a trajectory up to a time: two at least, so that there is a line. */
const until = (rows: readonly Row[], time = Infinity): Row[] =>
  rows.filter((row, index) => index < 2 || Number(row.t) <= time);

const head = (rows: readonly Row[], fill: string): Marker3 => ({
  ...{ at: pointOf(rows.at(-1)!, "Simulated"), fill, stroke: paper, radius: minimumLook.radius },
});

const steepest = (deltas: readonly number[]): number =>
  deltas.reduce((most, delta) => (Math.abs(delta) > Math.abs(most) ? delta : most));

const regimeName = (delta: number): string => (delta > 0 ? "upstream" : delta < 0 ? "downstream" : "balanced");

function manifolds(rows: readonly Row[]): Curve3[] {
  return ["equivalent", "minima"].flatMap((curve) =>
    [1, -1].map((sign) => ({
      points: rows.filter((row) => row.curve === curve && row.sign === sign).map((row) => pointOf(row)),
      stroke: curve === "minima" ? minimaColor : neutralColor,
      strokeWidth: strokes.bold,
    })),
  );
}

const markers = (rows: readonly Row[]): Marker3[] =>
  rows.map((row) => ({
    at: pointOf(row),
    ...(row.kind === "minimum" ? minimumLook : row.kind === "start" ? startLook : saddleLook),
  }));

function boundsOfRows(rows: readonly Row[]): Bounds3 {
  return [0, 1, 2].map((axis) => {
    const values = rows.map((row) => pointOf(row)[axis]!);
    return [Math.min(...values), Math.max(...values)];
  }) as unknown as Bounds3;
}
