import { arrayOf, type Optimiser, type OptimiserStepper, requireAtLeast0 } from "./optimiser.js";

export interface SgdOptions {
  readonly learningRate: number;
  readonly momentum?: number | undefined;
  readonly nesterov?: boolean | undefined;
  /** Added to the gradient as weightDecay x theta. */
  readonly weightDecay?: number | undefined;
}

/**
 * Stochastic gradient descent: v = momentum v + g, theta -= rate v, or rate (g + momentum v) with Nesterov.
 *
 * @throws RangeError if a number is negative or not finite.
 * @see Sutskever et al. 2013; the form is PyTorch's.
 */
export function sgd({ learningRate, momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions): Optimiser {
  requireAtLeast0({ learningRate, momentum, weightDecay });
  const stepper = (velocity: Float64Array): OptimiserStepper => ({
    step(theta, gradient, factor = 1) {
      const rate = learningRate * factor;
      for (let k = 0; k < velocity.length; k++) {
        const g = gradient[k]! + weightDecay * theta[k]!;
        const v = momentum * velocity[k]! + g;
        velocity[k] = v;
        theta[k]! -= rate * (nesterov ? g + momentum * v : v);
      }
    },
    save: () => ({ velocity: velocity.slice() }),
  });
  return {
    name: "sgd",
    start: (parameterCount) => stepper(new Float64Array(parameterCount)),
    resume: (state) => stepper(arrayOf(state, "velocity")),
  };
}
