import { paperWidth } from "@lazyrich/plot";
import { parseSpec } from "@lazyrich/specs";
import { describe, expect, test } from "vitest";
import { figures } from "../../src/figures.js";
import { example } from "./example.js";
import { reviewable } from "./reviewable.js";
import { smaller } from "./smaller.js";

const neuronFigures = figures.filter(({ id }) => ["2", "3", "4a", "4b", "7", "8"].includes(id));

describe.each(neuronFigures)("figure $id, exact over simulated", (figure) => {
  const run = example(figure).data;

  test("exact solution and simulation agree to 1e-9", async () => {
    const { largestDifference } = await run;
    expect(largestDifference).toBeGreaterThan(0);
    expect(largestDifference).toBeLessThan(1e-9);
  });

  test("largestDifference is the greatest difference in the rows", async () => {
    const { tables, largestDifference } = await run;
    let greatest = 0;
    for (const rows of Object.values(tables))
      for (const row of rows)
        for (const [column, exact] of Object.entries(row)) {
          const simulated = row[column.replace(/Exact$/, "Simulated")];
          if (column.endsWith("Exact") && typeof exact === "number" && typeof simulated === "number")
            greatest = Math.max(greatest, Math.abs(exact - simulated));
        }
    expect(greatest).toBe(largestDifference);
  });

  test("delta is conserved along every simulated trajectory", async () => {
    const { tables } = await run;
    const rows = Object.values(tables)
      .flat()
      .filter((row) => "deltaSimulated" in row);
    expect(rows.length).toBeGreaterThan(100);
    expect(Math.max(...rows.map((row) => Math.abs(Number(row.deltaSimulated) - Number(row.delta))))).toBeLessThan(1e-9);
  });

  test("the caption names every delta, the engine and its tolerance", async () => {
    const caption = figure.caption(figure.spec, await run);
    const { deltas } = figure.spec as { deltas: number[] };
    for (const delta of deltas) expect(caption).toContain(String(delta).replace("-", "−"));
    expect(caption).toContain("Dormand–Prince");
    expect(caption).toContain("relative tolerance 10⁻¹¹");
  });

  test("a spec's bad field is named in one line", () => {
    const message = (spec: object): string => {
      try {
        parseSpec(figure.schema, spec);
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    expect(message({ delta: [1] })).toMatch(/"delta".*did you mean "deltas"/);
    expect(message({ deltas: [0, Number.NaN] })).toMatch(/^spec\.deltas\[1\] /);
    expect(message({ deltas: [1, 1] })).toBe("spec.deltas names a delta twice; expected each once");
    expect(message({ etaA: 0 })).toMatch(/^spec\.etaA is 0/);
    expect(message({ times: { first: 9, last: 3 } })).toBe("spec.times.last is not later than times.first");
    expect(message({ simulation: { relativeTolerance: -1 } })).toMatch(/^spec\.simulation\.relativeTolerance is -1/);
  });
});

const comparedFigures = figures.filter(({ id }) =>
  [...neuronFigures.map((each) => each.id), "linear-modes", "mirror-potentials", "deep-modes", "deep-bias"].includes(
    id,
  ),
);

test.each(comparedFigures)("figure $id: no exact column knows how the flow was simulated", async (figure) => {
  const rowsAt = async (relativeTolerance: number) => {
    const short = { times: { count: 12 }, ...smaller[figure.id], simulation: { relativeTolerance } };
    return Object.values((await figure.run(parseSpec(figure.schema, short))).tables).flat();
  };
  const [tight, loose] = [await rowsAt(1e-11), await rowsAt(1e-5)];
  const exact = (rows: typeof tight) =>
    rows.map((row) => Object.entries(row).filter(([column]) => column.endsWith("Exact")));
  expect(exact(loose)).toEqual(exact(tight));
  // and each simulated column does
  for (const column of new Set(tight.flatMap(Object.keys).filter((each) => each.endsWith("Simulated")))) {
    expect(
      tight.some((row, i) => row[column] !== loose[i]![column]),
      column,
    ).toBe(true);
  }
});

describe.each(figures)("figure $id", (figure) => {
  const { spec, data: run, svg: drawn } = example(figure);

  test("looks as it did", async () => {
    const svg = reviewable(await drawn);
    expect(svg.length).toBeLessThan(120_000);
    await expect(svg).toMatchFileSnapshot(`snapshots/figure-${figure.id}.svg`);
  });

  test("the rows of a table have the same columns, and numbers are finite", async () => {
    for (const rows of Object.values((await run).tables)) {
      const columns = Object.keys(rows[0]!).join();
      for (const row of rows) {
        if (Object.keys(row).join() !== columns) expect(Object.keys(row).join()).toBe(columns);
        for (const value of Object.values(row))
          if (typeof value === "number" && !Number.isFinite(value)) expect(row).toBe("finite");
      }
    }
  });

  test("run again it says how far it is, gives the same rows, and from JSON the same bytes", async () => {
    const fractions: number[] = [];
    const again = await figure.run(spec, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(again).toEqual(await run);
    const svg = figure.draw(JSON.parse(JSON.stringify(again)), spec);
    expect(svg.startsWith("<svg")).toBe(true);
    expect(svg).not.toContain("NaN");
    expect(svg).toBe(await drawn);
  });

  test("an aborted run throws the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(figure.run(spec, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test("drawn again at another width it is that wide, with type of the same sizes", async () => {
    const svg = figure.draw(await run, spec, { width: paperWidth.neurips });
    expect(svg).toMatch(/viewBox="0 0 397 \d+"/);
    expect(svg).not.toContain("NaN");
    const sizes = (markup: string): Set<number> =>
      new Set(Array.from(markup.matchAll(/font-size="([\d.]+)"/g), ([, size]) => Number(size)));
    const own = sizes(await drawn);
    for (const size of own) expect(size).toBeLessThanOrEqual(9);
    // labels of whole size are there at both widths; what has no room is smaller, not out of the picture
    for (const size of [7, 8]) if (own.has(size)) expect(sizes(svg)).toContain(size);
  });

  test("the caption is said of these rows, with rounded numbers, in one spelling", async () => {
    const caption = figure.caption(spec, await run);
    expect(caption).not.toMatch(/undefined|NaN|null|Infinity|\[object/);
    expect(caption).not.toMatch(/\d\.\d{6}|\de[-−+]?\d/);
    expect(caption).not.toMatch(/colour|grey|labelled|neighbour|(minim|general|stabil)is(e|ed|es|ation)\b/);
    expect(caption).not.toContain("  ");
    expect(caption.trim()).toMatch(/\.$/);
  });

  test("an animation has frames of one size, each another picture, as many as are asked for", async () => {
    if (figure.frames === undefined) return;
    const frames = figure.frames(await run, spec, { count: 3, width: 300 });
    expect(frames).toHaveLength(3);
    expect(new Set(frames).size).toBe(3);
    const sizes = frames.map((svg) => /viewBox="0 0 300 [^"]*"/.exec(svg)![0]);
    expect(new Set(sizes).size).toBe(1);
  });

  test("an empty spec is the figure's own", () => {
    expect(parseSpec(figure.schema, {})).toEqual(figure.spec);
  });
});

test("figures are listed in the order of the paper, then those beyond it", () => {
  const ids = figures.map(({ id }) => id);
  const numbered = ids.filter((id) => /^\d/.test(id));
  expect(ids.slice(0, numbered.length)).toEqual(numbered);
  expect(numbered).toEqual([...numbered].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)));
});
