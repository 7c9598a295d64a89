import { readFileSync } from "node:fs";
import { csvParse } from "d3-dsv";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { columnsOf, csv } from "../src/csv.js";
import { jsonText, parseJsonText } from "../src/jsonText.js";
import { parquet } from "../src/parquet/parquet.js";
import { parseParquet } from "../src/parquet/parseParquet.js";
import { parseCsv } from "../src/parseCsv.js";
import type { Row } from "../src/row.js";
import { forMutations, forMutationsAsync } from "./mutations.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const rowsOf = fc.array(
  fc.record<Row>({
    value: finite,
    maybe: fc.option(finite),
    text: fc.string({ unit: "grapheme" }),
    flag: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

const anyNumber = fc.double();
const anyRows = fc.array(
  fc.record<Row>({
    value: anyNumber,
    maybe: fc.option(anyNumber),
    'a, "name"': fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("", "1", "NaN", "true", "-inf", "\r\n", '"'),
    ),
    flag: fc.boolean(),
  }),
  { maxLength: 40 },
);

test("CSV and JSON give back every row to the bit", () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      if (rows.length > 0) expect(parseCsv(csv(rows), "a.csv")).toEqual(rows);
      const texts = rows.map((row) => ({ ...row, 'a, "name"': `${row['a, "name"']}.` }));
      expect(parseJsonText(jsonText({ rows: texts }), "a.json")).toEqual({ rows: texts });
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("another reader reads our CSV", () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      const read = csvParse(csv(rows), ({ value, maybe, text, flag }) => ({
        value: Number(value),
        maybe: maybe === "" ? null : Number(maybe),
        text: text!,
        flag: flag === "true",
      }));
      expect([...read]).toEqual(rows);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("CSV quotes what needs quotes, null is empty", () => {
  expect(csv([{ a: 'x,"y"', b: null, c: 0.1 + 0.2, d: "1", e: -0 }])).toBe(
    'a,b,c,d,e\n"x,""y""",,0.30000000000000004,"1",-0\n',
  );
});

test("what pandas, R or a spreadsheet writes is read", () => {
  expect(parseCsv("\ufeffseed,lossy,name\r\n1.0,True,relu\r\n2.0,,inf\r\n\r\n", "a.csv")).toEqual([
    { seed: 1, lossy: true, name: "relu" },
    { seed: 2, lossy: null, name: Number.POSITIVE_INFINITY },
  ]);
  expect(parseCsv('"a","b"\n1e-05,"x"\nNaN,FALSE\n', "a.csv")).toEqual([
    { a: 1e-5, b: "x" },
    { a: Number.NaN, b: false },
  ]);
  expect(parseCsv("a\n1\n\n3", "a.csv")).toEqual([{ a: 1 }, { a: null }, { a: 3 }]);
});

test.each([
  ["", "a.csv is empty; expected a header line"],
  ["a,b,a\n", 'a.csv names the column "a" twice'],
  ["a,b\n1,2\n3\n", "a.csv, line 3, has 1 field; expected 2, as in the header"],
  ['a,b\n"1\n1",2\n3,4,5\n', "a.csv, line 4, has 3 fields; expected 2, as in the header"],
  ['a,b\n1,"2\n', "a.csv, line 2, has a quote that is not closed"],
  ['a,b\n1,"2"3\n', 'a.csv, line 2, has "3" in or after a field; expected "," or the end of the line'],
])("%j: %s", (text, message) => {
  expect(() => parseCsv(text, "a.csv")).toThrow(new RangeError(message));
});

test("any change of a CSV or JSON file is an error of ours, or rows with the columns of the header", () => {
  const rows = Array.from({ length: 9 }, (_, i) => ({ i, x: i / 3, name: `a "${i}"`, flag: i > 3 }));
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  forMutations(new TextEncoder().encode(csv(rows)), (bytes) => {
    try {
      const read = parseCsv(text(bytes), "a.csv");
      for (const row of read) expect(Object.keys(row)).toEqual(Object.keys(read[0]!));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      expect((error as Error).message).toMatch(/^a\.csv[^\n]*$/);
    }
  });
  forMutations(new TextEncoder().encode(jsonText(rows)), (bytes) => {
    try {
      expect(JSON.stringify(parseJsonText(text(bytes), "a.json"))).toBe(JSON.stringify(JSON.parse(text(bytes))));
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      expect((error as Error).message).toMatch(/^a\.json is not JSON[^\n]*$/);
    }
  });
});

test("JSON keeps what JSON lacks, and refuses a text that would become a number", () => {
  const value = { a: [Number.NaN, -0, Number.NEGATIVE_INFINITY, null], b: { c: Float64Array.of(1, 2) }, d: undefined };
  expect(jsonText(value)).toBe('{"a":["NaN",-0,"-Infinity",null],"b":{"c":[1,2]}}');
  expect(parseJsonText(jsonText(value), "a")).toEqual({ a: value.a, b: { c: [1, 2] } });
  expect(() => jsonText({ name: "NaN" })).toThrow('a text is "NaN"; expected another, since this stands for a number');
});

test("Parquet gives back every double bit for bit, texts, booleans and null", async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, async (rows) => {
      expect(await read(parquet(rows))).toEqual(rows);
    }),
    { seed: 2, numRuns: 50 },
  );
});

test("Parquet of whole numbers, of a column of nulls, of no rows, of more rows than a group holds", async () => {
  const whole = [
    { step: 1, empty: null },
    { step: 2 ** 53, empty: null },
  ];
  expect(await read(parquet(whole))).toEqual(whole);
  expect(await read(parquet([]))).toEqual([]);
  const many = Array.from({ length: 3000 }, (_, i) => ({ i, half: i / 2 }));
  expect(await read(parquet(many))).toEqual(many);
});

test("a column of two types is refused by name", () => {
  expect(() => parquet([{ a: 1 }, { a: "x" }])).toThrow("column a mixes number and string; expected one type");
});

test("columns stand in the order they first appear", () => {
  expect(
    columnsOf([
      { t: 1, a: 2 },
      { b: 3, t: 1 },
    ]),
  ).toEqual(["t", "a", "b"]);
});

async function read(file: Uint8Array): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: file.slice().buffer as ArrayBuffer });
}

test("Parquet keeps texts beside its rows, and parseParquet gives back both", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyRows.filter((rows) => rows.length > 0),
      async (rows) => {
        const table = await parseParquet(parquet(rows, { spec: '{"δ": 1}', provenance: "" }), "a.parquet");
        expect(table).toEqual({ rows, metadata: { spec: '{"δ": 1}', provenance: "" } });
      },
    ),
    { seed: 3, numRuns: 50 },
  );
});

test("any change of a Parquet file is an error of ours, or rows", async () => {
  const rows = Array.from({ length: 50 }, (_, i) => ({ i, x: i % 3 ? i / 3 : null, name: `a${i % 4}`, flag: i > 3 }));
  await forMutationsAsync(parquet(rows, { spec: "{}" }), async (bytes) => {
    try {
      const table = await parseParquet(bytes, "a.parquet");
      for (const row of table.rows) expect(row).toBeTypeOf("object");
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      expect((error as Error).message).toMatch(/^a\.parquet [^\n]*$/);
    }
  });
});

test("a damaged length of a run is refused before 900 million values are made of it", async () => {
  const bytes = readFileSync(new URL("references/long-run.parquet", import.meta.url));
  await expect(parseParquet(bytes, "a")).rejects.toThrow(
    /^a cannot .* the length of a run is 913235378; expected at most 49$/,
  );
});

test("Parquet of other programs: integers, dates, the index of pandas, and what has no place in a row", async () => {
  const file = (columnData: Parameters<typeof parquetWriteBuffer>[0]["columnData"]) =>
    new Uint8Array(parquetWriteBuffer({ columnData }));
  const date = new Date("2024-06-10T12:00:00.000Z");
  const foreign = file([
    { name: "seed", data: [1n, 2n], type: "INT64" },
    { name: "width", data: [3, 4], type: "INT32" },
    { name: "half", data: [0.5, null], type: "FLOAT", nullable: true },
    { name: "when", data: [date, date], type: "TIMESTAMP" },
    { name: "__index_level_0__", data: [0n, 1n], type: "INT64" },
  ]);
  expect((await parseParquet(foreign, "a.parquet")).rows).toEqual([
    { seed: 1, width: 3, half: 0.5, when: date.toISOString() },
    { seed: 2, width: 4, half: null, when: date.toISOString() },
  ]);
  await expect(parseParquet(file([{ name: "x", data: [2n ** 60n], type: "INT64" }]), "a.parquet")).rejects.toThrow(
    'a.parquet holds 1152921504606846976 in column "x"; expected numbers, texts or booleans',
  );
  await expect(parseParquet(file([{ name: "x", data: [{ a: 1 }], type: "JSON" }]), "a.parquet")).rejects.toThrow(
    'a.parquet holds lists, records or bytes in column "x"; expected numbers, texts or booleans',
  );
});
