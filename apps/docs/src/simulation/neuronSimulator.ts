import type { Answer } from "./answerRequests.ts";
import { type LatestAnswer, latestAnswer } from "./latestAnswer.ts";
import type { NeuronSimulation, SimulatedNeuron } from "./simulateNeuron.ts";

export type NeuronSimulator = LatestAnswer<NeuronSimulation>;

/** Simulates one neuron after another in a worker. */
export const neuronSimulator = (
  receive: (request: NeuronSimulation, answer: Answer<SimulatedNeuron>) => void,
): NeuronSimulator =>
  latestAnswer(() => new Worker(new URL("./simulateNeuron.worker.ts", import.meta.url), { type: "module" }), receive);
