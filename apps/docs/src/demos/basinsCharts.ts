import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { chartTimes, firstTime, lastTime } from "./basinsProblem.ts";

/** Alignment and magnitude of the chosen start in time, one below the other. */
export function basinsCharts(element: HTMLElement): {
  draw(delta: number, columns: { readonly phi: Float64Array; readonly mu: Float64Array }): void;
} {
  const charts = [new Chart(), new Chart()] as const;
  const root = svg(
    "svg",
    { width: "100%", height: "100%", role: "img", "aria-label": "Alignment and magnitude in time" },
    charts.map(({ group }) => group),
  );
  element.append(root);
  return {
    draw(delta, { phi, mu }) {
      const { clientWidth: width, clientHeight } = element;
      setAttributes(root, { viewBox: `0 0 ${width} ${clientHeight}` });
      const cell = clientHeight / 2;
      const largest = Math.max(1.2, ...mu.map(Math.abs)) * 1.05;
      const curves = [
        { values: phi, label: "alignment *φ*", domain: [-1.05, 1.05] as const },
        { values: mu, label: "magnitude *μ*", domain: [-largest, largest] as const },
      ];
      for (const [k, { values, label, domain }] of curves.entries()) {
        const chart = charts[k]!;
        chart.layOut(
          { x: 54, y: k * cell + 8, width: width - 66, height: cell - 52 },
          { type: "log", domain: [firstTime, lastTime], label: "time *t*" },
          { type: "linear", domain, label },
        );
        chart.curve("zero", [firstTime, lastTime], [0, 0], { stroke: "var(--plot-faint)", width: 1 });
        chart.curve("chosen", chartTimes, values, { stroke: deltaColor(delta), width: 4, title: deltaTitle(delta) });
      }
    },
  };
}
