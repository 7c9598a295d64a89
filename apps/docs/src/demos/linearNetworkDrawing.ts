import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart, type ChartAxis } from "../drawing/chart.ts";
import { deltaColor, deltaTitle } from "../drawing/deltaFamily.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { threeBoxes } from "../drawing/threeBoxes.ts";
import { latestAnswer } from "../simulation/latestAnswer.ts";
import { type LinearNetworkRequest, type LinearNetworkRun, targetValues } from "../simulation/linearNetworkRun.ts";
import { entropyChart } from "./entropyChart.ts";
import { learningReadouts } from "./learningReadouts.ts";
import type { LinearNetworkValues } from "./linearNetworkFields.ts";

const firstTime = 0.01;
const lastTime = 300;
const times = logSpaced(firstTime, lastTime, 140);
const time: ChartAxis = { type: "log", domain: [firstTime, lastTime], label: "time *t*" };

/** Why no network of these sizes starts with every neuron at this delta; undefined if one does. */
function reasonAgainst({ delta, d, h, c }: LinearNetworkValues): string | undefined {
  if (delta > 0 && h > c)
    return `No start of ${h} hidden neurons and ${c} outputs has every δ above 0: their readouts would have to be orthogonal, and there is room for ${c}. Lower h to ${c}, or δ to 0.`;
  if (delta < 0 && h > d)
    return `No start of ${h} hidden neurons and ${d} inputs has every δ below 0: their weights would have to be orthogonal, and there is room for ${d}. Lower h to ${d}, or raise δ to 0.`;
  return undefined;
}

/** Singular values, kernel distance and entropy. The exact solution comes from a worker, as its matrix products take a while. */
export function linearNetworkDrawing({
  element,
  report,
  refuse,
}: Stage<LinearNetworkValues>): Drawing<LinearNetworkValues> {
  const root = svg("svg", { width: "100%", height: "100%", role: "img" });
  const [valueChart, kernelChart, entropy] = [new Chart(), new Chart(), entropyChart()];
  root.append(valueChart.group, kernelChart.group, entropy.group);
  element.replaceChildren(root);

  let asked = "";
  const solver = latestAnswer<LinearNetworkRequest, LinearNetworkRun>(
    () => new Worker(new URL("../simulation/linearNetworkRun.worker.ts", import.meta.url), { type: "module" }),
    (request, answer) => {
      if ("error" in answer) refuse(answer.error);
      else show(request, answer.result, answer.milliseconds);
    },
  );

  function draw(values: LinearNetworkValues): void {
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    const boxes = threeBoxes(width, height);
    valueChart.layOut(boxes[0], time, {
      type: "linear",
      domain: [0, Math.max(2.4, 1.1 * values.tau ** 2)],
      label: "singular values *σ*",
    });
    kernelChart.layOut(boxes[1], time, { type: "linear", domain: [0, 1], label: "kernel distance *S*(0, *t*)" });
    entropy.draw(values.delta, boxes[2]);
    const impossible = reasonAgainst(values);
    if (impossible !== undefined) {
      asked = "";
      solver.rest();
      refuse(impossible);
      return;
    }
    const key = JSON.stringify([values, width, height]);
    if (key === asked) return;
    asked = key;
    solver.ask({ ...values, times });
  }

  function show({ delta, d, h, c }: LinearNetworkRequest, run: LinearNetworkRun, milliseconds: number): void {
    const { singularValues, kernelDistance, rank, loss, measured } = run;
    const stroke = deltaColor(delta);
    for (const [k, target] of targetValues.entries()) {
      if (k >= rank) {
        for (const name of ["target", "value"]) valueChart.removeCurve(`${name} ${k}`);
        continue;
      }
      valueChart.curve(`target ${k}`, [firstTime, lastTime], [target, target], {
        stroke: "var(--demo-neutral)",
        width: 1.2,
        dash: "5 4",
      });
      const column = Float64Array.from(times, (_, i) => singularValues[i * rank + k]!);
      valueChart.curve(`value ${k}`, times, column, {
        ...{ stroke, width: 3, title: `*σ*_${k + 1}, target ${formatTick(target)}` },
        label: `*σ*_${k + 1}`,
      });
    }
    kernelChart.curve("distance", times, kernelDistance, { stroke, width: 4, title: deltaTitle(delta) });
    report({
      computed: `The exact function, singular values and kernel of ${h} neurons at ${times.length} times, in a background thread`,
      milliseconds,
      readouts: [
        ...learningReadouts(measured),
        { value: loss, text: loss < 1e-12 ? "0" : loss.toPrecision(3) },
        { value: singularValues[(times.length - 1) * rank]! },
      ],
      summary: `With delta ${delta}, ${h} neurons, ${d} inputs and ${c} outputs the network is ${measured.regime}; its kernel has moved by ${measured.kernelDistance.toPrecision(2)} in the end.`,
    });
  }

  function rest(): void {
    solver.rest();
    asked = "";
  }

  return { draw, rest };
}
