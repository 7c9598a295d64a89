import { expect, test } from "vitest";
import { figure9 } from "../../src/figures/figure9.js";

test("regions fill the square, and the summary counts them", async () => {
  const { tables } = await figure9.run(figure9.spec);
  for (const { network, regions } of tables.networks!) {
    const corners = tables.corners!.filter((row) => row.network === network);
    expect(new Set(corners.map((row) => row.region)).size).toBe(regions);
    let area = 0;
    for (const region of new Set(corners.map((row) => row.region))) {
      const polygon = corners
        .filter((row) => row.region === region)
        .map((row) => [Number(row.x1), Number(row.x2)] as const);
      for (const [i, [x0, y0]] of polygon.entries()) {
        const [x1, y1] = polygon[(i + 1) % polygon.length]!;
        area += (x0 * y1 - x1 * y0) / 2;
      }
    }
    expect(area).toBeCloseTo(16, 10);
  }
});

test("the caption says which networks, with their seeds", () => {
  expect(figure9.caption(figure9.spec, { tables: {} })).toContain(
    "(c) 2 hidden layers of 10 and 8 neurons, biases of deviation 0.6, seed 2",
  );
});
