import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { figure7 } from "../../src/figures/figure7.js";
import { example } from "./example.js";

test.each([
  { betaStar: [1, 0.25], deltas: [0, -2, -10] },
  { betaStar: [0, 1], deltas: [0, -2, -10] },
  { betaStar: [-1, 0], deltas: [0, -1] },
  { betaStar: [-0.4, -1.3], deltas: [1, 0, -0.5, -4], etaA: 2, etaW: 0.7 },
  { betaStar: [3, -4], deltas: [-3], a0: -0.8 },
])("simulations from both sides of the boundary end in opposite basins, target $betaStar", async (fields) => {
  const spec = parseSpec(figure7.schema, fields);
  const data = await figure7.run(spec);
  expect(data.largestDifference).toBeLessThan(1e-8);
  for (const delta of spec.deltas) {
    const ends = [0, 1].map(
      (side) => data.tables.trajectories!.filter((row) => row.delta === delta && row.side === side).at(-1)!,
    );
    expect(ends.map((end) => end.basin)).toEqual([1, -1]);
    for (const end of ends) {
      expect(Math.sign(Number(end.aSimulated))).toBe(end.basin);
      expect(end.phiSimulated).toBeCloseTo(Number(end.basin), 5);
      expect(end.muSimulated).toBeCloseTo(Number(end.basin) * Math.hypot(...spec.betaStar), 5);
    }
  }
  const svg = figure7.draw(data, spec);
  expect(svg).not.toContain("NaN");
});

test("below delta = 0 both sides start close together", async () => {
  const { tables } = await example(figure7).data;
  for (const delta of [-2, -10]) {
    const [first, second] = tables.trajectories!.filter((row) => row.delta === delta && row.t === 0);
    expect(first!.aExact).toBe(second!.aExact);
    const gap = Math.hypot(
      Number(first!.w1Exact) - Number(second!.w1Exact),
      Number(first!.w2Exact) - Number(second!.w2Exact),
    );
    const norm = Math.hypot(Number(first!.w1Exact), Number(first!.w2Exact));
    expect(gap).toBeCloseTo(2 * norm * Math.sin(figure7.spec.offset), 10);
  }
});

test("the target must not vanish, the starts must be on one side of a = 0", () => {
  expect(() => parseSpec(figure7.schema, { betaStar: [0, 0] })).toThrow(/^spec\.betaStar is the zero vector/);
  expect(() => parseSpec(figure7.schema, { a0: 0 })).toThrow("spec.a0 is 0; expected a readout on one side of 0");
});

test("panels and legend carry their names", async () => {
  const text = (await example(figure7).svg).replace(/<[^>]*>/g, "");
  for (const label of ["δ = −10", "alignment φ", "magnitude μ", "a > 0 wins", "a < 0 wins", "minima", "loss"])
    expect(text).toContain(label.replace(">", "&gt;").replace("<", "&lt;"));
});
