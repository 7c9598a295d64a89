import type { ImplicitBiasCondition, ImplicitBiasProblem } from "@lazyrich/exact";
import { dormandPrince, integrate } from "@lazyrich/flow";
import { neuronWithFunction, singleNeuronNetwork } from "@lazyrich/networks";

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
  const network = singleNeuronNetwork({ X, y, etaA, etaW });
  const start = neuronWithFunction({ beta0, delta, etaA, etaW });
  const lossAtZero = network.loss(new Float64Array(network.parameterCount));
  let evaluations = 0;
  const field = (t: number, theta: Float64Array, out: Float64Array): void => {
    evaluations++;
    network.field(t, theta, out);
  };
  const { finalState } = integrate(field, [start.a, ...start.w], {
    method: dormandPrince({ relativeTolerance: 1e-10, absoluteTolerance: 1e-13 }),
    checkpoints: [Number.MAX_VALUE],
    stop: (theta) => evaluations > MOST_EVALUATIONS || network.loss(theta) < lossAtZero,
  });
  if (!(network.loss(finalState) < lossAtZero)) return "undecided";
  return finalState[0]! * start.a > 0 ? "holds" : "fails";
}
