import type { Drawing, Stage } from "../demo.ts";
import { isWide } from "../drawing/isWide.ts";
import { oncePerFrame } from "../drawing/oncePerFrame.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { sendValues } from "../parts/sendValues.ts";
import { poolSize } from "../simulation/workerPool.ts";
import { indexAt } from "./phaseCells.ts";
import { type PhaseMap, phaseMap } from "./phaseMap.ts";
import type { PhasePortraitValues } from "./phasePortraitFields.ts";
import { type PhaseStudentCharts, phaseStudentCharts } from "./phaseStudentCharts.ts";
import { phaseStudents } from "./phaseStudents.ts";

/** A grid of students, trained by several workers and shown as they come in. */
export function phasePortraitDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<PhasePortraitValues>): Drawing<PhasePortraitValues> {
  const map = phaseMap((tau, delta) => {
    change({ tau, delta });
    sendValues("student-teacher", { tau, delta });
  });
  const charts = phaseStudentCharts();
  const root = svg("svg", { width: "100%", height: "100%" }, [map.group, ...charts.groups, ...map.above]);
  element.replaceChildren(root);

  let values: PhasePortraitValues | undefined;
  const students = phaseStudents((problem) => (problem === undefined ? redraw() : refuse(problem)));
  const redraw = oncePerFrame(() => {
    if (values !== undefined) draw(values);
  });

  function draw(latest: PhasePortraitValues): void {
    values = latest;
    const { side, tau, delta } = latest;
    students.train(latest);
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    layOut(map, charts, width, height);
    const known = map.draw(latest, students);
    charts.draw(latest, students.results[indexAt({ tau, delta }, side)]);
    const end = (value: number) => ({ value, text: known.length > 0 ? value.toPrecision(3) : "–" });
    report({
      computed: `${known.length} students of ${latest.h} neurons, on ${poolSize()} background ${poolSize() === 1 ? "thread" : "threads"}`,
      milliseconds: students.milliseconds,
      readouts: [
        { value: known.length, text: `${known.length} of ${side * side}` },
        end(Math.min(...known)),
        end(Math.max(...known)),
      ],
      summary: `${known.length} of ${side * side} students are trained.`,
    });
  }

  function rest(): void {
    students.rest();
    values = undefined;
  }

  return { draw, rest };
}

/** The map, and beside it, or on a narrow stage below, how the student of the ring learned. */
function layOut(map: PhaseMap, charts: PhaseStudentCharts, width: number, height: number): void {
  const inRow = isWide(width);
  map.layOut(
    inRow
      ? { x: 56, y: 8, width: width * 0.62 - 120, height: height - 54 }
      : { x: 56, y: 8, width: width - 116, height: height * 0.5 - 54 },
  );
  const [left, top] = inRow ? [width * 0.62 + 78, 8] : [62, height * 0.5 + 12];
  charts.layOut({ x: left, y: top, width: width - left - 12, height: height - top }, inRow);
}
