import { arrayOf, type Optimiser, type OptimiserStepper, requireAtLeast0 } from "./optimiser.js";
import { stepMemory } from "./stepMemory.js";

export interface SgdOptions {
  /** At least 0. */
  readonly learningRate: number;
  /** The share of the last step's direction that is kept, at least 0; 0 by default. */
  readonly momentum?: number | undefined;
  /** Whether the step looks ahead; false by default. */
  readonly nesterov?: boolean | undefined;
  /** Added to the gradient as $weightDecay x theta$. */
  readonly weightDecay?: number | undefined;
}

/**
 * Stochastic gradient descent: $v <- momentum v + g$, $theta <- theta - rate v$, or $theta - rate (g + momentum v)$ with Nesterov.
 *
 * @throws RangeError if a number is negative or not finite.
 * @see Sutskever et al. 2013; the form is PyTorch's.
 * @example
 * import { sgd } from "@lazyrich/deep";
 * const theta = Float64Array.of(1);
 * const stepper = sgd({ learningRate: 0.1, momentum: 0.9 }).start(1);
 * stepper.step(theta, [2]);
 * stepper.step(theta, [2]);
 * theta; // [0.42]: 1 - 0.2 - 0.38
 */
export function sgd({ learningRate, momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions): Optimiser {
  requireAtLeast0({ learningRate, momentum, weightDecay });
  const stepper = (start: Float64Array): OptimiserStepper => {
    const memory = stepMemory([start]);
    return {
      step(theta, gradient, factor = 1) {
        const at = memory.enter(theta, gradient);
        const rate = learningRate * factor;
        at.kernels.sgdStep(theta.length, rate, momentum, nesterov, weightDecay, at.theta, at.gradient, at.moments[0]!);
        memory.leave(theta);
      },
      save: () => ({ velocity: memory.moments()[0]! }),
    };
  };
  return {
    name: "sgd",
    start: (parameterCount) => stepper(new Float64Array(parameterCount)),
    resume: (state) => stepper(arrayOf(state, "velocity")),
  };
}
