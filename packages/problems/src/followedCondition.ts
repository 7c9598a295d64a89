import type { ImplicitBiasCondition, ImplicitBiasProblem } from "@lazyrich/exact";
import { dormandPrince, IntegrationError, integrate } from "@lazyrich/flow";
import { matrix } from "@lazyrich/linalg";
import { descentField, halfSumSquared, neuronWithFunction, singleNeuronModel } from "@lazyrich/networks";

/** A start so close to the separatrix that this many evaluations do not lead away from it stays undecided. */
const MOST_EVALUATIONS = 1_000_000;

/**
 * Whether beta keeps away from 0 where no formula tells: the flow is followed until its loss is below that of beta = 0, after which the readout
 * keeps its sign. Where the readout ends is all that matters: if it has the sign it began with, the flow ends at betaInfinity.
 */
export function followedCondition({
  X,
  y,
  beta0,
  delta,
  etaA = 1,
  etaW = 1,
}: ImplicitBiasProblem): ImplicitBiasCondition {
  const { bind, parameterCount } = singleNeuronModel({ inputDimension: X.columns });
  const bound = bind({ X, Y: matrix(y.length, 1, Float64Array.from(y)), loss: halfSumSquared });
  const start = neuronWithFunction({ beta0, delta, etaA, etaW });
  const lossAtZero = bound.lossAt(new Float64Array(parameterCount));
  let evaluations = 0;
  const onLoss = (): void => void evaluations++;
  const field = descentField(bound, { learningRates: [etaW, etaA], onLoss });
  const follow = (): Float64Array =>
    integrate(field, [...start.w, start.a], {
      method: dormandPrince({ relativeTolerance: 1e-10, absoluteTolerance: 1e-13 }),
      checkpoints: [Number.MAX_VALUE],
      stop: (theta) => evaluations > MOST_EVALUATIONS || bound.lossAt(theta) < lossAtZero,
    }).finalState;
  let finalState: Float64Array;
  try {
    finalState = follow();
  } catch (error) {
    // numbers beyond the range of a step, from which nothing can be followed
    if (error instanceof IntegrationError) return "undecided";
    throw error;
  }
  if (!(bound.lossAt(finalState) < lossAtZero)) return "undecided";
  return finalState.at(-1)! * start.a > 0 ? "holds" : "fails";
}
