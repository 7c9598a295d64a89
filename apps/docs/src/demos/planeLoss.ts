import { formatTick } from "@lazyrich/plot";
import type { Box } from "../drawing/box.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";
import { type Balance, firstTime, lastTime } from "./planeFamily.ts";
import type { PlaneValues } from "./planeFields.ts";

/** The loss of every path of the plane in time. */
export interface PlaneLoss {
  readonly group: SVGGElement;
  layOut(box: Box): void;
  draw(values: PlaneValues, paths: { readonly others: readonly Balance[]; readonly chosen: Balance }): void;
}

export function planeLoss(): PlaneLoss {
  const chart = new Chart();
  return {
    group: chart.group,
    layOut(box) {
      chart.layOut(
        box,
        { type: "log", domain: [firstTime, lastTime], label: "time *t*" },
        { type: "linear", domain: [0, 1], label: "loss over loss at the start" },
      );
    },
    draw({ delta, time }, { others, chosen }) {
      for (const { delta: each, lossTimes, loss } of others) {
        chart.curve(`δ = ${each}`, lossTimes, loss, {
          ...{ stroke: deltaColor(each), width: 1.6, title: deltaTitle(each) },
          label: each === delta ? undefined : formatTick(each),
        });
      }
      chart.curve("time", [time, time], [0, 1], { stroke: "var(--demo-neutral)", width: 1, dash: "3 3" });
      chart.curve("casing", chosen.lossTimes, chosen.loss, { stroke: "var(--plot-background)", width: 7 });
      chart.curve("chosen", chosen.lossTimes, chosen.loss, {
        ...{ stroke: deltaColor(delta), width: 4, title: deltaTitle(delta) },
        label: deltaTitle(delta),
      });
    },
  };
}
