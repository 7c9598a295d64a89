import { drawMaps, mapTable, type Statistic, statisticNames } from "@lazyrich/figures";
import { pictureFile } from "@lazyrich/figures/files";
import type { Result } from "@lazyrich/runs";
import { isRefusal } from "@lazyrich/specs";
import { csv, type Row } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { resultOf } from "../../input/resultOf.js";
import { suggestion } from "../../input/suggestion.js";
import { writing } from "../../output/outputError.js";

/** Options of `lazyrich map` as commander gives them. */
export interface MapOptions {
  readonly from: string;
  readonly x: string;
  readonly y: string;
  readonly value: string;
  readonly facet?: string;
  readonly where?: readonly string[];
  readonly statistic: string;
  readonly out: string;
}

const endings = ["svg", "png", "pdf", "csv"] as const;

/** Draws a measure of stored runs over any two of their axes. */
export async function mapCommand({ from, x, y, value, facet, where = [], statistic, out }: MapOptions): Promise<void> {
  const ending = endings.find((each) => out.endsWith(`.${each}`));
  if (ending === undefined) {
    throw new InputError(
      `--out is ${JSON.stringify(out)}; expected a name that ends in ${endings.map((each) => `.${each}`).join(", ")}`,
    );
  }
  if (!(statisticNames as readonly string[]).includes(statistic)) {
    const expected = `expected one of ${statisticNames.join(", ")}`;
    throw new InputError(
      `--statistic is ${JSON.stringify(statistic)}; ${expected}${suggestion(statistic, statisticNames)}`,
    );
  }
  const values = value.split(",").map((name) => name.trim());
  const rows = where.reduce(rowsWhere, tableOf(await resultOf(from), values));
  const columns = { x, y, values, facet };
  const { content, leftOut, places } = await drawn(() => {
    const table = mapTable(rows, columns);
    const picture =
      ending === "csv" ? csv(table.rows) : drawMaps(table.rows, columns, { statistic: statistic as Statistic });
    return { table, picture };
  }, ending);
  writing(out, "a file in a folder that can be written", () => writeFilesTogether([{ path: out, content }]));
  const left = leftOut === 0 ? "" : `; ${leftOut} runs without a finite ${value} are left out`;
  process.stdout.write(`${out}: ${value} at ${places / columns.values.length} places${left}\n`);
}

/** The rows of runs, or of their layers if only these have what is asked for. */
function tableOf({ rows, tables }: Result, values: readonly string[]): readonly Row[] {
  const hasAll = (table: readonly Row[]): boolean => values.every((each) => Object.hasOwn(table[0] ?? {}, each));
  return hasAll(rows) ? rows : (Object.values(tables).find(hasAll) ?? rows);
}

/** The rows that `column=value` is true of. */
function rowsWhere(rows: readonly Row[], condition: string): readonly Row[] {
  const [, column, text] = /^([^=]+)=(.*)$/s.exec(condition) ?? [];
  if (column === undefined || text === undefined) {
    throw new InputError(`--where is ${JSON.stringify(condition)}; expected COLUMN=VALUE, such as step=1000`);
  }
  const columns = Object.keys(rows[0] ?? {});
  if (!columns.includes(column)) {
    throw new InputError(
      `--where names ${JSON.stringify(column)}${suggestion(column, columns)}; expected one of the columns ${columns.join(", ")}`,
    );
  }
  const found = rows.filter((row) => String(row[column]) === text || (text !== "" && row[column] === Number(text)));
  if (found.length > 0) return found;
  const there = [...new Set(rows.map((row) => String(row[column])))];
  const shown = there.slice(0, 8).join(", ") + (there.length > 8 ? ", ..." : "");
  throw new InputError(`--where is ${JSON.stringify(condition)}, which no row has; expected one of ${shown}`);
}

async function drawn(
  draw: () => { readonly table: ReturnType<typeof mapTable>; readonly picture: string },
  ending: (typeof endings)[number],
): Promise<{ readonly content: string | Uint8Array; readonly leftOut: number; readonly places: number }> {
  try {
    const { table, picture } = draw();
    const told = { leftOut: table.leftOut, places: table.rows.length };
    return { content: ending === "csv" ? picture : await pictureFile(picture, ending), ...told };
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  }
}
