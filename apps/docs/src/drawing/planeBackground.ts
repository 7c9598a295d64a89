import { sequentialColor } from "@lazyrich/plot";
import type { Chart } from "./chart.ts";
import { isDark } from "./pageTheme.ts";
import { setAttributes, svg } from "./svg.ts";

const bandCount = 16;
/** Distances to the solutions at which the colour changes: the contours of a quadratic loss, evenly apart. */
const bandWidth = 0.25;

/** The loss |beta - beta*|^2 / 2 or (x.(beta - beta*))^2 / 2 over the plane of functions, as bands of colour that are moved in place. */
export class PlaneBackground {
  readonly group: SVGGElement = svg("g", { "aria-hidden": "true" });
  readonly #discs = Array.from({ length: bandCount }, () => svg("circle"));
  readonly #stripes = Array.from({ length: bandCount }, () => svg("rect"));

  /** Circles around the target. */
  drawDiscs(chart: Chart, [x, y]: readonly [number, number]): void {
    const unit = chart.x(1) - chart.x(0);
    this.#discs.forEach((disc, k) => {
      const band = bandCount - 1 - k;
      setAttributes(disc, { ...look(band), cx: chart.x(x), cy: chart.y(y), r: (band + 1) * bandWidth * unit });
    });
    this.group.replaceChildren(...this.#discs);
  }

  /** Stripes along the line of solutions through the target, across the direction of the input. */
  drawStripes(chart: Chart, [x, y]: readonly [number, number], inputAngle: number): void {
    const unit = chart.x(1) - chart.x(0);
    const length = 12 * unit;
    this.#stripes.forEach((stripe, k) => {
      const band = bandCount - 1 - k;
      const half = (band + 1) * bandWidth * unit;
      setAttributes(stripe, {
        ...look(band),
        x: -half,
        y: -length,
        width: 2 * half,
        height: 2 * length,
        transform: `translate(${chart.x(x)},${chart.y(y)})rotate(${(-inputAngle * 180) / Math.PI})`,
      });
    });
    this.group.replaceChildren(...this.#stripes);
  }
}

/** Pale enough to draw on, by day and by night. */
const look = (band: number): Record<string, string | number> => ({
  fill: sequentialColor(Math.min(1, (band / 11) ** 2), isDark() ? [0.24, 0.4] : [0.84, 0.985]),
  stroke: isDark() ? "#191a1c" : "#ffffff",
  "stroke-width": 1,
});
