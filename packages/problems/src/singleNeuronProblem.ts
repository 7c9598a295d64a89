import { type MeasuredRegime, neuronMeasuredRegime, singleNeuron } from "@lazyrich/exact";
import { finiteVector, learningRate, SpecError, time } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import * as z from "zod/mini";
import { learningInWords, learningOf } from "./learning.js";
import { numberedColumns } from "./numberedColumns.js";
import type { Problem } from "./problem.js";

export interface SingleNeuronSpec {
  /** By which it is named. */
  readonly model: "single-neuron";
  readonly a0: number;
  /** Length d. */
  readonly w0: readonly number[];
  /** Length d. */
  readonly betaStar: readonly number[];
  /** Learning rate of the readout, above 0; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the input weights, above 0; 1 if not given. */
  readonly etaW?: number | undefined;
  /** Length T, each $>= 0$, in any order. */
  readonly times: readonly number[];
}

export interface SingleNeuronAnswer {
  /** The conserved quantity $etaW a^2 - etaA |w|^2$. */
  readonly delta: number;
  /** The spec's times, length T. */
  readonly times: readonly number[];
  /** Readout, length T. */
  readonly a: readonly number[];
  /** Input weights, $T x d$. */
  readonly w: readonly (readonly number[])[];
  /** The function, $beta = a w$, $T x d$. */
  readonly beta: readonly (readonly number[])[];
  /** $a |w|$, length T. */
  readonly mu: readonly number[];
  /** Cosine between w and betaStar, length T; null where one of them is 0. */
  readonly phi: readonly (number | null)[];
  /** Kernel distance to $t = 0$ on whitened inputs, length T; null where a kernel is 0. */
  readonly kernelDistance: readonly (number | null)[];
  /** What the sign of delta says. */
  readonly regime: "upstream" | "balanced" | "downstream";
  /** The sign of the readout as $t -> infinity$, which tells the basin of the start; 0 on the separatrix. */
  readonly basin: 1 | -1 | 0;
  /** Lazy, rich or delayed rich, and the kernel distances that say so; null where the neuron starts at 0 or ends beyond the numbers. */
  readonly learning: MeasuredRegime | null;
}

const singleNeuronSchema: z.ZodMiniType<SingleNeuronSpec> = z.strictObject({
  model: z.literal("single-neuron"),
  a0: z.number(),
  w0: finiteVector,
  betaStar: finiteVector,
  etaA: learningRate,
  etaW: learningRate,
  times: z.array(time).check(z.minLength(1)),
});

/**
 * The exact gradient flow of one hidden neuron on whitened inputs, at the spec's times.
 *
 * @param path where the spec stands in the user's JSON, for errors.
 * @throws SpecError if the lengths of w0 and betaStar differ.
 * @see theory.md section 2.
 */
function solveSingleNeuron(spec: SingleNeuronSpec, path: readonly PropertyKey[] = []): SingleNeuronAnswer {
  const { a0, w0, betaStar, etaA = 1, etaW = 1, times } = spec;
  if (betaStar.length !== w0.length) {
    throw new SpecError([...path, "betaStar"], `has length ${betaStar.length}, but w0 has length ${w0.length}`);
  }
  const solution = singleNeuron({ a0, w0, betaStar, etaA, etaW });
  const { a, w, beta, mu, phi, kernelDistance } = solution.trajectory(times);
  return {
    delta: solution.delta,
    times,
    a: [...a],
    w: nestedRows(w, w0.length),
    beta: nestedRows(beta, w0.length),
    mu: [...mu],
    phi: definedOrNull(phi),
    kernelDistance: definedOrNull(kernelDistance),
    regime: solution.regime,
    basin: solution.basin(),
    learning: learningOf(() => neuronMeasuredRegime(solution)),
  };
}

/** One hidden neuron on whitened inputs. */
export const singleNeuronProblem: Problem<SingleNeuronSpec, SingleNeuronAnswer> = {
  name: "single-neuron",
  schema: singleNeuronSchema,
  example: { model: "single-neuron", a0: -0.5, w0: [-2, 0], betaStar: [0, 1], times: [0, 0.1, 1, 10] },
  solve: solveSingleNeuron,
  rows: ({ times, a, w, beta, mu, phi, kernelDistance }) =>
    times.map((t, i) => ({
      t,
      a: a[i]!,
      ...numberedColumns("w", w[i]!),
      ...numberedColumns("beta", beta[i]!),
      mu: mu[i]!,
      phi: phi[i]!,
      kernelDistance: kernelDistance[i]!,
    })),
  summary({ delta, regime, basin, learning }) {
    const end = basin === 0 ? "on the separatrix, ends at the saddle" : `ends with a ${basin > 0 ? "> 0" : "< 0"}`;
    return [`delta = ${shortNumber(delta)} (${regime})`, end, ...learningInWords(learning)].join("; ");
  },
};

/** Numbers as JSON can hold them: null where a quantity is not defined (NaN). */
const definedOrNull = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));

/** A row-major n x d array as n arrays of length d. */
function nestedRows(values: Float64Array, d: number): number[][] {
  return Array.from({ length: d === 0 ? 0 : values.length / d }, (_, i) => [...values.subarray(i * d, (i + 1) * d)]);
}
