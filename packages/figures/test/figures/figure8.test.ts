import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { figure8 } from "../../src/figures/figure8.js";
import { example } from "./example.js";

const run = example(figure8).data;

test("nu ends at the stable fixed point of the Riccati equation, for every start", async () => {
  for (const row of (await run).tables.dynamics!.filter((each) => each.t === figure8.spec.times.last)) {
    const delta = Number(row.delta);
    expect(row.nuExact).toBeCloseTo(-delta / 2 + Math.hypot(1, delta / 2), 7);
    expect(row.wOrthogonalExact).toBeCloseTo(0, 5);
  }
});

test("nu follows nu' = s (1 - nu^2) - delta nu", async () => {
  const rows = (await run).tables.dynamics!;
  let checked = 0;
  for (let i = 1; i + 1 < rows.length; i++) {
    const [before, here, after] = [rows[i - 1]!, rows[i]!, rows[i + 1]!];
    if (before.delta !== after.delta || before.start !== after.start || Number(before.t) < 0.02) continue;
    if ([before, here, after].some((row) => row.nuExact === null)) continue;
    const [nu0, nu, nu1] = [before, here, after].map((row) => Number(row.nuExact)) as [number, number, number];
    const [h0, h1] = [Number(here.t) - Number(before.t), Number(after.t) - Number(here.t)];
    const slope = (h0 ** 2 * (nu1 - nu) + h1 ** 2 * (nu - nu0)) / (h0 * h1 * (h0 + h1));
    const right = 1 - nu ** 2 - Number(here.delta) * nu;
    // finite differences on a coarse grid
    expect(Math.abs(slope - right)).toBeLessThan(0.05 * (1 + Math.abs(right)));
    checked++;
  }
  expect(checked).toBeGreaterThan(2000);
});

test("a changes its sign where c+ is negative, and only there", async () => {
  const ends = (await run).tables.dynamics!.filter((row) => row.t === figure8.spec.times.last);
  const crossed = ends.filter((row) => Number(row.aExact) < 0).map(({ start, delta }) => [start, delta]);
  expect(crossed).toEqual([
    [2, -2],
    [2, -1],
  ]);
});

test("one dimension, learning rates and a list of one start", async () => {
  const spec = parseSpec(figure8.schema, { betaStar: [-2], beta0s: [[0.5]], deltas: [-1, 1], etaA: 3, etaW: 0.5 });
  const data = await figure8.run(spec);
  expect(data.largestDifference).toBeLessThan(1e-8);
  expect(figure8.draw(data, spec)).not.toContain("NaN");
});

test("a start of another length is refused by its path", () => {
  expect(() => parseSpec(figure8.schema, { beta0s: [[1, 0], [1]] })).toThrow(
    "spec.beta0s[1] has length 1, but betaStar has length 2",
  );
});

test("rows and columns carry their names", async () => {
  const text = (await example(figure8).svg).replace(/<[^>]*>/g, "");
  for (const label of ["β0 = (−0.6, 0.8)", "readout a", "time t", "simulation", "exact"]) expect(text).toContain(label);
});
