import { learningRegime, preconditioner } from "@lazyrich/exact";
import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaFamily, deltaTitle } from "../drawing/deltaFamily.ts";
import { DragHandle } from "../drawing/dragHandle.ts";
import { isWide } from "../drawing/isWide.ts";
import { PlaneBackground } from "../drawing/planeBackground.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { objectiveContours } from "./objectiveContours.ts";
import { type PlaneValues, planeExtent } from "./planeFields.ts";
import { inputOf, limitPath, type PlanePath, planePath, startOf, targetOf } from "./planeSolution.ts";

/** How many contours lie within the bold one, which touches the solutions. */
const contoursInside = 3;
const firstTime = 0.01;
const lastTime = 100;
/** Enough for a smooth path, and its last entry is the chosen time. */
const times = logSpaced(firstTime / 10, 1000, 260);
const lossTimes = logSpaced(firstTime, lastTime, 160);
/** The other paths are thin, and there are seven of them. */
const timesOfOthers = logSpaced(firstTime / 10, 1000, 130);
const lossTimesOfOthers = logSpaced(firstTime, lastTime, 90);

/** The plane of functions with its loss and the exact paths for each delta, and the loss in time beside it. */
export function planeDrawing({ element, report, change }: Stage<PlaneValues>): Drawing<PlaneValues> {
  const root = svg("svg", { width: "100%", height: "100%" });
  const plane = new Chart();
  const background = new PlaneBackground();
  const contours = svg("g", { class: "plane-contours" });
  plane.inside.prepend(background.group, contours);
  const lossChart = new Chart();
  const ends = svg("g", { class: "plane-ends" });
  const ellipse = svg("path", { class: "plane-kernel" });
  const dot = svg("circle", { r: 5, fill: "currentColor", stroke: "var(--plot-background)", "stroke-width": 1.5 });
  const range = [-1.5, 1.5] as const;
  const extent = [range, range] as const;
  const start = new DragHandle({
    name: "beta 0, the function at the start",
    label: "*β*_0",
    symbol: "ring",
    extent,
    move: (start1, start2) => change({ start1, start2 }),
  });
  const target = new DragHandle({
    name: "beta star, the target",
    label: "*β*_∗",
    symbol: "star",
    extent,
    move: (target1, target2) => change({ target1, target2 }),
  });
  plane.above.append(ellipse, ends, dot);
  root.append(plane.group, target.group, start.group, lossChart.group);
  element.replaceChildren(root);

  function draw(values: PlaneValues): void {
    const { delta, time, inputs, limits, kernel } = values;
    const began = performance.now();
    const paths = new Map(deltaFamily.map((each) => [each as number, planePath(values, each, timesOfOthers)]));
    const chosen = planePath(values, delta, times);
    const now = planePath(values, delta, Float64Array.of(time));
    const milliseconds = performance.now() - began;

    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    layOut(width, height);
    const at = targetOf(values);
    if (inputs === "whitened") background.drawDiscs(plane, at);
    else background.drawStripes(plane, at, Math.atan2(inputOf(values)[1], inputOf(values)[0]));
    plane.curve("axis across", [...planeExtent], [0, 0], { stroke: "var(--plot-background)", width: 1.5 });
    plane.curve("axis up", [0, 0], [...planeExtent], { stroke: "var(--plot-background)", width: 1.5 });
    drawContours(values, chosen);
    drawSolutions(values);
    for (const [each, path] of paths) {
      plane.curve(`δ = ${each}`, path.beta1, path.beta2, {
        ...{ stroke: deltaColor(each), width: 1.8, title: deltaTitle(each) },
        label: each === delta ? undefined : nameOf(values, each, worded.includes(each)),
      });
    }
    for (const [sign, dash] of [
      [1, "1.5 4.5"],
      [-1, "7 4"],
    ] as const) {
      if (limits) {
        const { xs, ys } = limitPath(values, sign);
        plane.curve(`limit ${sign}`, xs, ys, {
          ...{ stroke: "currentColor", width: 1.5, dash },
          title: `*δ* → ${sign > 0 ? "+∞" : "−∞"}`,
        });
      } else plane.removeCurve(`limit ${sign}`);
    }
    plane.curve("casing", chosen.beta1, chosen.beta2, { stroke: "var(--plot-background)", width: 7 });
    plane.curve("chosen", chosen.beta1, chosen.beta2, {
      ...{ stroke: deltaColor(delta), width: 4, title: deltaTitle(delta) },
      label: `*δ* = ${nameOf(values, delta, true)}`,
    });
    drawEnds([...paths.values(), chosen]);
    const here = [now.beta1[0]!, now.beta2[0]!] as const;
    setAttributes(dot, { cx: plane.x(here[0]), cy: plane.y(here[1]) });
    setAttributes(ellipse, { d: kernel ? kernelEllipse(here, delta) : "" });
    start.place(plane, ...startOf(values));
    target.place(plane, ...at);
    drawLoss(values);

    report({
      computed: `The exact path for ${paths.size + 1} values of δ, up to ${times.length} points each`,
      milliseconds,
      readouts: [
        { value: here },
        { value: now.loss[0]! },
        { value: now.kernelDistance[0]!, ...(inputs === "one" ? { text: "0, as one input has one direction" } : {}) },
        { value: chosen.end, ...endText(chosen) },
      ],
      summary: `With delta ${delta}, at time ${time} the function is (${here.map((value) => value.toFixed(2)).join(", ")}) and the loss ${now.loss[0]!.toPrecision(2)}; it ends at (${chosen.end.map((value) => value.toFixed(2)).join(", ")}).`,
    });
  }

  /** The plane as a square, and the loss beside it or, on a narrow stage, below. */
  function layOut(width: number, height: number): void {
    const inRow = isWide(width);
    const side = inRow ? Math.min(height - 44, width * 0.56) : Math.min(width - 66, height * 0.6);
    plane.layOut(
      { x: 54, y: 6, width: side, height: side },
      { type: "linear", domain: planeExtent, label: "*β*_1" },
      { type: "linear", domain: planeExtent, label: "*β*_2" },
    );
    const left = inRow ? 54 + side + 76 : 54;
    const top = inRow ? 6 : side + 62;
    lossChart.layOut(
      { x: left, y: top, width: width - left - 12, height: inRow ? side : height - top - 44 },
      { type: "log", domain: [firstTime, lastTime], label: "time *t*" },
      { type: "linear", domain: [0, 1], label: "loss over loss at the start" },
    );
  }

  /** The objective's contours for the chosen delta; the one through the end is bold. */
  function drawContours(values: PlaneValues, { bias, end }: PlanePath): void {
    const isShown = values.objective && bias?.condition === "holds";
    const shares = Array.from({ length: 3 * contoursInside }, (_, k) => (k + 1) / contoursInside);
    const curves = isShown ? objectiveContours(startOf(values), { delta: values.delta, end, shares }) : [];
    contours.replaceChildren(
      ...curves.map((points, k) =>
        svg("path", {
          d: `M${points.map(([x, y]) => `${plane.x(x).toFixed(1)},${plane.y(y).toFixed(1)}`).join("L")}`,
          "stroke-width": k + 1 === contoursInside ? 2 : 0.9,
        }),
      ),
    );
  }

  function drawSolutions(values: PlaneValues): void {
    if (values.inputs === "whitened") {
      plane.removeCurve("solutions");
      return;
    }
    const [x1, x2] = inputOf(values);
    const [t1, t2] = targetOf(values);
    plane.curve("solutions", [t1 - 5 * x2, t1 + 5 * x2], [t2 + 5 * x1, t2 - 5 * x1], {
      stroke: "var(--demo-minima)",
      width: 2.5,
    });
  }

  function drawEnds(paths: readonly PlanePath[]): void {
    ends.replaceChildren(
      ...paths.flatMap(({ end: [x, y], bias }) => {
        if (bias === undefined) return [];
        const d = bias.condition === "holds" ? "M-4-4l8 8M4-4l-8 8" : "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0";
        return [svg("path", { d, transform: `translate(${plane.x(x)},${plane.y(y)})` })];
      }),
    );
  }

  /** The image of a circle under M: as long in a direction as the function is quick to move along it. */
  function kernelEllipse(at: readonly [number, number], delta: number): string {
    const { data } = preconditioner(at, { delta });
    const unit = 0.32 / Math.max(Math.hypot(data[0]!, data[1]!), Math.hypot(data[2]!, data[3]!));
    const points = Array.from({ length: 49 }, (_, i) => {
      const [c, s] = [Math.cos((i * Math.PI) / 24), Math.sin((i * Math.PI) / 24)];
      return `${plane.x(at[0] + unit * (data[0]! * c + data[1]! * s))},${plane.y(at[1] + unit * (data[2]! * c + data[3]! * s))}`;
    });
    return `M${points.join("L")}Z`;
  }

  function drawLoss(values: PlaneValues): void {
    const initial = planePath(values, values.delta, Float64Array.of(0)).loss[0]! || 1;
    const share = (path: PlanePath): Float64Array => path.loss.map((value) => value / initial);
    for (const each of deltaFamily) {
      lossChart.curve(`δ = ${each}`, lossTimesOfOthers, share(planePath(values, each, lossTimesOfOthers)), {
        ...{ stroke: deltaColor(each), width: 1.6, title: deltaTitle(each) },
        label: each === values.delta ? undefined : formatTick(each),
      });
    }
    const bold = share(planePath(values, values.delta, lossTimes));
    lossChart.curve("time", [values.time, values.time], [0, 1], {
      stroke: "var(--demo-neutral)",
      width: 1,
      dash: "3 3",
    });
    lossChart.curve("casing", lossTimes, bold, { stroke: "var(--plot-background)", width: 7 });
    lossChart.curve("chosen", lossTimes, bold, {
      ...{ stroke: deltaColor(values.delta), width: 4, title: deltaTitle(values.delta) },
      label: deltaTitle(values.delta),
    });
  }

  return { draw, rest: () => {} };
}

/** The balances whose paths say how they learn; the others say their number. */
const worded: readonly number[] = [deltaFamily[0], 0, deltaFamily.at(-1)!];

/** A path's name: its balance, and how a neuron of it learns on whitened inputs. */
function nameOf(values: PlaneValues, delta: number, isWorded: boolean): string {
  if (!isWorded || values.inputs === "one") return formatTick(delta);
  const { regime } = learningRegime({ beta0: startOf(values), betaStar: targetOf(values), delta });
  return `${formatTick(delta)}, ${regime}`;
}

/** Where theorem 3.1 does not give the end, this is said in its place. */
function endText({ end, bias }: PlanePath): { text?: string } {
  if (bias === undefined || bias.condition === "holds") return {};
  const point = `(${end.map((value) => formatTick(Number(value.toPrecision(3)))).join(", ")})`;
  return { text: bias.condition === "fails" ? `${point}, through *β* = 0` : `${point} unless *β* passes through 0` };
}
