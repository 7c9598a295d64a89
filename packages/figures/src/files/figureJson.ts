import { readFileSync } from "node:fs";
import { jsonText, parseJsonText, type Row } from "@lazyrich/tables";
import type { DrawOptions, Figure, FigureData } from "../figure.js";

/** A figure as it was stored: what it is of, its settings and its rows. */
export interface StoredFigure {
  readonly figure: Figure;
  /** Its settings. */
  readonly spec: unknown;
  readonly data: FigureData;
}

/**
 * A figure as JSON: title, caption, largest difference, spec, the rows of every table to the bit, one a line, and the version that
 * made it. `parseFigureJson` reads it, and `figure.draw` draws what it gives to the same bytes.
 *
 * @param figure which it is
 * @param spec the settings of the run
 * @param data its rows
 * @param look how it is drawn, which its caption tells
 * @example
 * import { findFigure } from "@lazyrich/figures";
 * import { figureJson } from "@lazyrich/figures/files";
 * const figure = findFigure("deep-modes");
 * const text = figureJson(figure, figure.spec, await figure.run(figure.spec));
 * JSON.parse(text).figure; // "deep-modes"
 */
export function figureJson<Spec>(figure: Figure<Spec>, spec: Spec, data: FigureData, look: DrawOptions = {}): string {
  const tables = Object.entries(data.tables).map(
    ([table, rows]) =>
      `    ${JSON.stringify(table)}: [\n${rows.map((row) => `      ${jsonText(row)}`).join(",\n")}\n    ]`,
  );
  const fields = {
    figure: jsonText(figure.id),
    title: jsonText(figure.title),
    caption: jsonText(figure.caption(spec, data, look)),
    largestDifference: data.largestDifference === undefined ? undefined : jsonText(data.largestDifference),
    spec: jsonText(spec),
    madeBy: jsonText(`@lazyrich/figures ${version()}`),
    tables: `{\n${tables.join(",\n")}\n  }`,
  };
  const lines = Object.entries(fields).filter(([, text]) => text !== undefined);
  return `{\n${lines.map(([name, text]) => `  ${JSON.stringify(name)}: ${text}`).join(",\n")}\n}\n`;
}

/**
 * The figure that `figureJson` wrote; undefined where the text is JSON of something else, such as a result of runs.
 *
 * @param text of the file
 * @param name of the text, for errors.
 * @param figures that it may be of.
 * @throws RangeError in one line that begins with the name if it is not JSON, is of none of these figures, or its spec is not the figure's.
 * @example
 * import { figures, findFigure } from "@lazyrich/figures";
 * import { figureJson, parseFigureJson } from "@lazyrich/figures/files";
 * const figure = findFigure("deep-modes");
 * const text = figureJson(figure, figure.spec, await figure.run(figure.spec));
 * parseFigureJson(text, "figure.json", figures).figure.id; // "deep-modes"
 */
export function parseFigureJson(text: string, name: string, figures: readonly Figure[]): StoredFigure | undefined {
  const value = parseJsonText(text, name);
  if (typeof value !== "object" || value === null || !("figure" in value)) return undefined;
  const { figure: id, spec, tables, largestDifference } = value as Record<string, unknown>;
  const figure = figures.find((each) => each.id === id);
  if (figure === undefined) {
    const ids = figures.map((each) => each.id).join(", ");
    throw new RangeError(`${name}: figure is ${JSON.stringify(id)}; expected one of ${ids}`);
  }
  const checked = figure.schema.safeParse(spec);
  if (!checked.success)
    throw new RangeError(`${name}: spec is not one of figure ${figure.id}; expected what it was stored with`);
  if (!isTables(tables)) throw new RangeError(`${name}: tables is not there; expected the rows of figure ${figure.id}`);
  const difference = typeof largestDifference === "number" ? { largestDifference } : {};
  return { figure, spec: checked.data, data: { tables, ...difference } };
}

const isTables = (value: unknown): value is Record<string, Row[]> =>
  typeof value === "object" && value !== null && Object.values(value).every(Array.isArray);

const version = (): string => JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
