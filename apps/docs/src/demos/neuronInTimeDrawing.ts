import { type SingleNeuronTrajectory, singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { formatTick } from "@lazyrich/plot";
import type { Drawing, Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { Chart, type ChartAxis } from "../drawing/chart.ts";
import { deltaColor, deltaFamily, deltaTitle } from "../drawing/deltaFamily.ts";
import { remembered, timed } from "../drawing/remembered.ts";
import { setAttributes, svg } from "../drawing/svg.ts";
import { threeBoxes } from "../drawing/threeBoxes.ts";
import { neuronSimulator } from "../simulation/neuronSimulator.ts";
import type { NeuronSimulation, SimulatedNeuron } from "../simulation/simulateNeuron.ts";
import type { NeuronInTimeValues } from "./neuronInTimeFields.ts";

const quantities = ["mu", "phi", "kernelDistance"] as const;
const labels = { mu: "magnitude *μ*", phi: "alignment *φ*", kernelDistance: "kernel distance *S*(0, *t*)" };
const betaStar = [1, 0] as const;
const timeCount = 200;
const firstTime = 0.01;

/** The neuron that a delta and the sliders describe: its function beta0 at an angle to the target (1, 0). */
export function neuronOf(
  { scale, angle, etaA, etaW }: NeuronInTimeValues,
  delta: number,
): Omit<NeuronSimulation, "times"> {
  const turn = (angle * Math.PI) / 180;
  const beta0 = [scale * Math.cos(turn), scale * Math.sin(turn)];
  const { a, w } = neuronWithFunction({ beta0, delta, etaA, etaW });
  return { a0: a, w0: [...w], betaStar, etaA, etaW };
}

const trajectoryOf = (values: NeuronInTimeValues, delta: number, times: Float64Array): SingleNeuronTrajectory =>
  singleNeuron(neuronOf(values, delta)).trajectory(times);

/** What the other values of delta depend on. */
const problemOf = ({ scale, angle, etaA, etaW, lastTime }: NeuronInTimeValues): string =>
  JSON.stringify([scale, angle, etaA, etaW, lastTime]);

function solveFamily(values: NeuronInTimeValues): {
  readonly times: Float64Array;
  readonly others: readonly { readonly delta: number; readonly trajectory: SingleNeuronTrajectory }[];
} {
  const times = logSpaced(firstTime, values.lastTime, timeCount);
  return { times, others: deltaFamily.map((delta) => ({ delta, trajectory: trajectoryOf(values, delta, times) })) };
}

/** Three charts over one logarithmic time, redrawn from the exact solution at every move. */
export function neuronInTimeDrawing({
  element,
  report,
  refuse,
}: Stage<NeuronInTimeValues>): Drawing<NeuronInTimeValues> {
  const root = svg("svg", { width: "100%", height: "100%", role: "img" });
  const charts = quantities.map(() => new Chart());
  root.append(...charts.map((chart) => chart.group));
  element.replaceChildren(root);

  let values: NeuronInTimeValues | undefined;
  let simulated: { readonly request: NeuronSimulation; readonly result: SimulatedNeuron } | undefined;
  const simulator = neuronSimulator((request, answer) => {
    if ("error" in answer) return refuse(answer.error);
    simulated = { request, result: answer.result };
    if (values !== undefined) draw(values);
  });

  const familyOf = remembered(problemOf, solveFamily);

  function draw(latest: NeuronInTimeValues): void {
    values = latest;
    const { delta, lastTime, family, simulation } = latest;
    const { value: all, milliseconds: ofFamily } = familyOf(latest);
    const { times } = all;
    const others = family ? all.others : [];
    const { value: chosen, milliseconds: ofChosen } = timed(() => trajectoryOf(latest, delta, times));

    const time: ChartAxis = { type: "log", domain: [firstTime, lastTime], label: "time *t*" };
    const domains = {
      mu: around([...others.map(({ trajectory }) => trajectory.mu), chosen.mu, [0, 1]]),
      phi: [-1.05, 1.05],
      kernelDistance: [
        0,
        around([...others.map(({ trajectory }) => trajectory.kernelDistance), chosen.kernelDistance, [0.1]])[1],
      ],
    } as const;
    const { clientWidth: width, clientHeight: height } = element;
    setAttributes(root, { viewBox: `0 0 ${width} ${height}` });
    const boxes = threeBoxes(width, height);
    const question = { ...neuronOf(latest, delta), times };
    const isFresh = simulated !== undefined && JSON.stringify(simulated.request) === JSON.stringify(question);
    for (const [k, quantity] of quantities.entries()) {
      const chart = charts[k]!;
      chart.layOut(boxes[k]!, time, { type: "linear", domain: domains[quantity], label: labels[quantity] });
      chart.curve("zero", [firstTime, lastTime], [0, 0], { stroke: "var(--plot-faint)", width: 1 });
      for (const each of deltaFamily) {
        const found = others.find((other) => other.delta === each);
        if (found === undefined) chart.removeCurve(`δ = ${each}`);
        else {
          chart.curve(`δ = ${each}`, times, found.trajectory[quantity], {
            stroke: deltaColor(each),
            width: 1.4,
            opacity: 0.75,
            title: deltaTitle(each),
            label: each === delta ? undefined : formatTick(each),
          });
        }
      }
      chart.curve("casing", times, chosen[quantity], { stroke: "var(--plot-background)", width: 7 });
      chart.curve("chosen", times, chosen[quantity], {
        ...{ stroke: deltaColor(delta), width: 4 },
        ...{ title: `${deltaTitle(delta)}, exact`, label: deltaTitle(delta) },
      });
      if (simulation && isFresh) {
        chart.curve("simulated", times, simulated!.result[quantity], {
          stroke: "currentColor",
          width: 1.4,
          dash: "5 4",
          title: `${deltaTitle(delta)}, simulated`,
        });
      } else chart.removeCurve("simulated");
    }
    if (simulation && !isFresh) simulator.ask(question);
    if (!simulation) simulator.rest();

    const last = timeCount - 1;
    const difference = simulation && isFresh ? largestDifference(chosen, simulated!.result) : Number.NaN;
    report({
      computed: `The exact solution for ${others.length + 1} values of δ at ${timeCount} times`,
      milliseconds: ofChosen + (family ? ofFamily : 0),
      readouts: [
        { value: chosen.mu[last]! },
        { value: chosen.phi[last]! },
        { value: chosen.kernelDistance[last]! },
        { value: difference, ...(Number.isNaN(difference) ? { text: "–" } : { text: difference.toExponential(1) }) },
      ],
      summary: `With delta ${delta}, at time ${lastTime} the magnitude is ${short(chosen.mu[last]!)}, the alignment ${short(chosen.phi[last]!)} and the kernel distance ${short(chosen.kernelDistance[last]!)}.`,
    });
  }

  return { draw, rest: () => simulator.rest() };
}

const short = (value: number): string => value.toPrecision(3);

/** The extent of all values with a little room; ends are rounded so that the axis does not tremble as a slider moves. */
function around(columns: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      if (Number.isNaN(column[i])) continue;
      low = Math.min(low, column[i]!);
      high = Math.max(high, column[i]!);
    }
  }
  const step = 10 ** Math.floor(Math.log10(high - low)) / 4;
  return [Math.floor(low / step - 0.2) * step, Math.ceil(high / step + 0.2) * step];
}

function largestDifference(exact: SingleNeuronTrajectory, simulated: SimulatedNeuron): number {
  let largest = 0;
  for (const quantity of quantities) {
    exact[quantity].forEach((value, i) => {
      const difference = Math.abs(value - simulated[quantity][i]!);
      if (difference > largest) largest = difference;
    });
  }
  return largest;
}
