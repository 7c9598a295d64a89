import { activationRegions } from "@lazyrich/networks";
import { type Box, Chart } from "../drawing/chart.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { linePath, setAttributes, svg } from "../drawing/svg.ts";
import type { StudentRun } from "../simulation/studentRun.ts";
import type { StudentTeacherValues } from "./studentTeacherFields.ts";
import { hiddenWidth, sampleCount, type TracedRun } from "./studentTrace.ts";

/** The neurons of a student in the plane, over the regions of its activations. */
export interface StudentPlane {
  readonly group: SVGGElement;
  layOut(frame: Box, reach: number): void;
  draw(values: StudentTeacherValues, run: TracedRun, index: number): void;
}

export function studentPlane(): StudentPlane {
  const plane = new Chart();
  const regions = { even: svg("path", { class: "region-even" }), odd: svg("path", { class: "region-odd" }) };
  plane.inside.prepend(regions.even, regions.odd);
  const circle = svg("circle", { class: "start-circle" });
  const trails = svg("path", { class: "neuron-trails" });
  const teacher = svg("g", { class: "teacher" });
  const inputs = svg("path", { class: "training-inputs" });
  const neurons = Array.from({ length: hiddenWidth }, () => svg("circle", { r: 4.5, "stroke-width": 1.6 }));
  plane.above.append(circle, inputs, teacher, trails, ...neurons);
  return {
    group: plane.group,
    layOut(frame, reach) {
      const axis = { type: "linear", domain: [-reach, reach] } as const;
      plane.layOut(frame, { ...axis, label: "first entry" }, { ...axis, label: "second entry" });
    },
    draw({ tau, delta, regions: hasRegions, trails: hasTrails }, { result, places }, index) {
      const theta = result.states[index]!;
      const color = deltaColor(4 * delta);
      setAttributes(circle, { cx: plane.x(0), cy: plane.y(0), r: plane.x(tau ** 2) - plane.x(0) });
      for (const [k, neuron] of neurons.entries()) {
        const isPositive = theta[2 * hiddenWidth + k]! > 0;
        setAttributes(neuron, {
          cx: plane.x(places[(index * hiddenWidth + k) * 2]!),
          cy: plane.y(places[(index * hiddenWidth + k) * 2 + 1]!),
          fill: isPositive ? color : "var(--plot-background)",
          stroke: isPositive ? "var(--plot-background)" : color,
        });
      }
      setAttributes(trails, { d: hasTrails ? trailPath(plane, places, index) : "", stroke: color });
      teacher.replaceChildren(...teacherRays(plane, result));
      setAttributes(inputs, { d: inputMarks(plane, result) });
      const shapes = regionShapes(plane, theta, hasRegions);
      setAttributes(regions.even, { d: shapes.even });
      setAttributes(regions.odd, { d: shapes.odd });
    },
  };
}

/** How far a ray of the teacher goes: beyond every plane. */
const RAY = 10;

/** The teacher's directions, dashed where the readout is negative. */
function teacherRays(plane: Chart, { teacher: { directions, signs } }: StudentRun): SVGElement[] {
  return Array.from(signs, (sign, k) =>
    svg("path", {
      d: `M${plane.x(0)},${plane.y(0)}L${plane.x(RAY * directions[2 * k]!)},${plane.y(RAY * directions[2 * k + 1]!)}`,
      "stroke-dasharray": sign > 0 ? undefined : "7 5",
    }),
  );
}

/** Crosses at the edge of the plane in the directions of the training inputs. */
function inputMarks(plane: Chart, result: StudentRun): string {
  const [edge] = plane.valuesAt(plane.x(0) * 2 - 60, 0);
  let marks = "";
  for (let i = 0; i < sampleCount; i++) {
    const [x, y] = [edge * result.inputs[2 * i]!, edge * result.inputs[2 * i + 1]!];
    marks += `M${plane.x(x) - 3},${plane.y(y) - 3}l6 6m0-6l-6 6`;
  }
  return marks;
}

/** The way of every neuron up to a checkpoint, without the points that no eye could tell from the last. */
function trailPath(plane: Chart, places: Float64Array, index: number): string {
  const [xs, ys] = [[] as number[], [] as number[]];
  for (let k = 0; k < hiddenWidth; k++) {
    let [lastX, lastY] = [Infinity, Infinity];
    for (let i = 0; i <= index; i++) {
      const x = plane.x(places[(i * hiddenWidth + k) * 2]!);
      const y = plane.y(places[(i * hiddenWidth + k) * 2 + 1]!);
      if (i < index && Math.abs(x - lastX) + Math.abs(y - lastY) < 2) continue;
      xs.push(x);
      ys.push(y);
      [lastX, lastY] = [x, y];
    }
    xs.push(Number.NaN);
    ys.push(Number.NaN);
  }
  return linePath(xs, ys);
}

function regionShapes(
  plane: Chart,
  theta: Float64Array,
  isShown: boolean,
): { readonly even: string; readonly odd: string } {
  const [edge] = plane.valuesAt(1e4, 0);
  const window = [-Math.abs(edge), Math.abs(edge)] as const;
  const W = { rows: hiddenWidth, columns: 2, data: theta.slice(0, 2 * hiddenWidth) };
  const shapes = { even: "", odd: "" };
  for (const { corners, active } of isShown
    ? activationRegions({ layers: [{ W }], window: { x: window, y: window } })
    : []) {
    const parity = active.reduce((sum, each) => sum + each, 0) % 2 === 0 ? "even" : "odd";
    shapes[parity] += `M${corners.map(([x, y]) => `${plane.x(x).toFixed(1)},${plane.y(y).toFixed(1)}`).join("L")}Z`;
  }
  return shapes;
}
