import type { Row } from "@lazyrich/tables";
import type { Answer } from "./solve.js";
import type { ImplicitBiasAnswer } from "./solveImplicitBias.js";
import type { SingleNeuronAnswer } from "./solveSingleNeuron.js";
import type { TwoLayerLinearAnswer } from "./solveTwoLayerLinear.js";

/**
 * An answer as tidy rows: one per time for a trajectory (`t, a, w1, ..., beta1, ..., mu, phi, kernelDistance`, or
 * `t, sigma1, ..., kernelDistance, beta1_1, ..., WtW1_1, ..., AtA1_1, ...`, or `t, u`), one per input dimension for an implicit bias.
 */
export function answerRows(answer: Answer): Row[] {
  if ("singularValues" in answer) return twoLayerRows(answer);
  if ("u" in answer) return answer.times.map((t, i) => ({ t, u: answer.u[i]! }));
  return "times" in answer ? neuronRows(answer) : biasRows(answer);
}

function neuronRows(answer: SingleNeuronAnswer): Row[] {
  return answer.times.map((t, i) => ({
    t,
    a: answer.a[i]!,
    ...numbered("w", answer.w[i]!),
    ...numbered("beta", answer.beta[i]!),
    mu: answer.mu[i]!,
    phi: answer.phi[i]!,
    kernelDistance: answer.kernelDistance[i]!,
  }));
}

function twoLayerRows(answer: TwoLayerLinearAnswer): Row[] {
  return answer.times.map((t, i) => ({
    t,
    ...numbered("sigma", answer.singularValues[i]!),
    kernelDistance: answer.kernelDistance[i]!,
    ...numberedRows("beta", answer.beta[i]!),
    ...numberedRows("WtW", answer.WtW[i]!),
    ...numberedRows("AtA", answer.AtA[i]!),
  }));
}

function biasRows(answer: ImplicitBiasAnswer): Row[] {
  return answer.minimumNorm.map((minimumNorm, j) => ({
    component: j + 1,
    beta0: answer.beta0[j]!,
    minimumNorm,
    betaInfinity: answer.betaInfinity?.[j] ?? null,
    ...(answer.throughZero ? { throughZero: answer.throughZero[j]! } : {}),
  }));
}

const numbered = (name: string, values: readonly number[]): Row =>
  Object.fromEntries(values.map((value, j) => [`${name}${j + 1}`, value]));

const numberedRows = (name: string, rows: readonly (readonly number[])[]): Row =>
  Object.assign({}, ...rows.map((row, i) => numbered(`${name}${i + 1}_`, row)));
