import { parseSpec } from "@lazyrich/specs";
import { expect, test } from "vitest";
import { coneRows } from "../../src/figures/coneSurface.js";
import { figure5a } from "../../src/figures/figure5a.js";
import { neuronsOf } from "../../src/figures/students.js";

const theta = [1, 0.2, -0.3, 1, 0.4, -1, 1, -2, 0.5];
const network = neuronsOf(Float64Array.from(theta), 3);

function valueAt(angle: number): number {
  let sum = 0;
  for (let k = 0; k < 3; k++) {
    sum += theta[6 + k]! * Math.max(0, theta[2 * k]! * Math.cos(angle) + theta[2 * k + 1]! * Math.sin(angle));
  }
  return sum;
}

test("cones cover the circle once, meet in one value, and have the other parity beside them", () => {
  const rows = coneRows({}, network);
  const cones = [...new Set(rows.map((row) => row.cone))].map((cone) => rows.filter((row) => row.cone === cone));
  expect(cones).toHaveLength(6);
  for (const [i, cone] of cones.entries()) {
    const next = cones[(i + 1) % cones.length]!;
    const turn = Number(next[0]!.angle) - Number(cone.at(-1)!.angle);
    expect(Math.min(Math.abs(turn), Math.abs(turn + 2 * Math.PI))).toBeLessThan(1e-12);
    expect(next[0]!.value).toBeCloseTo(Number(cone.at(-1)!.value), 12);
    expect((Number(next[0]!.activeNeurons) + Number(cone[0]!.activeNeurons)) % 2).toBe(1);
    for (const row of cone) expect(row.value).toBeCloseTo(valueAt(Number(row.angle)), 12);
  }
});

test("both starts fit the labels; the upstream one gathers its kinks, the downstream one keeps them apart", async () => {
  const spec = parseSpec(figure5a.schema, { frames: 2, times: [0, 100] });
  const { tables } = await figure5a.run(spec);
  const edges = (start: number, index: number): number[] => {
    const rows = tables.cones!.filter((row) => row.start === start && row.view === "panel" && row.index === index);
    return [...new Set(rows.map((row) => row.cone))].map((cone) =>
      Number(rows.find((row) => row.cone === cone)!.angle),
    );
  };
  /** The mean of cones weighted by their width: wide where kinks have gathered. */
  const typicalCone = (start: number, index: number): number => {
    const angles = edges(start, index).sort((a, b) => a - b);
    const widths = angles.map((angle, i) => (angles[i + 1] ?? angles[0]! + 2 * Math.PI) - angle);
    return widths.reduce((sum, width) => sum + width ** 2, 0) / (2 * Math.PI);
  };
  const growth = [0, 1].map((start) => typicalCone(start, 1) / typicalCone(start, 0)) as [number, number];
  // at a tenth and a hundredth of the tolerance they are 1.5388 and 1.9550
  expect(growth[0]).toBeCloseTo(1.539, 2);
  expect(growth[1]).toBeCloseTo(1.955, 2);
  for (const start of [0, 1]) {
    const rows = tables.cones!.filter((row) => row.start === start && row.view === "panel" && row.index === 1);
    for (const { x1, x2, y } of tables.inputs!) {
      const angle = (Math.atan2(Number(x2), Number(x1)) + 2 * Math.PI) % (2 * Math.PI);
      const nearest = rows.reduce((best, row) =>
        Math.abs(Number(row.angle) - angle) < Math.abs(Number(best.angle) - angle) ? row : best,
      );
      expect(Math.abs(Number(nearest.value) - Number(y))).toBeLessThan(0.25);
    }
  }
});

test("an animation has frames of one size", async () => {
  const spec = parseSpec(figure5a.schema, { frames: 3, times: [0, 1], hiddenWidth: 4 });
  const frames = figure5a.frames!(await figure5a.run(spec), spec);
  expect(frames).toHaveLength(3);
  const sizes = frames.map((svg) => /viewBox="[^"]*"/.exec(svg)![0]);
  expect(new Set(sizes).size).toBe(1);
});
