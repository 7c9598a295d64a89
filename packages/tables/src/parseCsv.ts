import type { Cell, Row } from "./row.js";
import { valueOfWord } from "./valueOfWord.js";

/**
 * The rows of a CSV file with a header: what `csv` wrote, or what pandas, R or a spreadsheet made of it. A field in quotes is a
 * text; one without is a number, true or false (also True, TRUE), null if empty, else a text.
 *
 * @param text of the file
 * @param name of the file, for errors.
 * @throws RangeError in one line that begins with the name if a quote is not closed, a line has more or fewer fields than the
 *   header, or two columns have one name.
 * @example
 * import { parseCsv } from "@lazyrich/tables";
 * parseCsv("t,regime\n0,lazy\n1,\n"); // [{ t: 0, regime: "lazy" }, { t: 1, regime: null }]
 */
export function parseCsv(text: string, name = "the table"): Row[] {
  const lines = linesOf(text.startsWith("\ufeff") ? text.slice(1) : text, name);
  const [header, ...body] = lines;
  if (header === undefined) throw new RangeError(`${name} is empty; expected a header line`);
  const columns = header.fields.map(({ text }) => text);
  const repeated = columns.find((column, i) => columns.indexOf(column) < i);
  if (repeated !== undefined) throw new RangeError(`${name} names the column ${JSON.stringify(repeated)} twice`);
  const isBlank = ({ fields }: Line) => columns.length > 1 && fields.length === 1 && fields[0]!.text === "";
  return body
    .filter((line) => !isBlank(line))
    .map(({ fields, number }) => {
      if (fields.length !== columns.length) {
        const found = `${fields.length} ${fields.length === 1 ? "field" : "fields"}`;
        throw new RangeError(`${name}, line ${number}, has ${found}; expected ${columns.length}, as in the header`);
      }
      return Object.fromEntries(fields.map((field, i) => [columns[i]!, cellOf(field)]));
    });
}

interface Field {
  readonly text: string;
  readonly isQuoted: boolean;
}

interface Line {
  /** From 1. */
  readonly number: number;
  readonly fields: readonly Field[];
}

const cellOf = ({ text, isQuoted }: Field): Cell => (isQuoted ? text : valueOfWord(text));

const PLAIN = /[^",\r\n]*/y;
const QUOTED = /"((?:[^"]|"")*)"/y;
const LINE_END = /\r?\n|\r/y;

function linesOf(text: string, name: string): Line[] {
  const lines: Line[] = [];
  let [at, number] = [0, 1];
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    at += found?.[0].length ?? 0;
    return found;
  };
  while (at < text.length) {
    const fields: Field[] = [];
    const first = number;
    for (;;) {
      const quoted = text[at] === '"' ? next(QUOTED) : undefined;
      if (quoted === null) throw new RangeError(`${name}, line ${number}, has a quote that is not closed`);
      const value = quoted === undefined ? next(PLAIN)![0] : quoted[1]!.replaceAll('""', '"');
      if (quoted !== undefined) number += quoted[0].split("\n").length - 1;
      fields.push({ text: value, isQuoted: quoted !== undefined });
      if (text[at] !== ",") break;
      at++;
    }
    lines.push({ number: first, fields });
    if (at < text.length && next(LINE_END) === null) {
      throw new RangeError(
        `${name}, line ${number}, has ${JSON.stringify(text[at])} in or after a field; expected "," or the end of the line`,
      );
    }
    number++;
  }
  return lines;
}
