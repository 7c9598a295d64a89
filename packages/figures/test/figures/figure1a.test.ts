import { expect, test } from "vitest";
import { figure1a } from "../../src/figures/figure1a.js";

test("neurons begin on the circle of radius tau^2; a large scale stays there, a small one leaves, upstream turns patterns most", async () => {
  const { tables } = await figure1a.run(figure1a.spec);
  const { starts, hiddenWidth, steps } = figure1a.spec;
  for (const [start, { tau }] of starts.entries()) {
    for (const row of tables.neurons!.filter((each) => each.start === start && each.step === 0)) {
      expect(Math.hypot(Number(row.x), Number(row.y))).toBeCloseTo(tau ** 2, 12);
    }
    expect(tables.neurons!.filter((each) => each.start === start && each.step === 0)).toHaveLength(hiddenWidth);
  }
  const end = starts.map((_, start) => tables.metrics!.filter((row) => row.start === start).at(-1)!);
  for (const row of end) {
    expect(Number(row.step)).toBeCloseTo(steps, 6);
    expect(row.relativeLoss).toBeLessThan(0.01);
  }
  const [rich, lazy, upstream, downstream] = end.map((row) => Number(row.hammingShare)) as [
    number,
    number,
    number,
    number,
  ];
  expect(lazy).toBeLessThan(0.02);
  expect(downstream).toBeLessThan(0.02);
  expect(upstream).toBeGreaterThan(rich);
});
