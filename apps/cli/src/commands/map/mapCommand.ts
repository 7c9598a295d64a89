import { drawMaps, mapTable, type Statistic, statisticNames } from "@lazyrich/figures";
import { pictureFile } from "@lazyrich/figures/files";
import { csv } from "@lazyrich/tables";
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
  readonly statistic: string;
  readonly out: string;
}

const endings = ["svg", "png", "pdf", "csv"] as const;

/** Draws a measure of stored runs over any two of their axes. */
export async function mapCommand({ from, x, y, value, facet, statistic, out }: MapOptions): Promise<void> {
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
  const { rows } = await resultOf(from);
  const columns = { x, y, values: value.split(",").map((name) => name.trim()), facet };
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

async function drawn(
  draw: () => { readonly table: ReturnType<typeof mapTable>; readonly picture: string },
  ending: (typeof endings)[number],
): Promise<{ readonly content: string | Uint8Array; readonly leftOut: number; readonly places: number }> {
  try {
    const { table, picture } = draw();
    const told = { leftOut: table.leftOut, places: table.rows.length };
    return { content: ending === "csv" ? picture : await pictureFile(picture, ending), ...told };
  } catch (error) {
    throw error instanceof RangeError ? new InputError(error.message) : error;
  }
}
