import { basinBoundary, basinPart, type ParameterPoint, singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { formatTick } from "@lazyrich/plot";
import { type Drawing, initialValues, type Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";
import { isDark } from "../drawing/pageTheme.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { cssColor } from "../space/cssColor.ts";
import { GridSurface } from "../space/gridSurface.ts";
import { functionBranch } from "../space/levelSheet.ts";
import { lossTint } from "../space/lossTint.ts";
import type { Point3 } from "../space/picture.ts";
import { Space } from "../space/space.ts";
import { addAxes } from "../space/spaceAxes.ts";
import { SpaceCurve } from "../space/spaceCurve.ts";
import { SpaceHandle } from "../space/spaceHandle.ts";
import { SpaceMarker } from "../space/spaceMarker.ts";
import { type BasinsValues, basinColors, basinsFields } from "./basinsFields.ts";

const betaStar = [1, 0.25] as const;
const problem = { betaStar, etaA: 1, etaW: 1 };
const sides = [1, -1] as const;
const spaceTimes = Float64Array.of(0, ...logSpaced(0.002, 2000, 200));
const firstTime = 0.01;
const lastTime = 300;
const chartTimes = logSpaced(firstTime, lastTime, 180);
/** How far in |a| surfaces are drawn from their waist or tips. */
const height = 1.7;

/** The start that the sliders describe: on the level set, its readout no nearer to 0 than the level set's tips. */
export function startOf({ delta, angle, a0 }: Pick<BasinsValues, "delta" | "angle" | "a0">): {
  a0: number;
  w0: [number, number];
} {
  const a = delta > 0 ? (a0 < 0 ? -1 : 1) * Math.max(Math.abs(a0), Math.sqrt(delta)) : a0;
  const radius = Math.sqrt(Math.max(0, a ** 2 - delta));
  const turn = Math.atan2(betaStar[1], betaStar[0]) + (angle * Math.PI) / 180;
  return { a0: a, w0: [radius * Math.cos(turn), radius * Math.sin(turn)] };
}

/** The level set in the colours of its basins, a start that goes around it, and its alignment and magnitude in time. */
export function basinsDrawing({ element, report, refuse, change }: Stage<BasinsValues>): Drawing<BasinsValues> {
  const [left, right] = [document.createElement("div"), document.createElement("div")];
  const split = document.createElement("div");
  split.className = "stage-split";
  split.append(left, right);
  element.replaceChildren(split);

  const space = new Space(left, {
    view: initialValues(basinsFields),
    turn: ({ azimuth, elevation, zoom }) => change({ azimuth, elevation, zoom }),
    reach: 3.2,
    name: "Basins of attraction on a level set of delta in the space of w1, w2 and a",
    refuse,
  });
  const axes = addAxes(space, 2.9);
  const parts = sides.map(() => new GridSurface(space, { rows: 31, columns: 41, mesh: 5 }));
  const between = new GridSurface(space, { rows: 31, columns: 61, mesh: 6, opacity: 0.55 });
  const boundaries = sides.map(() => new SpaceCurve(space, { width: 1.6, title: "between the basins" }));
  const minima = sides.map(() => new SpaceCurve(space, { width: 2.6, title: "minima" }));
  const stars = sides.map(() => new SpaceMarker(space, { radius: 0.08, fill: "#c0392b", rim: "#ffffff" }));
  const path = new SpaceCurve(space, { width: 5, title: "exact trajectory" });

  const charts = [new Chart(), new Chart()] as const;
  const root = svg(
    "svg",
    { width: "100%", height: "100%", role: "img", "aria-label": "Alignment and magnitude in time" },
    charts.map(({ group }) => group),
  );
  right.append(root);

  let values: BasinsValues | undefined;
  const handle = new SpaceHandle(space, {
    name: "start, around the level set",
    label: "start",
    step: basinsFields.angle.step,
    curve: () =>
      Array.from({ length: 181 }, (_, i) => {
        const angle = -180 + 2 * i;
        const { a0, w0 } = startOf({ ...values!, angle });
        return { value: angle, at: [w0[0], w0[1], a0] as const };
      }),
    move: (angle) => change({ angle }),
  });

  function draw(latest: BasinsValues): void {
    values = latest;
    const { delta, surface } = latest;
    const began = performance.now();
    const start = startOf(latest);
    const solution = singleNeuron({ ...start, betaStar });
    const inSpace = solution.trajectory(spaceTimes);
    const inTime = solution.trajectory(chartTimes);
    const basin = solution.basin();
    const end = solution.limit();
    const milliseconds = performance.now() - began;

    const ink = cssColor("currentColor", element);
    const red = cssColor("var(--demo-minima)", element);
    axes.recolor(ink);
    const theme = isDark() ? "dark" : "light";
    const tip = Math.sqrt(Math.max(0, delta));
    const top = height + tip;
    sides.forEach((side, k) => {
      const palette = [basinColors[side === 1 ? "positive" : "negative"][theme]];
      parts[k]!.update(
        (u, v) => {
          // heights closer together toward the tip of a sheet, where it bends
          const a = delta < 0 ? height * (2 * u - 1) : side * (tip + height * u ** 2);
          return point3(basinPart(problem, { delta, basin: side }, a, v));
        },
        { palette, shade: () => 0 },
      );
      const line = Array.from({ length: 41 }, (_, i) =>
        point3(basinBoundary(problem, height * (i / 20 - 1), side * Math.sqrt(-delta))),
      );
      boundaries[k]!.update(delta < 0 ? line : [], ink);
      const { a, w } = neuronWithFunction({ beta0: betaStar, delta, sign: side });
      stars[k]!.place([w[0]!, w[1]!, a]);
      minima[k]!.update(functionBranch(betaStar, side, { reach: 3, top: top * 1.05 }), red);
    });
    if (surface) {
      const widest = Math.sqrt(1.2 * Math.max(1, -delta));
      between.update(
        (u, v) => point3(basinBoundary(problem, height * 1.1 * (2 * u - 1), widest * (2 * v - 1))),
        lossTint(lossAt, 30),
      );
    } else between.hide();
    path.update(
      Array.from(spaceTimes, (_, i): Point3 => [inSpace.w[2 * i]!, inSpace.w[2 * i + 1]!, inSpace.a[i]!]),
      cssColor(deltaColor(delta), element),
    );
    handle.place([start.w0[0], start.w0[1], start.a0], latest.angle);
    space.look(latest);
    space.render();
    drawCharts(delta, inTime);

    const ending = basin === 0 ? "the saddle" : basin > 0 ? "*a* > 0" : "*a* < 0";
    report({
      computed: `One exact trajectory at ${spaceTimes.length} times, its basin and its end`,
      milliseconds,
      readouts: [{ value: basin, text: ending }, { value: end.a }, { value: [end.w[0]!, end.w[1]!] }],
      ...(start.a0 === latest.a0
        ? {}
        : {
            note: `On the level set of *δ* = ${delta} the readout is never nearer to 0 than √*δ*: the start stands at *a* = ${formatTick(Number(start.a0.toPrecision(4)))}.`,
          }),
      summary: `With delta ${delta} and a at ${start.a0.toFixed(2)}, the start ${latest.angle} degrees from the target ends ${basin === 0 ? "at the saddle" : `at the minimum with a ${basin > 0 ? "above" : "below"} 0`}.`,
    });
  }

  function drawCharts(delta: number, { phi, mu }: { phi: Float64Array; mu: Float64Array }): void {
    const { clientWidth: width, clientHeight } = right;
    setAttributes(root, { viewBox: `0 0 ${width} ${clientHeight}` });
    const cell = clientHeight / 2;
    const largest = Math.max(1.2, ...mu.map(Math.abs)) * 1.05;
    const curves = [
      { values: phi, label: "alignment *φ*", domain: [-1.05, 1.05] as const },
      { values: mu, label: "magnitude *μ*", domain: [-largest, largest] as const },
    ];
    for (const [k, { values: ys, label, domain }] of curves.entries()) {
      const chart = charts[k]!;
      chart.layOut(
        { x: 54, y: k * cell + 8, width: width - 66, height: cell - 52 },
        { type: "log", domain: [firstTime, lastTime], label: "time *t*" },
        { type: "linear", domain, label },
      );
      chart.curve("zero", [firstTime, lastTime], [0, 0], { stroke: "var(--plot-faint)", width: 1 });
      chart.curve("chosen", chartTimes, ys, { stroke: deltaColor(delta), width: 4, title: deltaTitle(delta) });
    }
  }

  return { draw, rest: () => space.rest() };
}

const point3 = ({ a, w }: ParameterPoint): Point3 => [w[0], w[1], a];

const lossAt = ([w1, w2, a]: Point3): number => ((a * w1 - betaStar[0]) ** 2 + (a * w2 - betaStar[1]) ** 2) / 2;
