import type { Drawing, Stage } from "../demo.ts";
import { timed } from "../drawing/remembered.ts";
import { neuronSimulator } from "../simulation/neuronSimulator.ts";
import type { NeuronSimulation, SimulatedNeuron } from "../simulation/simulateNeuron.ts";
import type { Point3 } from "../space/picture.ts";
import type { HyperboloidValues } from "./hyperboloidFields.ts";
import { betaStar, lossAt, times, twoWays } from "./hyperboloidProblem.ts";
import { hyperboloidSpace } from "./hyperboloidSpace.ts";

/** The two exact ways from one function on the level set, and on demand the first of them simulated in a worker. */
export function hyperboloidDrawing(stage: Stage<HyperboloidValues>): Drawing<HyperboloidValues> {
  const { report, refuse } = stage;
  const space = hyperboloidSpace(stage);
  let values: HyperboloidValues | undefined;
  let simulated: { readonly request: NeuronSimulation; readonly result: SimulatedNeuron } | undefined;
  const simulator = neuronSimulator((request, answer) => {
    if ("error" in answer) return refuse(answer.error);
    simulated = { request, result: answer.result };
    if (values !== undefined) draw(values);
  });

  /** The points of the simulated way, if it has been simulated from this start; asks for it if not. */
  function simulatedFrom([w1, w2, a0]: Point3): readonly Point3[] | undefined {
    const question: NeuronSimulation = { a0, w0: [w1, w2], betaStar, etaA: 1, etaW: 1, times };
    if (simulated !== undefined && JSON.stringify(simulated.request) === JSON.stringify(question)) {
      const { a, w } = simulated.result;
      return Array.from(a, (readout, i) => [w[2 * i]!, w[2 * i + 1]!, readout]);
    }
    simulator.ask(question);
    return undefined;
  }

  function draw(latest: HyperboloidValues): void {
    values = latest;
    const { delta, time, simulation } = latest;
    const { value: ways, milliseconds } = timed(() => twoWays(latest));
    const followed = simulation ? simulatedFrom(ways.starts[0]!) : undefined;
    if (!simulation) simulator.rest();
    space.draw(latest, ways, followed ?? []);

    const [here] = ways.here as [Point3];
    const [w1, w2, a] = here;
    const difference = followed === undefined ? Number.NaN : largestDifference(followed, ways.paths[0]!);
    report({
      computed: `Two exact trajectories at ${times.length} times`,
      milliseconds,
      readouts: [
        { value: a },
        { value: [w1, w2] },
        { value: lossAt(here) },
        { value: difference, text: Number.isNaN(difference) ? "–" : difference.toExponential(1) },
      ],
      summary: `The level set of delta ${delta} is ${shapeOf(delta)}. At time ${time} the upper trajectory is at w = (${w1.toFixed(2)}, ${w2.toFixed(2)}), a = ${a.toFixed(2)}, with loss ${lossAt(here).toPrecision(2)}.`,
    });
  }

  function rest(): void {
    simulator.rest();
    space.rest();
  }

  return { draw, rest };
}

const largestDifference = (one: readonly Point3[], other: readonly Point3[]): number =>
  Math.max(...one.flatMap((point, i) => point.map((value, k) => Math.abs(value - other[i]![k]!))));

const shapeOf = (delta: number): string =>
  delta < 0 ? "a hyperboloid of one sheet" : delta > 0 ? "a hyperboloid of two sheets" : "a double cone";
