import { arrayOf, type Optimiser, type OptimiserStepper, requireAtLeast0 } from "./optimiser.js";
import { stepMemory } from "./stepMemory.js";

export interface AdamWOptions {
  /** At least 0. */
  readonly learningRate: number;
  /** How much of the two running means stays at a step, [0.9, 0.999] by default. */
  readonly betas?: readonly [number, number] | undefined;
  /** Added to the root of the second mean, 1e-8 by default. */
  readonly epsilon?: number | undefined;
  /** The share of theta that a step takes off, times the learning rate; 0.01 by default. */
  readonly weightDecay?: number | undefined;
}

/**
 * Adam with decoupled weight decay: $theta <- theta - rate weightDecay theta$, then Adam's step.
 *
 * @throws RangeError if a number is negative or not finite, or a beta is not below 1.
 * @see Loshchilov and Hutter 2019; the form is PyTorch's.
 * @example
 * import { adamW } from "@lazyrich/deep";
 * const theta = Float64Array.of(1, 1);
 * adamW({ learningRate: 0.1, weightDecay: 0 }).start(2).step(theta, [5, -0.01]);
 * theta; // [0.9, 1.1]: a first step has the learning rate's length
 */
export function adamW({
  learningRate,
  betas: [beta1, beta2] = [0.9, 0.999],
  epsilon = 1e-8,
  weightDecay = 0.01,
}: AdamWOptions): Optimiser {
  requireAtLeast0({ learningRate, "betas[0]": beta1, "betas[1]": beta2, epsilon, weightDecay });
  if (beta1 >= 1 || beta2 >= 1) throw new RangeError(`betas is [${beta1}, ${beta2}]; expected numbers below 1`);
  const stepper = (start: readonly [Float64Array, Float64Array], done: number): OptimiserStepper => {
    const memory = stepMemory(start);
    let steps = done;
    return {
      step(theta, gradient, factor = 1) {
        const at = memory.enter(theta, gradient);
        steps++;
        const rate = learningRate * factor;
        const keep = 1 - rate * weightDecay;
        const stepSize = rate / (1 - beta1 ** steps);
        // a division a parameter less
        const perRoot = 1 / Math.sqrt(1 - beta2 ** steps);
        at.kernels.adamWStep(
          theta.length,
          keep,
          stepSize,
          beta1,
          beta2,
          perRoot,
          epsilon,
          at.theta,
          at.gradient,
          at.moments[0]!,
          at.moments[1]!,
        );
        memory.leave(theta);
      },
      save() {
        const [first, second] = memory.moments() as [Float64Array, Float64Array];
        return { first, second, steps };
      },
    };
  };
  return {
    name: "adamw",
    start: (count) => stepper([new Float64Array(count), new Float64Array(count)], 0),
    resume(state) {
      if (typeof state.steps !== "number") throw new RangeError(`state.steps is ${state.steps}; expected a number`);
      return stepper([arrayOf(state, "first"), arrayOf(state, "second")], state.steps);
    },
  };
}
