import type { Row } from "@lazyrich/tables";
import { expect, test } from "vitest";
import { figure2 } from "../../src/figures/figure2.js";
import { example } from "./example.js";

const number = (row: Row, column: string): number => Number(row[column]);
const spec = { ...figure2.spec, etaA: 1.7, etaW: 0.6, betaStar: [0.8, -1.2], beta0: [0.3, 0.9] } as const;
const run = figure2.run(spec);

test("surfaces, starts, minima and saddles lie on the level set of their delta", async () => {
  const { tables } = await run;
  for (const row of [...tables.surface!, ...tables.points!]) {
    const [delta, w1, w2, a] = ["delta", "w1", "w2", "a"].map((column) => number(row, column)) as [
      number,
      number,
      number,
      number,
    ];
    expect(Math.abs(spec.etaW * a ** 2 - spec.etaA * (w1 ** 2 + w2 ** 2) - delta)).toBeLessThan(1e-12 * (1 + a ** 2));
  }
});

test("one manifold carries the target, the other the start", async () => {
  for (const row of (await run).tables.curves!) {
    const beta = row.curve === "minima" ? spec.betaStar : spec.beta0;
    expect(number(row, "a") * number(row, "w1")).toBeCloseTo(beta[0], 12);
    expect(number(row, "a") * number(row, "w2")).toBeCloseTo(beta[1], 12);
  }
});

test("the loss has no slope at saddles and is not least there", async () => {
  const saddles = (await run).tables.points!.filter((row) => row.kind === "saddle");
  expect(saddles.map((row) => row.delta)).toEqual([-2, -2, 0]);
  for (const saddle of saddles) {
    expect(saddle.a).toBe(0);
    expect(number(saddle, "w1") * spec.betaStar[0] + number(saddle, "w2") * spec.betaStar[1]).toBeCloseTo(0, 12);
  }
});

test("trajectories go from a start to a minimum, and their mirror image to the mirrored one", async () => {
  const { tables } = await run;
  for (const delta of spec.deltas) {
    const ends = [1, -1].map(
      (sign) => tables.trajectories!.filter((row) => row.delta === delta && row.sign === sign).at(-1)!,
    );
    for (const end of ends) {
      const gaps = tables
        .points!.filter((row) => row.delta === delta && row.kind === "minimum")
        .map((row) =>
          Math.hypot(...["w1", "w2", "a"].map((column) => number(row, column) - number(end, `${column}Exact`))),
        );
      expect(Math.min(...gaps)).toBeLessThan(1e-9);
    }
    expect(number(ends[0]!, "aExact")).toBeCloseTo(-number(ends[1]!, "aExact"), 12);
  }
});

test("every regime has its name and the axes theirs", async () => {
  const text = (await example(figure2).svg).replace(/<[^>]*>/g, "");
  for (const label of ["downstream", "balanced", "upstream", "δ = −2", "loss", "minima", "w1", "w2"])
    expect(text).toContain(label);
});
