import type { Drawing, Stage } from "../demo.ts";
import { alphaColor, alphas } from "../drawing/alphaColor.ts";
import { Chart } from "../drawing/chart.ts";
import { isWide } from "../drawing/isWide.ts";
import { oncePerFrame } from "../drawing/oncePerFrame.ts";
import { playButtons } from "../drawing/playButtons.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import type { FilterFrame } from "../simulation/filterRun.ts";
import { accuracySteps, filterCount, filterSide, filterSteps } from "../simulation/filterSizes.ts";
import { type FilterNetwork, filterNetwork } from "./filterNetwork.ts";
import { filterAspect } from "./filterPicture.ts";
import type { FiltersValues } from "./filtersFields.ts";

const lastStep = filterSteps.at(-1)!;
/** Steps that are played in a second. */
const stepsPerSecond = 40;
/** Where step 0 stands on the logarithmic axis. */
const start = 0.7;
/** How rough white noise is. */
const noise = 5.1;

/** The filters of three networks, frame by frame as workers train them, and how rough they are over the steps. */
export function filtersDrawing({ element, report, refuse, change }: Stage<FiltersValues>): Drawing<FiltersValues> {
  const roughness = new Chart();
  const accuracy = new Chart();
  let values: FiltersValues | undefined;
  const redraw = oncePerFrame(() => {
    if (values !== undefined) draw(values);
  });
  const networks = alphas.map((alpha) => filterNetwork(alpha, { redraw, refuse }));
  /** Where playing is, between two steps. */
  let played = 0;
  const buttons = playButtons({
    advance: (seconds) => {
      played = Math.min(lastStep, played + stepsPerSecond * seconds);
      change({ step: Math.round(played) });
      return played < lastStep;
    },
    step: () => change({ step: filterSteps.find((each) => each > values!.step) ?? lastStep }),
    restart: () => change({ step: 0 }),
  });
  const root = svg("svg", { width: "100%", height: "100%" }, [
    ...networks.map(({ group }) => group),
    ...[roughness.group, accuracy.group],
  ]);
  element.replaceChildren(root, buttons.element);

  let seed: number | undefined;
  const isDone = (): boolean => networks.every(({ frames }) => frames().at(-1)?.step === lastStep);

  function draw(latest: FiltersValues): void {
    values = latest;
    const { step } = latest;
    if (Math.round(played) !== step) played = step;
    if (seed !== latest.seed) {
      seed = latest.seed;
      for (const network of networks) network.train(latest.seed);
    }
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    layOut(width, height);
    for (const network of networks) {
      network.show(step);
      drawCurves(network, step);
    }
    const now = networks.map(({ at }) => at(step));
    const least = Math.min(...now.map((frame) => frame?.step ?? 0));
    const [rough, right] = [numbers(now, "roughness"), numbers(now, "accuracy")];
    const steps = networks.reduce((sum, { frames }) => sum + (frames().at(-1)?.step ?? 0), 0);
    report({
      computed: `Three networks with ${filterCount} filters of ${filterSide} × ${filterSide} on 2000 pictures, ${steps} steps, on three background threads`,
      milliseconds: Math.max(...networks.map(({ milliseconds }) => milliseconds())),
      readouts: [{ value: least }, rough, right],
      summary: `After ${least} steps the roughness of the filters at alpha ${alphas.join(", ")} is ${rough.text}, and the accuracy ${right.text}.`,
    });
  }

  /** What has been measured, and over it, thick, what had been at the step that is shown. */
  function drawCurves({ alpha, frames }: FilterNetwork, step: number): void {
    const stroke = alphaColor(alpha);
    const draw = (chart: Chart, key: "roughness" | "accuracy", all: readonly FilterFrame[]): void => {
      const curve = (name: string, list: readonly FilterFrame[], style: { width: number; opacity?: number }): void => {
        const steps = list.map((frame) => Math.max(start, frame.step));
        const measured = list.map((frame) => frame[key]);
        const title = name === "all" ? `*α* = ${alpha}` : undefined;
        chart.curve(`${alpha} ${name}`, steps, measured, { stroke, ...style, title, label: title });
      };
      curve("all", all, { width: 1.5, opacity: 0.4 });
      curve(
        "until now",
        all.filter((frame) => frame.step <= step),
        { width: 3.2 },
      );
    };
    draw(roughness, "roughness", frames());
    draw(
      accuracy,
      "accuracy",
      frames().filter((frame) => accuracySteps.has(frame.step)),
    );
  }

  function layOut(width: number, height: number): void {
    const top = 64;
    const inRow = isWide(width);
    const gap = inRow ? 18 : 10;
    const side = (width - 2 * gap) / 3;
    for (const [k, { layOut }] of networks.entries()) layOut({ x: k * (side + gap), y: top, width: side });
    const first = top + side / filterAspect + 18;
    const left = 54;
    const cell = inRow
      ? { width: width / 2 - left - 12, height: height - first - 44 }
      : { width: width - left - 12, height: (height - first) / 2 - 46 };
    const second = inRow ? { x: width / 2 + left, y: first } : { x: left, y: (first + height) / 2 };
    const steps = { type: "log", domain: [start, lastStep], label: "steps", ticks: [1, 3, 10, 30, 100] } as const;
    roughness.layOut({ x: left, y: first, ...cell }, steps, {
      ...{ type: "linear", domain: [0, noise * 1.08], label: "roughness" },
    });
    accuracy.layOut({ ...second, ...cell }, steps, {
      ...{ type: "linear", domain: [0, 1.04], label: "test accuracy" },
    });
  }

  return {
    draw,
    rest: () => {
      buttons.pause();
      for (const network of networks) network.rest();
      if (!isDone()) seed = undefined;
    },
  };
}

/** Of the three networks, as they stand in the legend. */
function numbers(
  frames: readonly (FilterFrame | undefined)[],
  key: "roughness" | "accuracy",
): { readonly value: number[]; readonly text: string } {
  const value = frames.map((frame) => frame?.[key] ?? Number.NaN);
  return { value, text: value.map((each) => (Number.isNaN(each) ? "–" : each.toFixed(2))).join(", ") };
}
