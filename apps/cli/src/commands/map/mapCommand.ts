import { existsSync } from "node:fs";
import { drawMaps, mapTable, type Statistic, statisticNames } from "@lazyrich/figures";
import { pictureFile } from "@lazyrich/figures/files";
import { builtInLists, type Result, specColumns } from "@lazyrich/runs";
import { isRefusal } from "@lazyrich/specs";
import { columnsOf, csv, type Row, valueOfWord } from "@lazyrich/tables";
import { writeFilesTogether } from "@lazyrich/tables/files";
import { InputError } from "../../input/inputError.js";
import { pictureLook } from "../../input/pictureLook.js";
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
  readonly width?: string;
  readonly theme?: string;
  readonly out: string;
}

const endings = ["svg", "png", "pdf", "csv"] as const;

/** Draws a measure of stored runs over any two of their axes. */
export async function mapCommand({
  from,
  x,
  y,
  value,
  facet,
  where = [],
  statistic,
  out,
  ...options
}: MapOptions): Promise<void> {
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
  const look = pictureLook(options);
  const values = value.split(",").map((name) => name.trim());
  const result = await resultOf(from);
  const table = tableOf(result, values, from);
  const columns = { x, y, values, facet, ofSpec: specColumns({ spec: result.spec, rows: table }, builtInLists) };
  const rows = where.reduce(rowsWhere, table);
  const { content, leftOut, repeated, places } = await drawn(() => {
    const table = mapTable(rows, columns);
    const picture =
      ending === "csv"
        ? csv(table.rows)
        : drawMaps(table.rows, columns, { statistic: statistic as Statistic, ...look });
    return { table, picture };
  }, ending);
  writing(out, "a file in a folder that can be written", () => writeFilesTogether([{ path: out, content }]));
  const left = leftOut === 0 ? "" : `; ${leftOut} runs without a finite ${value} are left out`;
  const twice = repeated === 0 ? "" : `; ${repeated} rows that stand there again count once`;
  process.stdout.write(
    `${out}: ${columns.values.join(", ")} at ${places / columns.values.length} places${left}${twice}\n`,
  );
}

/** The rows of runs, or of their layers if only these have what is asked for. */
function tableOf({ rows, tables }: Result, values: readonly string[], from: string): readonly Row[] {
  const all = [rows, ...Object.values(tables)].map((table) => ({ table, columns: columnsOf(table) }));
  const found = all.find(({ columns }) => values.every((each) => columns.includes(each)));
  if (found !== undefined) return found.table;
  const homes = values.map((each) => all.find(({ columns }) => columns.includes(each)));
  if (homes.every((home) => home !== undefined)) {
    const other = values.find((_, i) => homes[i] !== homes[0]);
    throw new InputError(`--value has ${values[0]} and ${other}, of runs and of layers; expected those of one table`);
  }
  const missing = values[homes.indexOf(undefined)]!;
  const layers = from.replace(/\.(csv|parquet)$/i, "-layers.$1");
  if (layers !== from && existsSync(layers)) {
    const columns = columnsOf(rows).join(", ");
    throw new InputError(
      `--value is ${JSON.stringify(missing)}; expected one of the columns ${columns}; measures of layers are in ${layers}`,
    );
  }
  return rows;
}

/** The rows that `column=value` is true of. */
function rowsWhere(rows: readonly Row[], condition: string): readonly Row[] {
  const [, column, text] = /^([^=]+)=(.*)$/s.exec(condition) ?? [];
  if (column === undefined || text === undefined) {
    throw new InputError(`--where is ${JSON.stringify(condition)}; expected COLUMN=VALUE, such as step=1000`);
  }
  const columns = columnsOf(rows);
  if (!columns.includes(column)) {
    throw new InputError(
      `--where names ${JSON.stringify(column)}${suggestion(column, columns)}; expected one of the columns ${columns.join(", ")}`,
    );
  }
  const asked = valueOfWord(text);
  const found = rows.filter(
    (row) => row[column] === text || Object.is(row[column] ?? null, asked) || row[column] === asked,
  );
  if (found.length > 0) return found;
  const there = [...new Set(rows.map((row) => String(row[column] ?? "")))];
  const shown = there.slice(0, 8).join(", ") + (there.length > 8 ? ", ..." : "");
  throw new InputError(`--where is ${JSON.stringify(condition)}, which no row has; expected one of ${shown}`);
}

async function drawn(
  draw: () => { readonly table: ReturnType<typeof mapTable>; readonly picture: string },
  ending: (typeof endings)[number],
): Promise<{
  readonly content: string | Uint8Array;
  readonly leftOut: number;
  readonly repeated: number;
  readonly places: number;
}> {
  try {
    const { table, picture } = draw();
    const told = { leftOut: table.leftOut, repeated: table.repeated, places: table.rows.length };
    return { content: ending === "csv" ? picture : await pictureFile(picture, ending), ...told };
  } catch (error) {
    throw isRefusal(error) ? new InputError(error.message) : error;
  }
}
