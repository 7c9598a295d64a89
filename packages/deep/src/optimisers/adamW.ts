import { arrayOf, type Optimiser, type OptimiserStepper, requireAtLeast0 } from "./optimiser.js";

export interface AdamWOptions {
  readonly learningRate: number;
  readonly betas?: readonly [number, number] | undefined;
  readonly epsilon?: number | undefined;
  readonly weightDecay?: number | undefined;
}

/**
 * Adam with decoupled weight decay: theta -= rate weightDecay theta, then Adam's step.
 *
 * @throws RangeError if a number is negative or not finite, or a beta is not below 1.
 * @see Loshchilov and Hutter 2019; the form is PyTorch's.
 */
export function adamW({
  learningRate,
  betas: [beta1, beta2] = [0.9, 0.999],
  epsilon = 1e-8,
  weightDecay = 0.01,
}: AdamWOptions): Optimiser {
  requireAtLeast0({ learningRate, "betas[0]": beta1, "betas[1]": beta2, epsilon, weightDecay });
  if (beta1 >= 1 || beta2 >= 1) throw new RangeError(`betas is [${beta1}, ${beta2}]; expected numbers below 1`);
  const stepper = (first: Float64Array, second: Float64Array, done: number): OptimiserStepper => {
    let steps = done;
    return {
      step(theta, gradient, factor = 1) {
        steps++;
        const rate = learningRate * factor;
        const keep = 1 - rate * weightDecay;
        const stepSize = rate / (1 - beta1 ** steps);
        // a division a parameter less
        const perRoot = 1 / Math.sqrt(1 - beta2 ** steps);
        const [gain1, gain2] = [1 - beta1, 1 - beta2];
        for (let k = 0; k < first.length; k++) {
          const g = gradient[k]!;
          const m = beta1 * first[k]! + gain1 * g;
          const v = beta2 * second[k]! + gain2 * g * g;
          first[k] = m;
          second[k] = v;
          theta[k] = keep * theta[k]! - (stepSize * m) / (Math.sqrt(v) * perRoot + epsilon);
        }
      },
      save: () => ({ first: first.slice(), second: second.slice(), steps }),
    };
  };
  return {
    name: "adamw",
    start: (count) => stepper(new Float64Array(count), new Float64Array(count), 0),
    resume(state) {
      if (typeof state.steps !== "number") throw new RangeError(`state.steps is ${state.steps}; expected a number`);
      return stepper(arrayOf(state, "first"), arrayOf(state, "second"), state.steps);
    },
  };
}
