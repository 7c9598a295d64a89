import * as Plot from "@observablehq/plot";
import { strokes } from "../theme.js";
import { checkColors, checkColumns, checkNumbers, type Row } from "./columns.js";
import type { Mark } from "./mark.js";

export interface LineOptions {
  /** Columns of the rows. */
  readonly x: string;
  /** Column of the place upward. */
  readonly y: string;
  /** Column that tells one line from another, or several of them. */
  readonly z?: string | readonly string[] | undefined;
  /** A colour, or a column whose values the colour scale turns into colours. */
  readonly stroke?: string | undefined;
  /** In points. */
  readonly strokeWidth?: number | undefined;
  /** From 0 to 1. */
  readonly strokeOpacity?: number | undefined;
  /** Lengths of strokes and gaps, in points. */
  readonly dash?: string | undefined;
}

/**
 * A plain line through rows. NaN and null break it.
 *
 * @param rows the table
 * @param options columns and look
 * @throws RangeError if the rows lack a column or hold something else than numbers in it.
 * @example
 * import { figure, line, panel } from "@lazyrich/plot";
 * const rows = [{ t: 0, mu: 0 }, { t: 1, mu: 1 }];
 * figure({ panels: [panel({ marks: [line(rows, { x: "t", y: "mu", stroke: "#00757f" })] })] }).includes("#00757f"); // true
 * line(rows, { x: "t", y: "nu" }); // RangeError: line: y is "nu"; expected one of the columns t, mu
 */
export function line(rows: readonly Row[], options: LineOptions): Mark {
  return lineOf("line", rows, options);
}

/**
 * What was simulated: a thick coloured line.
 *
 * @param rows the table
 * @param options columns and look
 * @example
 * import { figure, panel, simulationLine, strokes } from "@lazyrich/plot";
 * const rows = [{ t: 0, mu: 0 }, { t: 1, mu: 1 }];
 * const svg = figure({ panels: [panel({ marks: [simulationLine(rows, { x: "t", y: "mu" })] })] });
 * svg.includes(`stroke-width="${strokes.simulation}"`); // true
 */
export function simulationLine(rows: readonly Row[], options: LineOptions): Mark {
  return lineOf("simulationLine", rows, { ...options, strokeWidth: options.strokeWidth ?? strokes.simulation });
}

/**
 * What is known exactly: a thin dashed dark line, to be laid over the simulation.
 *
 * @param rows the table
 * @param options columns and look
 * @example
 * import { exactLine, figure, panel, strokes } from "@lazyrich/plot";
 * const rows = [{ t: 0, mu: 0 }, { t: 1, mu: 1 }];
 * const svg = figure({ panels: [panel({ marks: [exactLine(rows, { x: "t", y: "mu" })] })] });
 * svg.includes(`stroke-dasharray="${strokes.exactDash}"`); // true
 */
export function exactLine(rows: readonly Row[], options: LineOptions): Mark {
  const { stroke = "currentColor", strokeWidth = strokes.exact, dash = strokes.exactDash } = options;
  return lineOf("exactLine", rows, { ...options, stroke, strokeWidth, dash });
}

/**
 * The exact solution over the simulation of one table: thick coloured lines below through the columns whose names end in `Simulated`, thin
 * dashed dark ones through those in `Exact` on top.
 *
 * @param rows the table
 * @param options `y` (and `x`, where it was simulated too) without the ending: "mu" for muSimulated and muExact. `stroke` colours the simulation and,
 * where it is a column, tells the lines apart.
 * @throws RangeError if the rows lack a column or hold something else than numbers in it.
 * @example
 * import { exactOverSimulation, figure, panel } from "@lazyrich/plot";
 * const rows = [0, 1, 2].map((t) => ({ t, muExact: t / 2, muSimulated: t / 2 }));
 * const svg = figure({ panels: [panel({ marks: [exactOverSimulation(rows, { x: "t", y: "mu" })] })] });
 * svg.includes("stroke-dasharray"); // true: the exact line, on top
 */
export function exactOverSimulation(rows: readonly Row[], options: LineOptions): Mark {
  const { x, y, z, stroke, strokeWidth, strokeOpacity } = options;
  const first = rows[0];
  const apart = z ?? (stroke !== undefined && first !== undefined && stroke in first ? stroke : undefined);
  const along = (ending: string): string => (first !== undefined && `${x}${ending}` in first ? `${x}${ending}` : x);
  const simulated = { x: along("Simulated"), y: `${y}Simulated`, z: apart, stroke, strokeWidth, strokeOpacity };
  return [simulationLine(rows, simulated), exactLine(rows, { x: along("Exact"), y: `${y}Exact`, z: apart })];
}

function lineOf(mark: string, rows: readonly Row[], options: LineOptions): Mark {
  const { x, y, z, stroke, strokeWidth = strokes.line, strokeOpacity, dash } = options;
  const apart = z === undefined ? [] : [z].flat();
  checkNumbers(mark, rows, { x, y });
  for (const column of apart) checkColumns(mark, rows, { z: column });
  checkColors(mark, rows, { stroke });
  return Plot.line(rows as Row[], {
    x,
    y,
    ...(apart.length === 0 ? {} : { z: (row: Row) => apart.map((column) => row[column]).join(" ") }),
    ...(stroke === undefined ? {} : { stroke }),
    ...(strokeOpacity === undefined ? {} : { strokeOpacity }),
    strokeWidth,
    ...(dash === undefined ? {} : { strokeDasharray: dash }),
    strokeLinejoin: "round",
    clip: "frame",
  });
}
