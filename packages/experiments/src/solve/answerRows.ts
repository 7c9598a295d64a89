import type { Row } from "../figure.js";
import type { Answer } from "./solve.js";

/**
 * An answer as tidy rows: one per time for a trajectory (`t, a, w1, ..., beta1, ..., mu, phi, kernelDistance`), one per
 * input dimension for an implicit bias.
 */
export function answerRows(answer: Answer): Row[] {
  if (!("times" in answer)) {
    return answer.minimumNorm.map((minimumNorm, j) => ({
      component: j + 1,
      beta0: answer.beta0[j]!,
      minimumNorm,
      betaInfinity: answer.betaInfinity?.[j] ?? null,
      ...(answer.throughZero ? { throughZero: answer.throughZero[j]! } : {}),
    }));
  }
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

const numbered = (name: string, values: readonly number[]): Row =>
  Object.fromEntries(values.map((value, j) => [`${name}${j + 1}`, value]));
