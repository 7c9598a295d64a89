import { activationRegions } from "@lazyrich/networks";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart } from "../drawing/chart.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { playButtons } from "../drawing/playButtons.ts";
import { linePath, setAttributes, svg } from "../drawing/svg.ts";
import { latestAnswer } from "../simulation/latestAnswer.ts";
import type { StudentRun, StudentRunRequest } from "../simulation/studentRun.ts";
import { type StudentTeacherValues, studentTeacherFields } from "./studentTeacherFields.ts";

export const hiddenWidth = 50;
export const sampleCount = 20;
const { min: firstTime, max: lastTime } = studentTeacherFields.time;
/** Time 0 and 40 for each factor of ten. */
export const checkpoints: Float64Array = Float64Array.of(0, ...logSpaced(firstTime, lastTime, 201));

const quantities = [
  { key: "generalizationError", label: "test loss", bottom: 1e-6, leastTop: 1, type: "log" },
  { key: "kernelDistance", label: "*S*(0, *t*)", bottom: 0, leastTop: 0.05, type: "linear" },
  { key: "hammingDistance", label: "Hamming", bottom: 0, leastTop: 3, type: "linear" },
] as const;

/** Neurons in the plane and what is measured of them in time. The run is computed in a worker; the time slider moves through it. */
export function studentTeacherDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<StudentTeacherValues>): Drawing<StudentTeacherValues> {
  const plane = new Chart();
  const regionsPath = { even: svg("path", { class: "region-even" }), odd: svg("path", { class: "region-odd" }) };
  plane.inside.prepend(regionsPath.even, regionsPath.odd);
  const circle = svg("circle", { class: "start-circle" });
  const trails = svg("path", { class: "neuron-trails" });
  const teacher = svg("g", { class: "teacher" });
  const inputs = svg("path", { class: "training-inputs" });
  const neurons = Array.from({ length: hiddenWidth }, () => svg("circle", { r: 4.5, "stroke-width": 1.6 }));
  plane.above.append(circle, inputs, teacher, trails, ...neurons);
  const charts = quantities.map(() => new Chart());
  const root = svg("svg", { width: "100%", height: "100%" }, [plane.group, ...charts.map(({ group }) => group)]);

  let values: StudentTeacherValues | undefined;
  const buttons = playButtons({
    advance: (seconds) => {
      const { time, speed } = values!;
      const next = Math.min(lastTime, time * 10 ** (speed * seconds));
      change({ time: next });
      return next < lastTime;
    },
    step: () => change({ time: checkpoints.find((each) => each > values!.time * 1.0001) ?? lastTime }),
    restart: () => change({ time: firstTime }),
  });
  element.replaceChildren(root, buttons.element);

  let run: TracedRun | undefined;
  let asked = "";
  const trainer = latestAnswer<StudentRunRequest, StudentRun>(
    () => new Worker(new URL("../simulation/studentRun.worker.ts", import.meta.url), { type: "module" }),
    (request, answer) => {
      if ("error" in answer) return refuse(answer.error);
      run = { key: keyOf(request), milliseconds: answer.milliseconds, result: answer.result, ...traced(answer.result) };
      if (values !== undefined) draw(values);
    },
  );

  function draw(latest: StudentTeacherValues): void {
    values = latest;
    const { tau, delta, seed } = latest;
    const request = { tau, delta, seed, hiddenWidth, n: sampleCount, times: checkpoints };
    const key = keyOf(request);
    if (run?.key !== key && asked !== key) {
      asked = key;
      trainer.ask(request);
    }
    if (run === undefined) return;
    const { result, milliseconds } = run;
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    const index = checkpoints.findLastIndex((each) => each <= latest.time * 1.0001);
    layOut(width, height, run);
    drawPlane(latest, run, index);
    drawCharts(latest, result, index);

    const { generalizationError, kernelDistance, hammingDistance, parameterDistance } = result.metrics[index]!;
    report({
      computed: `A run of ${hiddenWidth} neurons with ${checkpoints.length} checkpoints and ${result.evaluations} gradients, in a background thread`,
      milliseconds,
      readouts: [
        { value: generalizationError, text: generalizationError.toPrecision(3) },
        { value: kernelDistance },
        { value: hammingDistance },
        { value: parameterDistance },
      ],
      summary: `At scale ${tau} and delta ${delta}, at time ${latest.time.toPrecision(3)} the test loss is ${generalizationError.toPrecision(2)}, the kernel distance ${kernelDistance.toPrecision(2)} and the Hamming distance ${hammingDistance.toPrecision(2)}.`,
    });
  }

  function layOut(width: number, height: number, { reach, result: { metrics } }: TracedRun): void {
    const isWide = width >= 560;
    const top = 44;
    const side = isWide ? Math.min(height - top - 44, width * 0.56) : Math.min(width - 66, height * 0.48);
    plane.layOut(
      { x: 54, y: top, width: side, height: side },
      { type: "linear", domain: [-reach, reach], label: "first entry" },
      { type: "linear", domain: [-reach, reach], label: "second entry" },
    );
    const left = isWide ? 54 + side + 78 : 62;
    const first = isWide ? top : top + side + 56;
    const cell = (height - first - 44) / 3;
    for (const [k, { label, bottom, type }] of quantities.entries()) {
      charts[k]!.layOut(
        { x: left, y: first + k * cell, width: width - left - 14, height: cell - 30 },
        { type: "log", domain: [firstTime, lastTime], label: k === 2 ? "time *t*" : "" },
        { type, domain: [bottom, topOf(metrics, k)], label },
      );
    }
  }

  function drawPlane(
    { tau, delta, regions, trails: hasTrails }: StudentTeacherValues,
    { result, places }: TracedRun,
    index: number,
  ): void {
    const theta = result.states[index]!;
    const color = deltaColor(4 * delta);
    const reach = 10;
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
    setAttributes(trails, { d: hasTrails ? trailPath(places, index) : "", stroke: color });
    const { directions, signs } = result.teacher;
    teacher.replaceChildren(
      ...Array.from(signs, (sign, k) =>
        svg("path", {
          d: `M${plane.x(0)},${plane.y(0)}L${plane.x(reach * directions[2 * k]!)},${plane.y(reach * directions[2 * k + 1]!)}`,
          "stroke-dasharray": sign > 0 ? undefined : "7 5",
        }),
      ),
    );
    const [edge] = plane.valuesAt(plane.x(0) * 2 - 60, 0);
    let marks = "";
    for (let i = 0; i < sampleCount; i++) {
      const [x, y] = [edge * result.inputs[2 * i]!, edge * result.inputs[2 * i + 1]!];
      marks += `M${plane.x(x) - 3},${plane.y(y) - 3}l6 6m0-6l-6 6`;
    }
    setAttributes(inputs, { d: marks });
    drawRegions(theta, regions);
  }

  /** The way of every neuron up to a checkpoint, without the points that no eye could tell from the last. */
  function trailPath(places: Float64Array, index: number): string {
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

  function drawRegions(theta: Float64Array, isShown: boolean): void {
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
    setAttributes(regionsPath.even, { d: shapes.even });
    setAttributes(regionsPath.odd, { d: shapes.odd });
  }

  /** What has been measured until now, over a faint line of what is to come. */
  function drawCharts({ time, delta }: StudentTeacherValues, { metrics }: StudentRun, index: number): void {
    const stroke = deltaColor(4 * delta);
    for (const [k, { key, bottom }] of quantities.entries()) {
      const chart = charts[k]!;
      const column = Float64Array.from(metrics, (each) => each[key]);
      chart.curve("time", [time, time], [bottom, topOf(metrics, k)], {
        stroke: "var(--demo-neutral)",
        width: 1,
        dash: "3 3",
      });
      chart.curve("to come", checkpoints.subarray(1), column.subarray(1), { stroke, width: 1.5, opacity: 0.4 });
      chart.curve("until now", checkpoints.subarray(1, index + 1), column.subarray(1, index + 1), {
        stroke,
        width: 3.5,
      });
    }
  }

  return {
    draw,
    rest: () => {
      buttons.pause();
      trainer.rest();
      asked = "";
    },
  };
}

/** How far up the chart of a quantity reaches: beyond all of a run, and far enough that a lazy run looks lazy. */
function topOf(metrics: StudentRun["metrics"], k: number): number {
  const { key, leastTop } = quantities[k]!;
  return Math.max(leastTop, 1.1 * Math.max(...metrics.map((each) => each[key])));
}

const keyOf = ({ tau, delta, seed }: StudentRunRequest): string => `${tau} ${delta} ${seed}`;

/** Where every neuron stands at every checkpoint, |a| w, checkpoint after checkpoint; and how far the plane must reach. */
function traced({ states }: StudentRun): { readonly places: Float64Array; readonly reach: number } {
  const places = new Float64Array(states.length * hiddenWidth * 2);
  let farthest = 0.1;
  states.forEach((theta, i) => {
    for (let k = 0; k < hiddenWidth; k++) {
      const size = Math.abs(theta[2 * hiddenWidth + k]!);
      const x = size * theta[2 * k]!;
      const y = size * theta[2 * k + 1]!;
      places.set([x, y], (i * hiddenWidth + k) * 2);
      farthest = Math.max(farthest, Math.hypot(x, y));
    }
  });
  return { places, reach: Math.ceil(farthest * 1.15 * 20) / 20 };
}

interface TracedRun extends ReturnType<typeof traced> {
  readonly key: string;
  readonly result: StudentRun;
  readonly milliseconds: number;
}
