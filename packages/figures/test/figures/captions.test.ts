import { expect, test } from "vitest";
import type { FigureData } from "../../src/figure.js";
import { number } from "../../src/figures/captionText.js";
import { figure3 } from "../../src/figures/figure3.js";
import { figure4b } from "../../src/figures/figure4b.js";
import { figure7 } from "../../src/figures/figure7.js";
import { linearModes } from "../../src/figures/linearModes.js";

const changed = (
  { tables, ...data }: FigureData,
  table: string,
  change: (row: FigureData["tables"][string][number]) => object,
): FigureData => ({
  ...data,
  tables: { ...tables, [table]: tables[table]!.map((row) => ({ ...row, ...change(row) })) },
});

test.each([
  [0, "0"],
  [-2, "−2"],
  [1 / 3, "0.333333"],
  [1000, "1000"],
  [1e4, "10⁴"],
  [12000, "12000"],
  [1e6, "10⁶"],
  [2.5e-11, "2.5·10⁻¹¹"],
  [-1e-4, "−10⁻⁴"],
  [Infinity, "∞"],
  [-Infinity, "−∞"],
])("%d is written %s", (value, text) => {
  expect(number(value)).toBe(text);
});

test("figure 3 tells of the paper's drawing at the paper's settings alone", async () => {
  const spec = { ...figure3.spec, times: { ...figure3.spec.times, count: 20 } };
  expect(figure3.caption(spec, await figure3.run(spec))).toContain("Kunin et al. 2024, Figure 3(c)");
  const other = { ...spec, deltas: [-1, 3] };
  const caption = figure3.caption(other, await figure3.run(other));
  expect(caption).not.toContain("Kunin");
  expect(caption).toMatch(/ends at 0\.\d+ for δ = −1, 0\.\d+ for δ = 3\./);
});

test("figure 4b names the deltas for which the theorem makes no statement", async () => {
  const data = await figure4b.run(figure4b.spec);
  expect(figure4b.caption(figure4b.spec, data)).toContain("theorem 3.1.");
  const refused = changed(data, "ends", (row) => ({ applies: Number(row.delta) > -2 }));
  expect(figure4b.caption(figure4b.spec, refused)).toContain("no statement for δ = −4 and −2.");
});

test("figure 7 says that the sides part only where they do", async () => {
  const data = await figure7.run(figure7.spec);
  expect(figure7.caption(figure7.spec, data)).toContain("end at minima of opposite sign");
  const together = changed(data, "trajectories", (row) => (row.delta === -2 ? { aSimulated: 1 } : {}));
  expect(figure7.caption(figure7.spec, together)).toContain("For δ = −2 both sides have a of one sign");
});

test("linear-modes says how late the last mode is, and what is not learned", async () => {
  const spec = { ...linearModes.spec, deltas: [0, 4], times: { ...linearModes.spec.times, count: 60 } };
  const data = await linearModes.run(spec);
  expect(linearModes.caption(spec, data)).toMatch(/At δ = 0 the last mode is halfway \d\.\d times as late/);
  const unlearned = changed(data, "modes", (row) => (row.mode === 4 ? { sigmaExact: 0 } : {}));
  expect(linearModes.caption(spec, unlearned)).toContain("the sign of det β cannot change");
});
