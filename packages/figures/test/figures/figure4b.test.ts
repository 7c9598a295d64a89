import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { figure4b } from "../../src/figures/figure4b.js";
import { example } from "./example.js";

test("every delta ends on the line of solutions, where theorem 3.1 says", async () => {
  const { x, y } = figure4b.spec;
  const { tables } = await example(figure4b).data;
  expect(tables.ends).toHaveLength(7);
  for (const end of tables.ends!) {
    expect(end.applies).toBe(true);
    expect(x[0] * Number(end.beta1Simulated) + x[1] * Number(end.beta2Simulated)).toBeCloseTo(y, 9);
    expect(end.beta1Simulated).toBeCloseTo(Number(end.beta1Exact), 9);
    expect(end.beta2Simulated).toBeCloseTo(Number(end.beta2Exact), 9);
  }
});

test("ends lie between the limits, in the order of delta", async () => {
  const { tables } = await example(figure4b).data;
  const limit = (name: string): number => Number(tables.limits!.filter((row) => row.limit === name).at(-1)!.beta1);
  const along = [limit("downstream"), ...tables.ends!.map((end) => Number(end.beta1Exact)), limit("upstream")];
  expect(along).toEqual([...along].sort((a, b) => b - a));
});

test("a start that points away from the solutions: the theorem is not claimed, the exact solution holds", async () => {
  const spec = parseSpec(figure4b.schema, { beta0: [-1, 0] });
  const data = await figure4b.run(spec);
  const claims = data.tables.ends!.map(({ delta, applies }) => [delta, applies]);
  expect(claims.filter(([, applies]) => applies === false)).not.toHaveLength(0);
  for (const [delta, applies] of claims) if (Number(delta) >= 0) expect(applies).toBe(true);
  expect(data.largestDifference).toBeLessThan(1e-9);
  expect(figure4b.draw(data, spec)).toContain("<svg");
});

test("learning rates, a negative target and an oblique start", async () => {
  const spec = parseSpec(figure4b.schema, {
    x: [-1, 0.4],
    y: -0.7,
    beta0: [0.6, 0.9],
    etaA: 2,
    etaW: 0.5,
    deltas: [-1, 0, 3],
  });
  expect((await figure4b.run(spec)).largestDifference).toBeLessThan(1e-9);
});

test("solutions, implicit bias and ends carry their names", async () => {
  const text = (await example(figure4b).svg).replace(/<[^>]*>/g, "");
  for (const label of ["solutions", "implicit bias", "end of simulation", "δ → −∞", "loss"])
    expect(text).toContain(label);
});
