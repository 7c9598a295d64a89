import type { Optimiser, Schedule } from "@lazyrich/deep";
import { millisecondsInTask, nextTask } from "@lazyrich/flow";
import type { StopReason, Trained, Training } from "../dynamics.js";

/** In what order inputs are seen, and when a run is asked whether it ends. */
export interface Batches {
  /** Those of the next epoch. */
  batches(): readonly ArrayLike<number>[];
  /** How many they are. */
  readonly perEpoch: number;
  /** Of the learning rate, by epochs from 0 on. */
  readonly factor: Schedule;
  /** Epochs between looks at their mean loss. */
  readonly stopEvery: number;
}

/** Milliseconds of steps before other work, an abort among it, has its turn. */
const TURN = 10;

/** A training by an optimiser on batches. Ends where the mean loss over the batches of an epoch is below `stopLoss`, at a checkpoint where `endsAt` says so, or where a loss is not finite. */
export async function batchTraining(
  optimiser: Optimiser,
  { batches, perEpoch, factor, stopEvery }: Batches,
  { bound, theta0, learningRates, checkpoints, stopLoss, endsAt, onProgress, signal }: Training,
): Promise<Trained> {
  const { at, unit } = checkpoints;
  const stepsOf = (each: number): number => (unit === "epochs" ? each * perEpoch : each);
  const ends = at.map(stepsOf);
  const total = ends.at(-1)!;
  const theta = theta0.slice();
  const gradient = new Float64Array(theta.length);
  const rates = bound.model.layers.map(({ offset }, layer) => ({ offset, rate: learningRates[layer]! }));
  const hasRates = rates.some(({ rate }) => rate !== 1);
  const stepper = optimiser.start(theta.length);
  const states: Float64Array[] = [];
  let steps = 0;
  let evaluations = 0;
  let stopReason: StopReason = "finished";
  const reach = (): void => {
    while (states.length < ends.length && ends[states.length]! <= steps) states.push(theta.slice());
  };
  reach();
  training: for (let epoch = 0; steps < total; epoch++) {
    let sum = 0;
    const scale = factor(epoch);
    for (const rows of batches()) {
      if (steps === total) break training;
      const loss = bound.lossAndGradient(theta, gradient, rows);
      evaluations++;
      if (!Number.isFinite(loss)) {
        stopReason = "diverged";
        break training;
      }
      if (hasRates) scaleLayers(gradient, rates);
      stepper.step(theta, gradient, scale);
      sum += loss;
      steps++;
      if (ends[states.length] === steps && !theta.every(Number.isFinite)) {
        stopReason = "diverged";
        break training;
      }
      const passed = states.length;
      reach();
      if (states.length > passed && endsAt?.(theta)) {
        stopReason = steps < total ? "stopped" : "finished";
        break training;
      }
      if (millisecondsInTask() > TURN) {
        onProgress?.(steps / total);
        await nextTask();
        signal?.throwIfAborted();
      }
    }
    if ((epoch + 1) % stopEvery === 0 && sum / perEpoch < stopLoss) {
      stopReason = steps < total ? "stopped" : "finished";
      break;
    }
  }
  onProgress?.(1);
  const end = { step: steps, t: null, epoch: steps / perEpoch };
  return {
    states,
    theta: stopReason === "diverged" ? (states.at(-1) ?? theta0) : theta,
    ...{ stopReason, end, evaluations },
  };
}

/** Times the rate of each layer, which lie one after another. */
function scaleLayers(
  gradient: Float64Array,
  rates: readonly { readonly offset: number; readonly rate: number }[],
): void {
  for (const [layer, { offset, rate }] of rates.entries()) {
    const end = rates[layer + 1]?.offset ?? gradient.length;
    for (let k = offset; k < end; k++) gradient[k]! *= rate;
  }
}
