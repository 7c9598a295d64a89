import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { Chart } from "../drawing/chart.ts";
import { digits } from "../drawing/chartPointer.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { DragHandle } from "../drawing/dragHandle.ts";
import { isWide } from "../drawing/isWide.ts";
import { mapColorDark, mapColorLight } from "../drawing/mapColor.ts";
import { isDark } from "../drawing/pageTheme.ts";
import { setAttributes, svg, writeLabel } from "../drawing/svg.ts";
import { sendValues } from "../parts/sendValues.ts";
import type { StudentCell, SweepTask } from "../simulation/studentCell.ts";
import type { StudentMetrics } from "../simulation/studentLists.ts";
import { poolSize, workerPool } from "../simulation/workerPool.ts";
import { checkpointAt, checkpoints, type PhasePortraitValues, phasePortraitFields } from "./phasePortraitFields.ts";

const scales = [phasePortraitFields.tau.min, phasePortraitFields.tau.max] as const;
const deltas = [phasePortraitFields.delta.min, phasePortraitFields.delta.max] as const;
/** What is shown of one student. */
const studentQuantities = [
  { name: "generalizationError", label: "test loss", type: "log", domain: [1e-6, 2] },
  { name: "kernelDistance", label: "kernel distance *S*", type: "linear", domain: [0, 1] },
] as const;
const shownWhenNarrow = studentQuantities.findIndex(({ name }) => name === "kernelDistance");
const isLoss = (quantity: keyof StudentMetrics): boolean =>
  quantity === "trainLoss" || quantity === "generalizationError";

/** A grid of students, trained by several workers and shown as they come in. */
export function phasePortraitDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<PhasePortraitValues>): Drawing<PhasePortraitValues> {
  const map = new Chart();
  const cells = svg("g", { "aria-hidden": "true" });
  map.inside.prepend(cells);
  const ramp = svg("g");
  const studentCharts = studentQuantities.map(() => new Chart());
  const handle = new DragHandle({
    name: "start: scale and delta, whose student is shown beside the map",
    label: "",
    symbol: "ring",
    extent: [scales, deltas],
    move: (tau, delta) => pick(tau, delta),
  });
  const root = svg("svg", { width: "100%", height: "100%" }, [
    ...[map, ...studentCharts].map(({ group }) => group),
    ramp,
    handle.group,
  ]);
  element.replaceChildren(root);
  map.group.addEventListener("click", (event) => {
    const frame = root.getBoundingClientRect();
    const [tau, delta] = map.valuesAt(event.clientX - frame.left, event.clientY - frame.top);
    if (tau >= scales[0] && tau <= scales[1] && delta >= deltas[0] && delta <= deltas[1]) {
      pick(Number(tau.toPrecision(2)), Number(delta.toFixed(2)));
    }
  });

  function pick(tau: number, delta: number): void {
    change({ tau, delta });
    sendValues("student-teacher", { tau, delta });
  }

  map.readingAt = (tau, delta) => {
    if (values === undefined) return;
    const { side, steps, quantity } = values;
    const found = results[indexAt(tau, delta, side)]?.[checkpointAt(steps)]?.[quantity as keyof StudentMetrics];
    const middle = cellAt(indexAt(tau, delta, side), side);
    return [
      found === undefined ? "not trained yet" : `${phasePortraitFields.quantity.options[quantity]} ${digits(found)}`,
      `*τ* ${digits(middle.tau)}`,
      `*δ* ${digits(middle.delta)}`,
    ];
  };
  map.mapRows = function* () {
    if (values === undefined) return;
    const { side, steps, quantity } = values;
    for (const [index, student] of results.entries()) {
      const z = student?.[checkpointAt(steps)]?.[quantity as keyof StudentMetrics];
      const { tau: x, delta: y } = cellAt(index, side);
      if (z !== undefined)
        yield { chart: "balance δ over scale τ", curve: phasePortraitFields.quantity.options[quantity], x, y, z };
    }
  };

  let values: PhasePortraitValues | undefined;
  let key = "";
  let isWorking = false;
  let began = 0;
  let milliseconds = 0;
  let results: (readonly StudentMetrics[] | undefined)[] = [];
  const pool = workerPool<StudentCell & { readonly index: number }, readonly StudentMetrics[]>(
    () => new Worker(new URL("../simulation/studentCell.worker.ts", import.meta.url), { type: "module" }),
    ({ index }, answer) => {
      if ("error" in answer) return refuse(answer.error);
      results[index] = answer.result;
      milliseconds += performance.now() - began;
      began = performance.now();
      if (!results.includes(undefined)) isWorking = false;
      if (values !== undefined) draw(values);
    },
  );

  /** Asks for the cells that are missing: the ring's first, the others in an order that is spread over the map. */
  function work({ side, d, h, n, seed, tau, delta }: PhasePortraitValues): void {
    const latest = `${side} ${d} ${h} ${n} ${seed}`;
    if (latest !== key) {
      key = latest;
      results = Array.from({ length: side * side }, () => undefined);
      milliseconds = 0;
      isWorking = false;
    }
    if (isWorking || !results.includes(undefined)) return;
    isWorking = true;
    began = performance.now();
    const task: SweepTask = { inputDimension: d, hiddenWidth: h, n, seed, steps: checkpoints };
    pool.run(
      [...new Set([indexAt(tau, delta, side), ...spread(side * side)])]
        .filter((index) => results[index] === undefined)
        .map((index) => ({ index, task, ...cellAt(index, side) })),
    );
  }

  function draw(latest: PhasePortraitValues): void {
    values = latest;
    const { side, quantity, steps, tau, delta } = latest;
    work(latest);
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    const inRow = isWide(width);
    const box = inRow
      ? { x: 56, y: 8, width: width * 0.62 - 120, height: height - 54 }
      : { x: 56, y: 8, width: width - 116, height: height * 0.5 - 54 };
    map.layOut(
      box,
      { type: "log", domain: scales, label: "scale *τ*" },
      { type: "linear", domain: deltas, label: "balance *δ*" },
    );
    const name = quantity as keyof StudentMetrics;
    const at = checkpointAt(steps);
    const shown = results.map((each) => each?.[at]?.[name]);
    const known = shown.filter((value) => value !== undefined);
    const [low, high] = isLoss(name)
      ? [Math.max(1e-6, Math.min(...known, 1)), Math.max(1e-5, ...known)]
      : [0, Math.max(1e-3, ...known)];
    const share = (value: number): number =>
      isLoss(name) ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : value / high;
    cells.replaceChildren(
      ...shown.map((value, index) =>
        svg("rect", {
          x: box.x + (box.width * (index % side)) / side,
          y: box.y + (box.height * Math.floor(index / side)) / side,
          width: box.width / side + 0.5,
          height: box.height / side + 0.5,
          fill: value === undefined ? "var(--plot-faint)" : mapColor(share(value)),
          "fill-opacity": value === undefined ? 0.25 : 1,
        }),
      ),
    );
    drawRamp(box, low, high);
    drawStudent(latest, results[indexAt(tau, delta, side)], at);
    handle.place(map, tau, delta);
    report({
      computed: `${known.length} students of ${latest.h} neurons, on ${poolSize()} background ${poolSize() === 1 ? "thread" : "threads"}`,
      milliseconds,
      readouts: [
        { value: known.length, text: `${known.length} of ${side * side}` },
        { value: Math.min(...known), text: known.length > 0 ? Math.min(...known).toPrecision(3) : "–" },
        { value: Math.max(...known), text: known.length > 0 ? Math.max(...known).toPrecision(3) : "–" },
      ],
      summary: `${known.length} of ${side * side} students are trained.`,
    });
  }

  /** How the student of the ring's cell learned, beside the map or below it. */
  function drawStudent(
    { tau, delta, side }: PhasePortraitValues,
    student: readonly StudentMetrics[] | undefined,
    at: number,
  ): void {
    const { clientWidth: width, clientHeight: height } = element;
    const inRow = isWide(width);
    const [left, top] = inRow ? [width * 0.62 + 78, 8] : [62, height * 0.5 + 12];
    // a narrow stage has room for one
    const cell = inRow ? (height - top) / 2 : height - top;
    for (const [k, { name, label, type, domain }] of studentQuantities.entries()) {
      const chart = studentCharts[k]!;
      setAttributes(chart.group, { visibility: inRow || k === shownWhenNarrow ? undefined : "hidden" });
      chart.layOut(
        { x: left, y: top + (inRow ? k * cell : 0), width: width - left - 12, height: cell - 46 },
        { type: "log", domain: [checkpoints[0], checkpoints.at(-1)!], label: "steps" },
        { type, domain, label },
      );
      if (student === undefined) chart.removeCurve("student");
      else {
        const middle = cellAt(indexAt(tau, delta, side), side);
        chart.curve(
          "student",
          checkpoints,
          student.map((each) => Math.max(each[name], domain[0])),
          {
            ...{ stroke: deltaColor(4 * middle.delta), width: 3 },
            title: `*τ* ${digits(middle.tau)}, *δ* ${digits(middle.delta)}`,
          },
        );
      }
      const now = checkpoints[at]!;
      chart.curve("steps", [now, now], domain, { stroke: "var(--demo-neutral)", width: 1, dash: "3 3" });
    }
  }

  let drawnRamp = "";
  function drawRamp(box: { x: number; y: number; width: number; height: number }, low: number, high: number): void {
    const key = JSON.stringify([box, low, high, isDark()]);
    if (key === drawnRamp) return;
    drawnRamp = key;
    const left = box.x + box.width + 18;
    const count = 48;
    const step = box.height / count;
    const text = (value: number, y: number): SVGTextElement => {
      const made = svg("text", { x: left + 24, y, fill: "currentColor", "font-size": 12 });
      writeLabel(made, formatTick(Number(value.toPrecision(2))));
      return made;
    };
    ramp.replaceChildren(
      ...Array.from({ length: count }, (_, k) =>
        svg("rect", {
          x: left,
          y: box.y + k * step,
          width: 16,
          height: step + 0.5,
          fill: mapColor(1 - (k + 0.5) / count),
        }),
      ),
      text(high, box.y + 10),
      text(low, box.y + box.height),
    );
  }

  return {
    draw,
    rest: () => {
      pool.rest();
      isWorking = false;
    },
  };
}

/** The cell that a start lies in. */
function indexAt(tau: number, delta: number, side: number): number {
  const part = Math.log(tau / scales[0]) / Math.log(scales[1] / scales[0]);
  const across = Math.min(side - 1, Math.floor(side * part));
  const down = Math.min(side - 1, Math.floor((side * (deltas[1] - delta)) / (deltas[1] - deltas[0])));
  return down * side + across;
}

/** The scale and balance at the middle of a cell; rows from the greatest delta down. */
function cellAt(index: number, side: number): { readonly tau: number; readonly delta: number } {
  return {
    tau: scales[0] * (scales[1] / scales[0]) ** (((index % side) + 0.5) / side),
    delta: deltas[1] - ((deltas[1] - deltas[0]) * (Math.floor(index / side) + 0.5)) / side,
  };
}

/** 0, ..., count - 1 in steps of the golden ratio, so that any beginning of the list is spread evenly. */
function spread(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k).sort((a, b) => ((a * 0.6180339887) % 1) - ((b * 0.6180339887) % 1));
}

const mapColor = (share: number): string => (isDark() ? mapColorDark : mapColorLight)(share);
