import { csvParse } from "d3-dsv";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { columnsOf, csv } from "../src/csv.js";
import { parquet } from "../src/parquet.js";
import type { Row } from "../src/row.js";

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

test("CSV gives back every double and every text", () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      // a text of its own is no field's edge, but an empty one cannot be told from null
      const read = csvParse(csv(rows), ({ value, maybe, text, flag }) => ({
        value: Number(value) + 0,
        maybe: maybe === "" ? null : Number(maybe) + 0,
        text: text!,
        flag: flag === "true",
      }));
      const written = rows.map((row) => ({
        ...row,
        value: (row.value as number) + 0,
        maybe: row.maybe === null ? null : (row.maybe as number) + 0,
      }));
      expect([...read]).toEqual(written);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("CSV quotes what needs quotes, and null is empty", () => {
  expect(csv([{ a: 'x,"y"', b: null, c: 0.1 + 0.2 }])).toBe('a,b,c\n"x,""y""",,0.30000000000000004\n');
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
