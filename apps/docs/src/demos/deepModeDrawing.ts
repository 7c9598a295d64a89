import { deepLearningTime, deepMode } from "@lazyrich/exact";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart, type CurveStyle } from "../drawing/chart.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { threeBoxes } from "../drawing/threeBoxes.ts";
import type { DeepModeValues } from "./deepModeFields.ts";

const family = [1, 2, 3, 4, 8];
/** The slider's end stands for infinite depth. */
const DEEPEST = 16;
const firstTime = 0.03;
const lastTime = 300;
const times = logSpaced(firstTime, lastTime, 120);
/** The shortest and the longest learning time shown. */
const learningTimes = [0.1, 2000] as const;
const shares = Float64Array.from({ length: 101 }, (_, i) => i / 100);

const faint: CurveStyle = { stroke: "var(--demo-neutral)", width: 1.4, opacity: 0.75 };
const strong: CurveStyle = { stroke: "var(--vp-c-brand-1)", width: 4 };
const guide: CurveStyle = { stroke: "currentColor", width: 1.2, dash: "1.5 4" };

/** The mode in time, the time that it takes, and the speed that explains both: exact, at every move. */
export function deepModeDrawing({ element, report }: Stage<DeepModeValues>): Drawing<DeepModeValues> {
  const root = svg("svg", { width: "100%", height: "100%", role: "img" });
  const [modeChart, timeChart, speedChart] = [new Chart(), new Chart(), new Chart()];
  root.append(modeChart.group, timeChart.group, speedChart.group);
  element.replaceChildren(root);

  function draw({ depth: slider, start, target }: DeepModeValues): void {
    const depth = slider > DEEPEST ? Number.POSITIVE_INFINITY : slider;
    const starts = logSpaced(0.001, 0.4 * target, 40);
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    const [left, middle, right] = threeBoxes(width, height);
    // infinite depth has a limit in t N alone
    const isFiniteDepth = Number.isFinite(depth);
    const drawn = isFiniteDepth ? family : [...family, depth];
    const unitOf = (each: number): number => (isFiniteDepth || !Number.isFinite(each) ? 1 : each);
    const time = isFiniteDepth ? "*t*" : "*t* · *N*";
    const inTime = { type: "log", domain: [firstTime, lastTime], label: `time ${time}` } as const;
    modeChart.layOut(left, inTime, { type: "linear", domain: [0, 1.08 * target], label: "mode *u*" });
    const inStart = { type: "log", domain: [0.001, 0.4 * target], label: "start *u*_0" } as const;
    timeChart.layOut(middle, inStart, { type: "log", domain: learningTimes, label: `time to *s*/2, ${time}` });
    const inMode = { type: "linear", domain: [0, target], label: "mode *u*" } as const;
    speedChart.layOut(right, inMode, { type: "linear", domain: [0, 1.05], label: "speed over its greatest" });

    const began = performance.now();
    const curves = (name: string, each: number, style: CurveStyle): void => {
      const depthName = Number.isFinite(each) ? String(each) : "∞";
      const isChosen = style === strong;
      const label = isChosen ? `*N* = ${depthName}` : depthName;
      const named = { ...style, title: `*N* = ${depthName}`, ...(each === depth && !isChosen ? {} : { label }) };
      const problem = { depth: each, target };
      const mode = deepMode({ ...problem, start });
      modeChart.curve(
        name,
        times,
        times.map((time) => mode.at(time / unitOf(each))),
        named,
      );
      const taken = starts.map((from) => unitOf(each) * deepLearningTime({ ...problem, start: from }, target / 2));
      timeChart.curve(name, starts, taken, named);
      const speeds = shares.map((share) => share ** powerOf(each) * (1 - share));
      const greatest = Math.max(...speeds);
      speedChart.curve(
        name,
        shares.map((share) => share * target),
        speeds.map((speed) => speed / greatest),
        named,
      );
    };
    for (const level of [target, target / 2])
      modeChart.curve(`level ${level === target}`, [firstTime, lastTime], [level, level], guide);
    for (const each of drawn) curves(`depth ${each}`, each, faint);
    curves("chosen", depth, strong);
    const milliseconds = performance.now() - began;

    timeChart.curve("start", [start, start], learningTimes, guide);
    const timeTo = (share: number): number => {
      const value = share * target;
      return value <= start ? 0 : unitOf(depth) * deepLearningTime({ depth, target, start }, value);
    };
    const [half, rise] = [timeTo(0.5), timeTo(0.9) - timeTo(0.1)];
    const name = isFiniteDepth ? String(depth) : "∞";
    report({
      computed: `The exact mode for ${drawn.length + 1} depths at ${times.length} times, and ${starts.length} learning times each`,
      milliseconds,
      readouts: [{ value: depth, text: name }, { value: half }, { value: rise }],
      summary: `With ${name} layers the mode is half of its target at time ${half.toPrecision(3)}${isFiniteDepth ? "" : " over the depth"}, and rises from a tenth to nine tenths in ${rise.toPrecision(3)}.`,
    });
  }

  return { draw, rest: () => {} };
}

/** The p of u' = N u^p (s - u). */
const powerOf = (depth: number): number => 2 - 2 / depth;
