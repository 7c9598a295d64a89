import type { BasicType, ColumnSource } from "hyparquet-writer";
import { parquetWriteBuffer } from "hyparquet-writer";
import { columnsOf } from "../csv.js";
import type { Row } from "../row.js";

/**
 * Rows as a Parquet file: numbers as DOUBLE, so bit for bit, strings as UTF-8, booleans, null as null.
 *
 * @param rows the table
 * @param metadata texts by name that stand in the file beside its rows; `parseParquet` gives them back.
 * @throws TypeError if a column mixes types.
 * @example
 * import { parquet, parseParquet } from "@lazyrich/tables/parquet";
 * const bytes = parquet([{ t: 0, loss: 0.5 }], { seed: "1" });
 * (await parseParquet(bytes)).metadata.seed; // "1"
 */
export function parquet(rows: readonly Row[], metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const columnData = columnsOf(rows).map((name) => column(name, rows));
  const kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }));
}

const TYPES: Readonly<Record<string, BasicType>> = { number: "DOUBLE", string: "STRING", boolean: "BOOLEAN" };

function column(name: string, rows: readonly Row[]): ColumnSource {
  const data = rows.map((row) => row[name] ?? null);
  const types = new Set(data.filter((value) => value !== null).map((value) => typeof value));
  if (types.size > 1) throw new TypeError(`column ${name} mixes ${[...types].join(" and ")}; expected one type`);
  const [type = "number"] = types;
  return { name, data, type: TYPES[type] ?? "STRING", nullable: data.includes(null) };
}
