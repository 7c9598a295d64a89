import { parseSpec } from "@lazyrich/specs";
import type { Row } from "@lazyrich/tables";
import { expect, test } from "vitest";
import { figure4a } from "../../src/figures/figure4a.js";
import { example } from "./example.js";

/** The greatest distance of the exact trajectory of one delta from a drawn path. */
function farthestFrom(path: readonly Row[], trajectory: readonly Row[]): number {
  return Math.max(
    ...trajectory.map((row) => {
      const [x, y] = [Number(row.beta1Exact), Number(row.beta2Exact)];
      let nearest = Infinity;
      for (let i = 1; i < path.length; i++) {
        const [ax, ay, bx, by] = [path[i - 1]!, path[i]!].flatMap((end) => [Number(end.beta1), Number(end.beta2)]) as [
          number,
          number,
          number,
          number,
        ];
        const length = (bx - ax) ** 2 + (by - ay) ** 2;
        const s = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
        nearest = Math.min(nearest, Math.hypot(x - ax - s * (bx - ax), y - ay - s * (by - ay)));
      }
      return nearest;
    }),
  );
}

const spec = (fields: object) =>
  parseSpec(figure4a.schema, { times: { first: 1e-4, last: 1e4 }, simulation: { relativeTolerance: 1e-6 }, ...fields });

test.each([
  { betaStar: [0, 1], beta0: [-1, 0] },
  { betaStar: [1.5, 0.5], beta0: [-0.4, 1] },
  { betaStar: [0, 1], beta0: [0.8, -0.6] },
])("trajectories approach the drawn limits as delta grows, $beta0 to $betaStar", async (vectors) => {
  for (const [limit, sign] of [["upstream", 1] as const, ["downstream", -1] as const]) {
    const gaps: number[] = [];
    for (const size of [20, 80]) {
      const { tables } = await figure4a.run(spec({ ...vectors, deltas: [sign * size] }));
      gaps.push(
        farthestFrom(
          tables.limits!.filter((row) => row.limit === limit),
          tables.trajectories!,
        ),
      );
    }
    expect(gaps[1]).toBeLessThan(0.03);
    expect(gaps[1]).toBeLessThan(gaps[0]! / 1.5);
  }
});

test("the loss under the trajectories is that of whitened inputs, 0 at the target", async () => {
  const { tables } = await example(figure4a).data;
  for (const row of tables.loss!)
    expect(row.loss).toBeCloseTo((Number(row.beta1) ** 2 + (Number(row.beta2) - 1) ** 2) / 2, 12);
});

test("axes, limits and target carry their names", async () => {
  const text = (await example(figure4a).svg).replace(/<[^>]*>/g, "");
  for (const label of ["β1", "β2", "β0", "δ → +∞", "δ → −∞", "target", "loss"]) expect(text).toContain(label);
});

test("a plane has two dimensions", () => {
  expect(() => parseSpec(figure4a.schema, { betaStar: [0, 1, 2] })).toThrow(/^spec\.betaStar /);
});
