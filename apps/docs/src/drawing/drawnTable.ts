/** A line of the table behind a drawing; `z` where a point has three coordinates, or a map a value. */
export interface DrawnRow {
  readonly chart: string;
  readonly curve: string;
  readonly x: number;
  readonly y: number;
  readonly z?: number;
}

const tellers = new WeakMap<Element, () => Iterable<DrawnRow>>();
const mark = "data-rows";

/** Lets an element of a drawing tell the rows that it shows. */
export function tellRows(element: Element, rows: () => Iterable<DrawnRow>): void {
  element.setAttribute(mark, "");
  tellers.set(element, rows);
}

/** The rows of all that is drawn in an element, as CSV: a point a line, with all its digits. */
export function drawnCsv(element: Element): string {
  const rows = [...element.querySelectorAll(`[${mark}]`)].flatMap((each) => [...(tellers.get(each)?.() ?? [])]);
  const hasZ = rows.some(({ z }) => z !== undefined);
  const lines = rows.map(({ chart, curve, x, y, z }) =>
    [quoted(chart), quoted(curve), written(x), written(y), ...(hasZ ? [written(z)] : [])].join(","),
  );
  return `${[`chart,curve,x,y${hasZ ? ",z" : ""}`, ...lines].join("\n")}\n`;
}

const written = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? "" : String(value);

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
