import type { Drawing, Stage } from "../demo.ts";
import { alphaColor } from "../drawing/alphaColor.ts";
import { Chart } from "../drawing/chart.ts";
import { oncePerFrame } from "../drawing/oncePerFrame.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import type { GrokkingFrame, GrokkingRequest } from "../simulation/grokkingRun.ts";
import { lastStep, modulus, rightShare, trainShare } from "../simulation/grokkingSizes.ts";
import { latestFrames } from "../simulation/latestFrames.ts";
import type { GrokkingValues } from "./grokkingFields.ts";

/** The first step that the logarithmic axis has room for. */
const firstStep = 10;

/** The accuracies of two networks over their steps, each trained by a worker of its own and drawn as it learns. */
export function grokkingDrawing({ element, report, refuse }: Stage<GrokkingValues>): Drawing<GrokkingValues> {
  const chart = new Chart();
  const dots = svg("g");
  chart.above.append(dots);
  const root = svg("svg", { width: "100%", height: "100%" }, [chart.group]);
  element.replaceChildren(root);

  let values: GrokkingValues | undefined;
  const redraw = oncePerFrame(() => {
    if (values !== undefined) draw(values);
  });
  const racers = [
    racer("standard", alphaColor(1), { redraw, refuse }),
    racer("chosen", alphaColor(10), { redraw, refuse }),
  ] as const;

  function draw(latest: GrokkingValues): void {
    values = latest;
    const { alpha, weightDecay, seed } = latest;
    racers[0].run({ alpha: 1, weightDecay, seed });
    racers[1].run({ alpha, weightDecay, seed });
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    chart.layOut(
      { x: 58, y: 10, width: width - 74, height: height - 56 },
      { type: "log", domain: [firstStep, lastStep * 1.1], label: "steps", ticks: [10, 30, 100, 300, 1000, 3000] },
      { type: "linear", domain: [0, 1.04], label: "share of right answers" },
    );
    dots.replaceChildren();
    for (const { name, stroke, frames, request } of racers) {
      const lane = `*α* = ${Number(request.alpha.toPrecision(3))}`;
      const shown = frames.filter(({ step }) => step >= firstStep);
      const steps = shown.map(({ step }) => step);
      chart.curve(`${name}, trained`, steps, column(shown, "trained"), {
        ...{ stroke, width: 1.6, dash: "5 4", title: `${lane}, trained on` },
      });
      chart.curve(`${name}, others`, steps, column(shown, "others"), {
        ...{ stroke, width: 3.2, title: `${lane}, other equations`, label: lane },
      });
      const right = frames.find(({ others }) => others >= rightShare);
      if (right === undefined) continue;
      dots.append(svg("circle", { cx: chart.x(right.step), cy: chart.y(right.others), r: 5, fill: stroke }));
    }
    const steps = racers.map(({ frames }) => frames.at(-1)?.step ?? 0);
    const reached = racers.flatMap(({ frames }) => [firstAt(frames, "trained"), firstAt(frames, "others")]);
    report({
      computed: `${steps[0]} and ${steps[1]} steps of two decoders of width 64, on two background threads`,
      milliseconds: Math.max(...racers.map(({ milliseconds }) => milliseconds)),
      readouts: reached.map((step, k) => ({ value: step ?? Number.NaN, text: inWords(step, racers[k >> 1]!.isDone) })),
      summary: `After ${steps[0]} and ${steps[1]} steps on ${Math.round(100 * trainShare)}% of the divisions modulo ${modulus}, the others are right in ${racers
        .map(
          ({ request, frames }) =>
            `${Math.round(100 * (frames.at(-1)?.others ?? 0))}% at alpha ${Number(request.alpha.toPrecision(3))}`,
        )
        .join(" and ")}.`,
    });
  }

  return { draw, rest: () => racers.forEach((each) => void each.rest()) };
}

const column = (frames: readonly GrokkingFrame[], key: "trained" | "others"): Float64Array =>
  Float64Array.from(frames, (frame) => frame[key]);

const firstAt = (frames: readonly GrokkingFrame[], key: "trained" | "others"): number | undefined =>
  frames.find((frame) => frame[key] >= rightShare)?.step;

/** A run that was cut has no number of its own. */
function inWords(step: number | undefined, isDone: boolean): string {
  if (step !== undefined) return `${step} steps`;
  return isDone ? `cut at ${lastStep}` : "…";
}

interface Racer {
  readonly name: string;
  readonly stroke: string;
  readonly request: GrokkingRequest;
  readonly frames: readonly GrokkingFrame[];
  readonly milliseconds: number;
  readonly isDone: boolean;
  /** Trains, if it does not train or has not trained just this. */
  run(request: GrokkingRequest): void;
  rest(): void;
}

/** One network with its worker and what it has learnt so far. */
function racer(
  name: string,
  stroke: string,
  { redraw, refuse }: { readonly redraw: () => void; readonly refuse: (reason: string) => void },
): Racer {
  let request: GrokkingRequest = { alpha: 1, weightDecay: 0, seed: 0 };
  let key = "";
  let frames: GrokkingFrame[] = [];
  let milliseconds = 0;
  let isDone = false;
  const trainer = latestFrames<GrokkingRequest, GrokkingFrame>(
    () => new Worker(new URL("../simulation/grokkingRun.worker.ts", import.meta.url), { type: "module" }),
    (answer) => {
      if ("error" in answer) return refuse(answer.error);
      milliseconds = answer.milliseconds;
      if ("frame" in answer) frames.push(answer.frame);
      else isDone = true;
      redraw();
    },
  );
  return {
    ...{ name, stroke },
    get request() {
      return request;
    },
    get frames() {
      return frames;
    },
    get milliseconds() {
      return milliseconds;
    },
    get isDone() {
      return isDone;
    },
    run(latest) {
      const wanted = JSON.stringify(latest);
      if (wanted === key) return;
      key = wanted;
      request = latest;
      [frames, milliseconds, isDone] = [[], 0, false];
      trainer.ask(latest);
    },
    rest() {
      trainer.rest();
      if (!isDone) key = "";
    },
  };
}
