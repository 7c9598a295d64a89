import { type FileMetaData, parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import type { Cell, Row } from "../row.js";
import { requireSoundPages } from "./requireSoundPages.js";

/** What a Parquet file holds. */
export interface ParquetTable {
  /** In the order of the file. */
  readonly rows: Row[];
  /** Texts by name, such as the spec of the rows; also what other programs keep there. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The most values that are read, so that a small file cannot ask for all memory. */
const MOST_VALUES = 2 ** 27;

/**
 * The rows of a Parquet file and the texts beside them: what `parquet` wrote, or what pandas, pyarrow or DuckDB made of it
 * (integers become numbers, dates ISO texts; the index of pandas is left out). Compression: none, Snappy. Pages have no checksum: a file
 * that was damaged within them may give other numbers.
 *
 * @param bytes of the file
 * @param name of the file, for errors.
 * @throws (rejects with) RangeError in one line that begins with the name if it is not a Parquet file, is damaged, is compressed
 *   otherwise, or holds integers beyond 2^53, lists or records.
 * @example
 * import { parquet, parseParquet } from "@lazyrich/tables/parquet";
 * (await parseParquet(parquet([{ t: 0, loss: 0.5 }]))).rows; // [{ t: 0, loss: 0.5 }]
 */
export async function parseParquet(bytes: Uint8Array, name = "the table"): Promise<ParquetTable> {
  const file = new Uint8Array(bytes).buffer;
  let metadata: FileMetaData;
  let found: Record<string, unknown>[];
  try {
    metadata = parquetMetadata(file);
    const values = Number(metadata.num_rows) * metadata.schema.length;
    if (!(values <= MOST_VALUES)) throw new RangeError(`it has ${values} values; expected at most ${MOST_VALUES}`);
    requireFlatColumns(metadata);
    requireSoundPages(bytes, metadata);
    found = await parquetReadObjects({ file, metadata });
  } catch (error) {
    throw new RangeError(`${name} cannot be read as Parquet: ${(error as Error).message.split("\n")[0]}`);
  }
  const rows = found.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !/^__index_level_\d+__$/.test(column))
        .map(([column, value]) => [column, cellOf(value, column, name)]),
    ),
  );
  const texts = (metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? ""] as const);
  return { rows, metadata: Object.fromEntries(texts) };
}

/**
 * That each group of rows has the columns of the schema, once, and none has parts. The reader would find out in the midst of its
 * work, and leave promises behind that reject unheard, which ends a process of Node.
 */
function requireFlatColumns(metadata: FileMetaData): void {
  const { children } = parquetSchema(metadata);
  const nested = children.find(
    ({ children, element }) => children.length > 0 || element.repetition_type === "REPEATED",
  );
  if (nested !== undefined)
    throw new RangeError(`column ${JSON.stringify(nested.element.name)} holds lists or records`);
  const names = children.map(({ element }) => element.name).sort();
  for (const { columns } of metadata.row_groups) {
    const here = columns.map(({ meta_data }) => meta_data?.path_in_schema.join(".")).sort();
    if (here.join("\n") !== names.join("\n")) throw new RangeError("a group of rows has other columns than the schema");
    if (new Set(here).size < here.length) throw new RangeError("two columns have one name");
  }
}

function cellOf(value: unknown, column: string, name: string): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  if (typeof value === "bigint" && Number.isSafeInteger(Number(value))) return Number(value);
  const found = typeof value === "bigint" ? `${value}` : "lists, records or bytes";
  throw new RangeError(
    `${name} holds ${found} in column ${JSON.stringify(column)}; expected numbers, texts or booleans`,
  );
}
