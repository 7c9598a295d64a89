import { singleNeuron } from "@lazyrich/exact";
import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { timed } from "../drawing/remembered.ts";
import { basinsCharts } from "./basinsCharts.ts";
import type { BasinsValues } from "./basinsFields.ts";
import { betaStar, chartTimes, spaceTimes, startOf } from "./basinsProblem.ts";
import { basinsSpace } from "./basinsSpace.ts";

/** The level set in the colours of its basins, a start that goes around it, and its alignment and magnitude in time. */
export function basinsDrawing({ element, report, refuse, change }: Stage<BasinsValues>): Drawing<BasinsValues> {
  const [left, right] = [document.createElement("div"), document.createElement("div")];
  const split = document.createElement("div");
  split.className = "stage-split";
  split.append(left, right);
  element.replaceChildren(split);
  const space = basinsSpace(left, { refuse, change });
  const charts = basinsCharts(right);

  function draw(values: BasinsValues): void {
    const { delta, angle } = values;
    const start = startOf(values);
    const { value, milliseconds } = timed(() => {
      const solution = singleNeuron({ ...start, betaStar });
      return {
        inSpace: solution.trajectory(spaceTimes),
        inTime: solution.trajectory(chartTimes),
        basin: solution.basin(),
        end: solution.limit(),
      };
    });
    const { inSpace, inTime, basin, end } = value;
    space.draw(values, inSpace);
    charts.draw(delta, inTime);
    report({
      computed: `One exact trajectory at ${spaceTimes.length} times, its basin and its end`,
      milliseconds,
      readouts: [
        { value: basin, text: basin === 0 ? "the saddle" : basin > 0 ? "*a* > 0" : "*a* < 0" },
        { value: end.a },
        { value: [end.w[0]!, end.w[1]!] },
      ],
      ...(start.a0 === values.a0
        ? {}
        : {
            note: `On the level set of *δ* = ${delta} the readout is never nearer to 0 than √*δ*: the start stands at *a* = ${formatTick(Number(start.a0.toPrecision(4)))}.`,
          }),
      summary: `With delta ${delta} and a at ${start.a0.toFixed(2)}, the start ${angle} degrees from the target ends ${basin === 0 ? "at the saddle" : `at the minimum with a ${basin > 0 ? "above" : "below"} 0`}.`,
    });
  }

  return { draw, rest: () => space.rest() };
}
