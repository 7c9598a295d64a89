import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "@lazyrich/tables";
import { parquetReadObjects } from "hyparquet";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import * as z from "zod/mini";
import type { Figure, FigureData } from "../src/figure.js";
import { figureFormats } from "../src/files/figureFormats.js";
import { figureJson, parseFigureJson } from "../src/files/figureJson.js";
import { writeFigure } from "../src/files/writeFigure.js";
import { findFigure } from "../src/index.js";

interface Spec {
  readonly width: number;
}
const figure: Figure<Spec> = {
  id: "0",
  title: "A line",
  caption: ({ width }) => `A line ${width} wide.`,
  schema: z.strictObject({ width: z.number() }),
  spec: { width: 10 },
  run: async ({ width }) => ({
    tables: {
      line: [
        { x: 0, y: null },
        { x: width, y: Math.PI },
      ],
      ends: [{ name: "a" }],
    },
    largestDifference: 1e-12,
  }),
  draw: ({ tables }, { width }) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 5" width="${width}" height="5"><path d="M0,0L${tables.line![1]!.x},${tables.line![1]!.y}" stroke="black"/></svg>`,
};

let folder: string;
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), "lazyrich-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  folder = made;
});

test("every format, and the description beside", async () => {
  const data = await figure.run(figure.spec);
  const moving: Figure<Spec> = {
    ...figure,
    frames: (rows, spec) => [figure.draw(rows, spec), figure.draw(rows, spec)],
  };
  const paths = await writeFigure({ figure: moving, spec: figure.spec, data, folder, formats: figureFormats });
  const names = [
    ...["figure-0.svg", "figure-0.png", "figure-0.pdf", "figure-0.apng", "figure-0-animated.svg"],
    ...["figure-0-line.csv", "figure-0-line.parquet", "figure-0-ends.csv", "figure-0-ends.parquet", "figure-0.json"],
  ];
  expect(paths).toEqual(names.map((name) => join(folder, name)));
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
  expect(readFileSync(join(folder, "figure-0-line.csv"), "utf8")).toBe(`x,y\n0,\n10,${Math.PI}\n`);
  const description = JSON.parse(readFileSync(join(folder, "figure-0.json"), "utf8"));
  expect(description).toMatchObject({
    figure: "0",
    title: "A line",
    caption: "A line 10 wide.",
    spec: { width: 10 },
    largestDifference: 1e-12,
    tables: {
      line: [
        { x: 0, y: null },
        { x: 10, y: Math.PI },
      ],
      ends: [{ name: "a" }],
    },
  });
  expect(description.madeBy).toMatch(/^@lazyrich\/figures \d/);
});

test.each(["apng", "animated-svg"] as const)("a figure without an animation has no %s", async (format) => {
  const data = await figure.run(figure.spec);
  await expect(writeFigure({ figure, spec: figure.spec, data, folder, formats: [format] })).rejects.toThrow(
    new RangeError(`figure 0 has no animation; expected another format than ${format}`),
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("the stored rows and the stored spec draw the same picture, without a run", async () => {
  const data = await figure.run(figure.spec);
  await writeFigure({ figure, spec: figure.spec, data, folder, formats: ["svg", "parquet"] });
  const { spec, tables, largestDifference } = JSON.parse(readFileSync(join(folder, "figure-0.json"), "utf8"));
  const stored: Record<string, Row[]> = {};
  for (const table of Object.keys(tables)) {
    const file = readFileSync(join(folder, `figure-0-${table}.parquet`));
    stored[table] = (await parquetReadObjects({ file: new Uint8Array(file).buffer as ArrayBuffer })) as Row[];
  }
  const again: FigureData = { tables: stored, largestDifference };
  expect(again).toEqual(data);
  expect(figure.draw(again, figure.schema.parse(spec))).toBe(readFileSync(join(folder, "figure-0.svg"), "utf8"));
});

test("a figure's JSON is read back to the bit, and what is of no figure is told by its name", async () => {
  const figure9 = findFigure("9");
  const ran = await figure9.run(figure9.spec);
  // a number that JSON lacks, and a zero with a sign
  const data = { tables: { ...ran.tables, odd: [{ x: -0, y: Infinity, z: null }] }, largestDifference: 0.1 };
  const text = figureJson(figure9, figure9.spec, data);
  const stored = parseFigureJson(text, "a.json")!;
  expect(stored).toEqual({ figure: figure9, spec: figure9.spec, data });
  expect(Object.is(stored.data.tables.odd![0]!.x, -0)).toBe(true);
  expect(stored.figure.draw(stored.data, stored.spec)).toBe(figure9.draw(ran, figure9.spec));
  expect(parseFigureJson('{"rows": []}', "a.json")).toBe(undefined);
  for (const [from, to, message] of [
    ['"figure": "9"', '"figure": "99"', 'a.json: unknown figure "99"; expected one of 1a'],
    ['"reach":2', '"reach":-2', "a.json: spec is not one of figure 9"],
    ['"tables": {', '"rows": {', "a.json: tables is not there"],
    ["{", "", "a.json is not JSON"],
  ] as const) {
    expect(() => parseFigureJson(text.replace(from, to), "a.json")).toThrow(message);
  }
});

test("a drawing that fails or is aborted writes nothing and makes no folder", async () => {
  const data = await figure.run(figure.spec);
  const target = join(folder, "new");
  const broken = { ...figure, draw: () => "<svg/>" };
  await expect(
    writeFigure({ figure: broken, spec: figure.spec, data, folder: target, formats: ["svg", "png"] }),
  ).rejects.toThrow();
  const signal = AbortSignal.abort(new Error("stop"));
  await expect(
    writeFigure({ figure, spec: figure.spec, data, folder: target, formats: ["svg"], signal }),
  ).rejects.toThrow("stop");
  expect(existsSync(target)).toBe(false);
});
