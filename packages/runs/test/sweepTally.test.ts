import { expect, test } from "vitest";
import type { SweepPlan } from "../src/files/sweepPlan.js";
import { type SweepProgress, sweepTally } from "../src/files/sweepTally.js";
import type { CellRun } from "../src/run/runCell.js";
import type { CellSpec } from "../src/spec/runSpec.js";

test("the share of a cell that is being computed counts until the cell is done", () => {
  const [first, second] = [{ seed: 1 }, { seed: 2 }] as unknown as [CellSpec, CellSpec];
  const plan = { found: [], missing: [first, second], damaged: [] } as unknown as SweepPlan;
  const seen: SweepProgress[] = [];
  const tally = sweepTally([first, second], plan, (progress) => seen.push(progress));
  tally.moved(first, 0.25);
  tally.moved(second, 0.5);
  tally.moved(first, 0.75);
  tally.computed(first, { evaluations: 3, stopReason: "finished", observed: [] as CellRun["observed"] } as CellRun);
  tally.failed(second, "no");
  expect(seen.map(({ done, begun }) => [done, begun])).toEqual([
    ...[
      [0, 0],
      [0, 0.25],
      [0, 0.75],
      [0, 1.25],
    ],
    ...[
      [1, 0.5],
      [2, 0],
    ],
  ]);
});
