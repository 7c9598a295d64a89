import type { Optimiser, Schedule } from "@lazyrich/deep";
import { millisecondsInTask, nextTask } from "@lazyrich/flow";
import type { Place, StopReason, Trained, Training } from "../dynamics.js";
import { joinedStates, separateStates } from "./passedStates.js";

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

/**
 * A training by an optimiser on batches. Ends where the mean loss over the batches of an epoch is below `stopLoss`, at a checkpoint
 * where `endsAt` says so, or where a loss is not finite. One that goes on from a state draws the batches of the epochs before again.
 */
export async function batchTraining(
  optimiser: Optimiser,
  { batches, perEpoch, factor, stopEvery }: Batches,
  training: Training,
): Promise<Trained> {
  const { bound, theta0, learningRates, checkpoints, stopLoss, endsAt, onProgress, signal } = training;
  const { from, onState, secondsPerState = 60 } = training;
  const { at, unit } = checkpoints;
  const ends = at.map((each) => (unit === "epochs" ? each * perEpoch : each));
  const total = ends.at(-1)!;
  const gradient = new Float64Array(theta0.length);
  const rates = bound.model.layers.map(({ offset }, layer) => ({ offset, rate: learningRates[layer]! }));
  const hasRates = rates.some(({ rate }) => rate !== 1);

  const theta = (from === undefined ? theta0 : (from.theta as Float64Array)).slice();
  const stepper = from === undefined ? optimiser.start(theta.length) : optimiser.resume(from);
  const states = from === undefined ? [] : separateStates(from.passed as Float64Array, theta.length);
  let steps = from === undefined ? 0 : (from.batchesSeen as number);
  let evaluations = steps;
  /** The last finite loss of a batch, and the steps before it. */
  let last = from === undefined ? { step: 0, loss: Number.NaN } : { step: steps - 1, loss: from.lastLoss as number };
  /** Of the losses of this epoch's batches. */
  let sum = from === undefined ? 0 : (from.lossSum as number);
  let order: readonly ArrayLike<number>[] = [];
  for (let epoch = 0; epoch * perEpoch < steps; epoch++) order = batches();

  const save = (): void =>
    onState?.({
      ...stepper.save(),
      theta: theta.slice(),
      batchesSeen: steps,
      lossSum: sum,
      lastLoss: last.loss,
      passed: joinedStates(states),
    });
  const reach = (): void => {
    while (states.length < ends.length && ends[states.length]! <= steps) states.push(theta.slice());
  };
  let stopReason: StopReason = "finished";
  let lastSave = performance.now();
  // what is left is estimated from here on, also where a single step takes a minute
  onProgress?.(steps / total);
  reach();
  while (steps < total) {
    const batch = steps % perEpoch;
    const epoch = Math.floor(steps / perEpoch);
    if (batch === 0) {
      order = batches();
      sum = 0;
    }
    const loss = bound.lossAndGradient(theta, gradient, order[batch]!);
    evaluations++;
    if (!Number.isFinite(loss)) {
      stopReason = "diverged";
      break;
    }
    last = { step: steps, loss };
    if (hasRates) scaleLayers(gradient, rates);
    stepper.step(theta, gradient, factor(epoch));
    sum += loss;
    steps++;
    if (ends[states.length] === steps && !theta.every(Number.isFinite)) {
      stopReason = "diverged";
      break;
    }
    const passed = states.length;
    reach();
    if (states.length > passed && endsAt?.(theta)) {
      stopReason = steps < total ? "stopped" : "finished";
      break;
    }
    if (batch + 1 === perEpoch && (epoch + 1) % stopEvery === 0 && sum / perEpoch < stopLoss) {
      stopReason = steps < total ? "stopped" : "finished";
      break;
    }
    let isStateDue = secondsPerState === 0;
    if (millisecondsInTask() > TURN) {
      onProgress?.(steps / total);
      await nextTask();
      isStateDue ||= performance.now() - lastSave >= 1000 * secondsPerState;
    }
    if (isStateDue || signal?.aborted) {
      save();
      lastSave = performance.now();
    }
    signal?.throwIfAborted();
  }
  onProgress?.(1);
  if (stopReason === "diverged") {
    const { step, loss } = last;
    return {
      states,
      theta: states.at(-1) ?? theta0,
      ...{ stopReason, evaluations, end: placeOf(step, perEpoch), endLoss: Number.isNaN(loss) ? null : loss },
    };
  }
  const end = placeOf(steps, perEpoch);
  return { states, theta, stopReason, end, endLoss: bound.lossAt(theta), evaluations };
}

const placeOf = (step: number, perEpoch: number): Place => ({ step, t: null, epoch: step / perEpoch });

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
