import type { Drawing, Stage } from "../demo.ts";
import { isWide } from "../drawing/isWide.ts";
import { playButtons } from "../drawing/playButtons.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { latestAnswer } from "../simulation/latestAnswer.ts";
import type { StudentRun, StudentRunRequest } from "../simulation/studentRun.ts";
import { axisHeight, chartHeight, studentCharts } from "./studentCharts.ts";
import { studentPlane } from "./studentPlane.ts";
import type { StudentTeacherValues } from "./studentTeacherFields.ts";
import { checkpoints, firstTime, hiddenWidth, lastTime, sampleCount, type TracedRun, traced } from "./studentTrace.ts";

/** The side of the plane, in pixels, for which a second chart is left out of a narrow stage. */
const leastPlane = 190;

/** Neurons in the plane and what is measured of them in time. The run is computed in a worker; the time slider moves through it. */
export function studentTeacherDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<StudentTeacherValues>): Drawing<StudentTeacherValues> {
  const plane = studentPlane();
  const charts = studentCharts();
  const root = svg("svg", { width: "100%", height: "100%" }, [plane.group, ...charts.groups]);

  let values: StudentTeacherValues | undefined;
  const buttons = playButtons({
    advance: (seconds) => {
      const { time, speed } = values!;
      const next = Math.min(lastTime, Math.max(firstTime, time) * 10 ** (speed * seconds));
      change({ time: next });
      return next < lastTime;
    },
    step: () => change({ time: checkpoints.find((each) => each > values!.time * 1.0001) ?? lastTime }),
    restart: () => change({ time: 0 }),
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
    plane.draw(latest, run, index);
    charts.draw(latest, result, index);

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
      summary: `At scale ${tau} and delta ${delta}, at time ${Number(latest.time.toPrecision(3))} the test loss is ${generalizationError.toPrecision(2)}, the kernel distance ${kernelDistance.toPrecision(2)} and the Hamming distance ${hammingDistance.toPrecision(2)}.`,
    });
  }

  function layOut(width: number, height: number, { reach, result }: TracedRun): void {
    const inRow = isWide(width);
    const top = 44;
    // a narrow stage that is high enough has two charts below a smaller plane
    const below = height - top - 56 - axisHeight;
    const side = inRow
      ? Math.min(height - top - axisHeight, width * 0.56)
      : Math.min(width - 66, below - (below - leastPlane >= 2 * chartHeight ? 2 : 1) * chartHeight);
    plane.layOut({ x: 54, y: top, width: side, height: side }, reach);
    const left = inRow ? 54 + side + 78 : 62;
    const first = inRow ? top : top + side + 56;
    charts.layOut({ x: left, y: first, width: width - left - 14, height: height - first - axisHeight }, result);
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

const keyOf = ({ tau, delta, seed }: StudentRunRequest): string => `${tau} ${delta} ${seed}`;
