import { type ColumnMetaData, type FileMetaData, type PageHeader, parquetSchema, type SchemaTree } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import { readVarInt } from "hyparquet/src/thrift.js";

/** Snappy makes 64 bytes of no less than 3. */
const MOST_EXPANSION = 32;
/** Bit-packed runs come in eights, so the last may go on a little. */
const MOST_PADDING = 8;

/**
 * Goes through the pages of a file of flat columns before they are read, and refuses a length that no page can have: the
 * reader believes what it is told, and would repeat a value two thousand million times, or go back in the file for ever.
 *
 * @throws RangeError if a size, a number of values or the length of a run is damaged.
 */
export function requireSoundPages(bytes: Uint8Array, metadata: FileMetaData): void {
  const fields = new Map(parquetSchema(metadata).children.map((field) => [field.element.name, field]));
  let rows = 0;
  for (const group of metadata.row_groups) {
    rows += requireSize("rows of a group", Number(group.num_rows), Number(metadata.num_rows) - rows);
    for (const { meta_data } of group.columns) {
      const field = fields.get(meta_data?.path_in_schema[0] ?? "");
      if (meta_data === undefined || field === undefined) throw new RangeError("a column has no field in the schema");
      requireSoundColumn(bytes, meta_data, field, Number(group.num_rows));
    }
  }
}

function requireSoundColumn(bytes: Uint8Array, column: ColumnMetaData, { element }: SchemaTree, rows: number): void {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  requireSize("offset of a column", start, bytes.length);
  const length = requireSize("length of a column", Number(column.total_compressed_size), bytes.length - start);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  const reader = { view, offset: 0 };
  for (let seen = 0; seen < rows && reader.offset < length - 1; ) {
    const header = parquetHeader(reader);
    const size = requireSize("size of a page", header.compressed_page_size, length - reader.offset);
    requireSize("unpacked size of a page", header.uncompressed_page_size, MOST_EXPANSION * (size + MOST_EXPANSION));
    const page = bytes.subarray(start + reader.offset, start + reader.offset + size);
    reader.offset += size;
    if (header.type === "DICTIONARY_PAGE") {
      requireSize(
        "entries of a dictionary",
        header.dictionary_page_header?.num_values,
        8 * header.uncompressed_page_size,
      );
      continue;
    }
    const { num_values } = header.data_page_header ?? header.data_page_header_v2 ?? {};
    const values = requireSize("values of a page", num_values, rows - seen);
    seen += values;
    requireSoundRuns(page, header, { column, isOptional: element.repetition_type !== "REQUIRED", values });
  }
}

/** The runs of the levels, 1 bit wide, then those of booleans or of places in a dictionary: of values that are not null. */
function requireSoundRuns(
  page: Uint8Array,
  { data_page_header: v1, data_page_header_v2: v2, uncompressed_page_size }: PageHeader,
  { column, isOptional, values }: { column: ColumnMetaData; isOptional: boolean; values: number },
): void {
  let unpacked: Uint8Array;
  let at = 0;
  let present = values;
  if (v2 === undefined) {
    unpacked = decompressPage(page, uncompressed_page_size, column.codec, undefined);
    if (isOptional) {
      present = requireRuns(unpacked.subarray(4), { values, bits: 1 });
      at = 4 + requireSize("length of levels", viewOf(unpacked).getUint32(0, true), unpacked.length - 4);
    }
  } else {
    const repetition = requireSize("length of levels", v2.repetition_levels_byte_length, page.length);
    const levels = requireSize("length of levels", v2.definition_levels_byte_length, page.length - repetition);
    present -= requireSize("empty values of a page", v2.num_nulls, values);
    if (isOptional) requireRuns(page.subarray(repetition), { values, bits: 1 });
    const rest = page.subarray(repetition + levels);
    const size = uncompressed_page_size - repetition - levels;
    unpacked = v2.is_compressed === false ? rest : decompressPage(rest, size, column.codec, undefined);
  }
  const encoding = (v1 ?? v2)?.encoding;
  if (encoding === "RLE") requireRuns(unpacked.subarray(at + 4), { values: present, bits: 1 });
  else if (encoding === "RLE_DICTIONARY" || encoding === "PLAIN_DICTIONARY") {
    const bits = requireSize("width of places in a dictionary", unpacked[at], 32);
    if (bits > 0) requireRuns(unpacked.subarray(at + 1), { values: present, bits });
  }
}

/** @returns how many of the values are 1, if they are 1 bit wide. */
function requireRuns(bytes: Uint8Array, { values, bits }: { values: number; bits: number }): number {
  const reader = { view: viewOf(bytes), offset: 0 };
  let ones = 0;
  for (let seen = 0; seen < values; ) {
    const header = readVarInt(reader);
    const isPacked = (header & 1) === 1;
    const count = isPacked ? (header >>> 1) * 8 : header >>> 1;
    requireSize("length of a run", count, values - seen + MOST_PADDING);
    const shown = Math.min(count, values - seen);
    const entry = (i: number) => (bytes[reader.offset + (isPacked ? i >> 3 : 0)] ?? 0) >> (isPacked ? i & 7 : 0);
    if (bits === 1) for (let i = 0; i < shown; i++) ones += entry(i) & 1;
    seen += count;
    reader.offset += isPacked ? (header >>> 1) * bits : (bits + 7) >> 3;
  }
  return ones;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function requireSize(what: string, size: number | undefined, most: number): number {
  if (size !== undefined && Number.isInteger(size) && size >= 0 && size <= most) return size;
  throw new RangeError(`the ${what} is ${size}; expected at most ${most}`);
}
