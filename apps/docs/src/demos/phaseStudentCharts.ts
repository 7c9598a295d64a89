import type { Box } from "../drawing/box.ts";
import { Chart } from "../drawing/chart.ts";
import { digits } from "../drawing/chartPointer.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { setAttributes } from "../drawing/svg.ts";
import type { StudentMetrics } from "../simulation/studentLists.ts";
import { cellAt, indexAt } from "./phaseCells.ts";
import { checkpointAt, checkpoints, type PhasePortraitValues } from "./phasePortraitFields.ts";

const quantities = [
  { name: "generalizationError", label: "test loss", type: "log", domain: [1e-6, 2] },
  { name: "kernelDistance", label: "kernel distance *S*", type: "linear", domain: [0, 1] },
] as const;
/** What is shown where there is room for one chart. */
const alone = "kernelDistance";

/** How one student learned: a chart a quantity, one below the other. */
export interface PhaseStudentCharts {
  readonly groups: readonly SVGGElement[];
  /** @param hasRoomForAll false for one chart that fills the place. */
  layOut(place: Box, hasRoomForAll: boolean): void;
  draw(values: PhasePortraitValues, student: readonly StudentMetrics[] | undefined): void;
}

export function phaseStudentCharts(): PhaseStudentCharts {
  const charts = quantities.map(() => new Chart());
  return {
    groups: charts.map(({ group }) => group),
    layOut({ x, y, width, height }, hasRoomForAll) {
      const cell = hasRoomForAll ? height / quantities.length : height;
      for (const [k, { name, label, type, domain }] of quantities.entries()) {
        const chart = charts[k]!;
        setAttributes(chart.group, { visibility: hasRoomForAll || name === alone ? undefined : "hidden" });
        chart.layOut(
          { x, y: y + (hasRoomForAll ? k * cell : 0), width, height: cell - 46 },
          { type: "log", domain: [checkpoints[0], checkpoints.at(-1)!], label: "steps" },
          { type, domain, label },
        );
      }
    },
    draw({ tau, delta, side, steps }, student) {
      const middle = cellAt(indexAt({ tau, delta }, side), side);
      const now = checkpoints[checkpointAt(steps)]!;
      for (const [k, { name, domain }] of quantities.entries()) {
        const chart = charts[k]!;
        if (student === undefined) chart.removeCurve("student");
        else {
          const measured = student.map((each) => Math.max(each[name], domain[0]));
          chart.curve("student", checkpoints, measured, {
            ...{ stroke: deltaColor(4 * middle.delta), width: 3 },
            title: `*τ* ${digits(middle.tau)}, *δ* ${digits(middle.delta)}`,
          });
        }
        chart.curve("steps", [now, now], domain, { stroke: "var(--demo-neutral)", width: 1, dash: "3 3" });
      }
    },
  };
}
