import * as Plot from "@observablehq/plot";

/** One observation: a row of a table. */
export type Row = Readonly<Record<string, unknown>>;

export interface LineOptions {
  /** Columns of the rows. */
  readonly x: string;
  readonly y: string;
  /** Column that tells one line from another. */
  readonly z?: string;
  /** A colour, or a column whose values the colour scale turns into colours. */
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeOpacity?: number;
  readonly dash?: string;
}

const lineChannels = ({ x, y, z, stroke, strokeOpacity }: LineOptions) => ({
  x,
  y,
  ...(z === undefined ? {} : { z }),
  ...(stroke === undefined ? {} : { stroke }),
  ...(strokeOpacity === undefined ? {} : { strokeOpacity }),
});

/** A plain line through rows. NaN and null break it. */
export function line(rows: readonly Row[], options: LineOptions): Plot.Markish {
  checkColumns("line", rows, options.x, options.y, options.z);
  return Plot.line(rows as Row[], {
    ...lineChannels(options),
    strokeWidth: options.strokeWidth ?? 1.2,
    ...(options.dash === undefined ? {} : { strokeDasharray: options.dash }),
    strokeLinejoin: "round",
    clip: "frame",
  });
}

/** What was simulated: a thick coloured line. */
export function simulationLine(rows: readonly Row[], options: LineOptions): Plot.Markish {
  return line(rows, { strokeWidth: 2.4, ...options });
}

/** What is known exactly: a thin dashed dark line, to be laid over the simulation. */
export function exactLine(
  rows: readonly Row[],
  options: Omit<LineOptions, "stroke"> & { readonly stroke?: string },
): Plot.Markish {
  return line(rows, { stroke: "currentColor", strokeWidth: 0.75, dash: "2.4 1.8", ...options });
}

/** The exact solution over the simulation: thick coloured lines below, thin dashed dark ones on top. `stroke` colours the simulation. */
export function exactOverSimulation(
  exact: readonly Row[],
  simulation: readonly Row[],
  options: LineOptions,
): Plot.Markish {
  const { stroke, ...rest } = options;
  const z =
    rest.z ?? (stroke !== undefined && simulation[0] !== undefined && stroke in simulation[0] ? stroke : undefined);
  const thin = z === undefined ? { x: rest.x, y: rest.y } : { x: rest.x, y: rest.y, z };
  return [simulationLine(simulation, options), exactLine(exact, thin)];
}

/**
 * Refuses rows that lack a column, before a mark draws nothing.
 *
 * @throws RangeError naming the mark, the column and the columns that there are.
 */
export function checkColumns(mark: string, rows: readonly Row[], ...columns: readonly (string | undefined)[]): void {
  const first = rows[0];
  if (first === undefined) return;
  for (const column of columns)
    if (column !== undefined && !(column in first))
      throw new RangeError(`${mark}: rows have no column "${column}", only ${Object.keys(first).join(", ")}`);
}
