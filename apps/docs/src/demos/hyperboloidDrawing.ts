import { singleNeuron } from "@lazyrich/exact";
import { neuronWithFunction } from "@lazyrich/networks";
import { type Drawing, initialValues, type Stage } from "../demo.ts";
import { logSpaced } from "../drawing/axisScale.ts";
import { deltaColor } from "../drawing/deltaFamily.ts";
import { neuronSimulator } from "../simulation/neuronSimulator.ts";
import type { NeuronSimulation, SimulatedNeuron } from "../simulation/simulateNeuron.ts";
import { cssColor } from "../space/cssColor.ts";
import { GridSurface } from "../space/gridSurface.ts";
import { functionBranch, levelReach, levelSheet } from "../space/levelSheet.ts";
import { lossTint } from "../space/lossTint.ts";
import type { Point3 } from "../space/picture.ts";
import { Space } from "../space/space.ts";
import { addAxes } from "../space/spaceAxes.ts";
import { SpaceCurve } from "../space/spaceCurve.ts";
import { SpaceHandle } from "../space/spaceHandle.ts";
import { SpaceMarker } from "../space/spaceMarker.ts";
import { type HyperboloidValues, hyperboloidFields } from "./hyperboloidFields.ts";

const betaStar = [0, 1] as const;
const sides = [1, -1] as const;
const times = Float64Array.of(0, ...logSpaced(0.005, 200, 160));

/** The function at the start: at an angle to the target, anticlockwise. */
export function beta0Of({ angle, length }: HyperboloidValues): readonly [number, number] {
  const turn = ((90 + angle) * Math.PI) / 180;
  return [length * Math.cos(turn), length * Math.sin(turn)];
}

/** The level set coloured by the loss, the two trajectories from one function, and a start that is dragged along the parameters of that function. */
export function hyperboloidDrawing({
  element,
  report,
  refuse,
  change,
}: Stage<HyperboloidValues>): Drawing<HyperboloidValues> {
  const space = new Space(element, {
    view: initialValues(hyperboloidFields),
    turn: ({ azimuth, elevation, zoom }) => change({ azimuth, elevation, zoom }),
    reach: 2.95,
    name: "Level set of delta in the space of w1, w2 and a",
    refuse,
  });
  const axes = addAxes(space, 2.7);
  const sheets = sides.map(() => new GridSurface(space, { rows: 37, columns: 73, mesh: 6 }));
  const minima = sides.map(() => new SpaceCurve(space, { width: 2.6, title: "minima" }));
  const equal = sides.map(() => new SpaceCurve(space, { width: 2.6, title: "the function *β*_0" }));
  const exact = sides.map((side) => new SpaceCurve(space, { width: 5, title: `exact, from *a* ${signOf(side)} 0` }));
  const simulatedCurve = new SpaceCurve(space, { width: 2, dash: 0.07, title: "simulated" });
  const stars = sides.map(() => new SpaceMarker(space, { radius: 0.075, fill: "#c0392b", rim: "#ffffff" }));
  const saddles = sides.map(() => new SpaceMarker(space, { radius: 0.05, fill: "#1f1f1f", rim: "#ffffff" }));
  const dots = sides.map(() => new SpaceMarker(space, { radius: 0.06, fill: "#ffffff", rim: "#1f1f1f" }));

  let values: HyperboloidValues | undefined;
  let simulated: { readonly request: NeuronSimulation; readonly result: SimulatedNeuron } | undefined;
  const simulator = neuronSimulator((request, answer) => {
    if ("error" in answer) return refuse(answer.error);
    simulated = { request, result: answer.result };
    if (values !== undefined) draw(values);
  });

  const startAt = (latest: HyperboloidValues, delta: number, sign: 1 | -1): Point3 => {
    const { a, w } = neuronWithFunction({ beta0: beta0Of(latest), delta, sign });
    return [w[0]!, w[1]!, a];
  };
  const handle = new SpaceHandle(space, {
    name: "start, along the parameters of the same function",
    label: "start",
    step: 0.05,
    curve: () => {
      const { min, max } = hyperboloidFields.delta;
      const count = 161;
      return Array.from({ length: count }, (_, i) => {
        const delta = Number((min + ((max - min) * i) / (count - 1)).toFixed(3));
        return { value: delta, at: startAt(values!, delta, 1) };
      });
    },
    move: (delta) => change({ delta }),
  });

  function draw(latest: HyperboloidValues): void {
    values = latest;
    const { delta, time, simulation } = latest;
    const began = performance.now();
    const starts = sides.map((sign) => startAt(latest, delta, sign));
    const ends = sides.map((sign): Point3 => {
      const { a, w } = neuronWithFunction({ beta0: betaStar, delta, sign });
      return [w[0]!, w[1]!, a];
    });
    const solutions = starts.map(([w1, w2, a]) => singleNeuron({ a0: a, w0: [w1, w2], betaStar }));
    const paths = solutions.map((solution) => {
      const { a, w } = solution.trajectory(times);
      return Array.from(times, (_, i): Point3 => [w[2 * i]!, w[2 * i + 1]!, a[i]!]);
    });
    const here = solutions.map((solution): Point3 => {
      const { a, w } = solution.at(time);
      return [w[0]!, w[1]!, a];
    });
    const milliseconds = performance.now() - began;

    const ink = cssColor("currentColor", element);
    axes.recolor(ink);
    const reach = levelReach(delta, [...starts, ...ends]);
    const top = Math.sqrt(delta + reach ** 2);
    const tint = lossTint(lossAt, 10);
    const bounds = { reach, top };
    sides.forEach((side, k) => {
      sheets[k]!.update(levelSheet(delta, side, reach), tint);
      minima[k]!.update(functionBranch(betaStar, side, bounds), cssColor("var(--demo-minima)", element));
      equal[k]!.update(functionBranch(beta0Of(latest), side, bounds), cssColor("var(--demo-neutral)", element));
      exact[k]!.update(paths[k]!, cssColor(deltaColor(delta), element));
      stars[k]!.place(ends[k]!);
      dots[k]!.place(here[k]!);
      if (delta > 0) saddles[k]!.hide();
      else saddles[k]!.place([-side * Math.sqrt(-delta), 0, 0]);
    });
    handle.place(starts[0]!, delta);

    const [w1, w2, a0] = starts[0]!;
    const question: NeuronSimulation = { a0, w0: [w1, w2], betaStar, etaA: 1, etaW: 1, times };
    const isFresh =
      simulation && simulated !== undefined && JSON.stringify(simulated.request) === JSON.stringify(question);
    const followed = isFresh ? simulatedPoints(simulated!.result) : [];
    simulatedCurve.update(followed, ink);
    if (!simulation) simulator.rest();
    else if (!isFresh) simulator.ask(question);
    space.look(latest);
    space.render();

    const [h1, h2, a] = here[0]!;
    const difference = isFresh
      ? Math.max(
          ...followed.map((point, i) => Math.max(...point.map((value, k) => Math.abs(value - paths[0]![i]![k]!)))),
        )
      : Number.NaN;
    report({
      computed: `Two exact trajectories at ${times.length} times`,
      milliseconds,
      readouts: [
        { value: a },
        { value: [h1, h2] },
        { value: lossAt(here[0]!) },
        { value: difference, text: isFresh ? difference.toExponential(1) : "–" },
      ],
      summary: `The level set of delta ${delta} is ${shapeOf(delta)}. At time ${time} the upper trajectory is at w = (${h1.toFixed(2)}, ${h2.toFixed(2)}), a = ${a.toFixed(2)}, with loss ${lossAt(here[0]!).toPrecision(2)}.`,
    });
  }

  function rest(): void {
    simulator.rest();
    space.rest();
  }

  return { draw, rest };
}

const lossAt = ([w1, w2, a]: Point3): number => ((a * w1 - betaStar[0]) ** 2 + (a * w2 - betaStar[1]) ** 2) / 2;

const signOf = (side: 1 | -1): string => (side === 1 ? ">" : "<");

const shapeOf = (delta: number): string =>
  delta < 0 ? "a hyperboloid of one sheet" : delta > 0 ? "a hyperboloid of two sheets" : "a double cone";

const simulatedPoints = ({ a, w }: SimulatedNeuron): Point3[] =>
  Array.from(a, (readout, i) => [w[2 * i]!, w[2 * i + 1]!, readout]);
