import { learningRegime, preconditioner } from "@lazyrich/exact";
import { formatTick } from "@lazyrich/plot";
import type { Box } from "../drawing/box.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor, deltaFamily, deltaTitle } from "../drawing/deltaFamily.ts";
import { DragHandle } from "../drawing/dragHandle.ts";
import { PlaneBackground } from "../drawing/planeBackground.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { objectiveContours } from "./objectiveContours.ts";
import type { Balance } from "./planeFamily.ts";
import { type PlaneValues, planeExtent } from "./planeFields.ts";
import { inputOf, limitPath, type PlanePath, startOf, targetOf } from "./planeSolution.ts";

/** How many contours lie within the bold one, which touches the solutions. */
const contoursInside = 3;

/** The plane of functions: its loss, the paths over it and their ends, the kernel, and the start and target, which are dragged. */
export interface FunctionPlane {
  readonly groups: readonly SVGGElement[];
  layOut(box: Box): void;
  draw(values: PlaneValues, paths: PlanePaths): void;
}

interface PlanePaths {
  readonly others: readonly Balance[];
  readonly chosen: Balance;
  /** Where the function is at the chosen time. */
  readonly here: readonly [number, number];
}

export function functionPlane(change: (values: Partial<PlaneValues>) => void): FunctionPlane {
  const plane = new Chart();
  const background = new PlaneBackground();
  const contours = svg("g", { class: "plane-contours" });
  plane.inside.prepend(background.group, contours);
  const ends = svg("g", { class: "plane-ends" });
  const ellipse = svg("path", { class: "plane-kernel" });
  const dot = svg("circle", { r: 5, fill: "currentColor", stroke: "var(--plot-background)", "stroke-width": 1.5 });
  plane.above.append(ellipse, ends, dot);
  const { start, target } = handles(change);
  return {
    groups: [plane.group, target.group, start.group],
    layOut(box) {
      plane.layOut(
        box,
        { type: "linear", domain: planeExtent, label: "*β*_1" },
        { type: "linear", domain: planeExtent, label: "*β*_2" },
      );
    },
    draw(values, { others, chosen, here }) {
      drawLoss(plane, background, values);
      contours.replaceChildren(...objectiveShapes(plane, values, chosen.path));
      drawSolutions(plane, values);
      drawPaths(plane, values, { others, chosen });
      ends.replaceChildren(...[...others, chosen].flatMap(({ path }) => endMarks(plane, path)));
      setAttributes(dot, { cx: plane.x(here[0]), cy: plane.y(here[1]) });
      setAttributes(ellipse, { d: values.kernel ? kernelEllipse(plane, here, values.delta) : "" });
      start.place(plane, ...startOf(values));
      target.place(plane, ...targetOf(values));
    },
  };
}

/** What sets the function at the start and the target. */
function handles(change: (values: Partial<PlaneValues>) => void): { start: DragHandle; target: DragHandle } {
  const range = [-1.5, 1.5] as const;
  const extent = [range, range] as const;
  return {
    start: new DragHandle({
      ...{ name: "beta 0, the function at the start", label: "*β*_0", symbol: "ring", extent },
      move: (start1, start2) => change({ start1, start2 }),
    }),
    target: new DragHandle({
      ...{ name: "beta star, the target", label: "*β*_∗", symbol: "star", extent },
      move: (target1, target2) => change({ target1, target2 }),
    }),
  };
}

/** The loss as bands of colour, and the axes through the origin. */
function drawLoss(plane: Chart, background: PlaneBackground, values: PlaneValues): void {
  const at = targetOf(values);
  if (values.inputs === "whitened") background.drawDiscs(plane, at);
  else background.drawStripes(plane, at, Math.atan2(inputOf(values)[1], inputOf(values)[0]));
  const axis = { stroke: "var(--plot-background)", width: 1.5 };
  plane.curve("axis across", planeExtent, origin, axis);
  plane.curve("axis up", origin, planeExtent, axis);
}

const origin = [0, 0] as const;

/** The objective's contours for the chosen delta; the one through the end is bold. */
function objectiveShapes(plane: Chart, values: PlaneValues, { bias, end }: PlanePath): SVGPathElement[] {
  if (!values.objective || bias?.condition !== "holds") return [];
  const shares = Array.from({ length: 3 * contoursInside }, (_, k) => (k + 1) / contoursInside);
  return objectiveContours(startOf(values), { delta: values.delta, end, shares }).map((points, k) =>
    svg("path", {
      d: `M${points.map(([x, y]) => `${plane.x(x).toFixed(1)},${plane.y(y).toFixed(1)}`).join("L")}`,
      "stroke-width": k + 1 === contoursInside ? 2 : 0.9,
    }),
  );
}

/** The line of solutions, where one input leaves many. */
function drawSolutions(plane: Chart, values: PlaneValues): void {
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

function drawPaths(plane: Chart, values: PlaneValues, { others, chosen }: Omit<PlanePaths, "here">): void {
  const { delta, limits } = values;
  for (const { delta: each, path } of others) {
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
  const { beta1, beta2 } = chosen.path;
  plane.curve("casing", beta1, beta2, { stroke: "var(--plot-background)", width: 7 });
  plane.curve("chosen", beta1, beta2, {
    ...{ stroke: deltaColor(delta), width: 4, title: deltaTitle(delta) },
    label: `*δ* = ${nameOf(values, delta, true)}`,
  });
}

/** A cross where theorem 3.1 gives the end of a path, a ring where it does not; nothing where there is one solution. */
function endMarks(plane: Chart, { end: [x, y], bias }: PlanePath): SVGPathElement[] {
  if (bias === undefined) return [];
  const d = bias.condition === "holds" ? "M-4-4l8 8M4-4l-8 8" : "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0";
  return [svg("path", { d, transform: `translate(${plane.x(x)},${plane.y(y)})` })];
}

/** The image of a circle under M: as long in a direction as the function is quick to move along it. */
function kernelEllipse(plane: Chart, at: readonly [number, number], delta: number): string {
  const { data } = preconditioner(at, { delta });
  const unit = 0.32 / Math.max(Math.hypot(data[0]!, data[1]!), Math.hypot(data[2]!, data[3]!));
  const points = Array.from({ length: 49 }, (_, i) => {
    const [c, s] = [Math.cos((i * Math.PI) / 24), Math.sin((i * Math.PI) / 24)];
    return `${plane.x(at[0] + unit * (data[0]! * c + data[1]! * s))},${plane.y(at[1] + unit * (data[2]! * c + data[3]! * s))}`;
  });
  return `M${points.join("L")}Z`;
}

/** The balances whose paths say how they learn; the others say their number. */
const worded: readonly number[] = [deltaFamily[0], 0, deltaFamily.at(-1)!];

/** A path's name: its balance, and how a neuron of it learns on whitened inputs. */
function nameOf(values: PlaneValues, delta: number, isWorded: boolean): string {
  if (!isWorded || values.inputs === "one") return formatTick(delta);
  const { regime } = learningRegime({ beta0: startOf(values), betaStar: targetOf(values), delta });
  return `${formatTick(delta)}, ${regime}`;
}
