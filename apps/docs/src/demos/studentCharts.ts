import { type Box, Chart } from "../drawing/chart.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { setAttributes } from "../drawing/svg.ts";
import type { StudentRun } from "../simulation/studentRun.ts";
import type { StudentTeacherValues } from "./studentTeacherFields.ts";
import { checkpoints, firstTime, lastTime } from "./studentTrace.ts";

const quantities = [
  { key: "generalizationError", label: "test loss", bottom: 1e-6, leastTop: 1, type: "log" },
  { key: "kernelDistance", label: "*S*(0, *t*)", bottom: 0, leastTop: 0.05, type: "linear" },
  { key: "hammingDistance", label: "Hamming", bottom: 0, leastTop: 3, type: "linear" },
] as const;

/** What is shown where there is room for so many charts; with one it is how lazy the student is. */
const shownWith: Readonly<Record<number, readonly number[]>> = { 1: [1], 2: [0, 1], 3: [0, 1, 2] };
/** What a chart of 120 pixels takes, and the axis below the last of them. */
export const chartHeight = 150;
export const axisHeight = 44;

/** What is measured of a student in time: one chart a quantity, one below the other, as many as have room. */
export interface StudentCharts {
  readonly groups: readonly SVGGElement[];
  layOut(place: Box, run: StudentRun): void;
  /** What has been measured until now, over a faint line of what is to come. */
  draw(values: StudentTeacherValues, run: StudentRun, index: number): void;
}

export function studentCharts(): StudentCharts {
  const charts = quantities.map(() => new Chart());
  return {
    groups: charts.map(({ group }) => group),
    layOut({ x, y, width, height }, { metrics }) {
      const shown = shownWith[Math.max(1, Math.min(quantities.length, Math.floor(height / chartHeight)))]!;
      const cell = height / shown.length;
      for (const [k, { label, bottom, type }] of quantities.entries()) {
        const row = shown.indexOf(k);
        setAttributes(charts[k]!.group, { visibility: row < 0 ? "hidden" : undefined });
        charts[k]!.layOut(
          { x, y: y + Math.max(0, row) * cell, width, height: cell - 30 },
          { type: "log", domain: [firstTime, lastTime], label: k === shown.at(-1) ? "time *t*" : "" },
          { type, domain: [bottom, topOf(metrics, k)], label },
        );
      }
    },
    draw({ tau, time, delta }, { metrics }, index) {
      const stroke = deltaColor(4 * delta);
      for (const [k, { key, bottom }] of quantities.entries()) {
        const chart = charts[k]!;
        const column = Float64Array.from(metrics, (each) => each[key]);
        const now = Math.max(firstTime, time);
        chart.curve("time", [now, now], [bottom, topOf(metrics, k)], {
          stroke: "var(--demo-neutral)",
          width: 1,
          dash: "3 3",
        });
        chart.curve("to come", checkpoints.subarray(1), column.subarray(1), {
          ...{ stroke, width: 1.5, opacity: 0.4 },
          title: `*τ* = ${tau}, *δ* = ${delta}`,
        });
        chart.curve("until now", checkpoints.subarray(1, index + 1), column.subarray(1, index + 1), {
          stroke,
          width: 3.5,
        });
      }
    },
  };
}

/** How far up the chart of a quantity reaches: beyond all of a run, and far enough that a lazy run looks lazy. */
function topOf(metrics: StudentRun["metrics"], k: number): number {
  const { key, leastTop } = quantities[k]!;
  return Math.max(leastTop, 1.1 * Math.max(...metrics.map((each) => each[key])));
}
