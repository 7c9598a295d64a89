import { deepImplicitBias } from "@lazyrich/exact";
import { matrixFromRows } from "@lazyrich/linalg";
import { finiteVector, matrixRows, SpecError } from "@lazyrich/specs";
import * as z from "zod/mini";
import type { Problem } from "./problem.js";
import { refuseUnfitSamples } from "./refuseUnfitSamples.js";

export interface DeepImplicitBiasSpec {
  /** By which it is named. */
  readonly model: "deep-implicit-bias";
  /** Number of weight matrices, or "infinite". */
  readonly depth: number | "infinite";
  /** Inputs, $n x d$. */
  readonly X: readonly (readonly number[])[];
  /** Targets, length n. */
  readonly y: readonly number[];
  /** The function at the start, length d, not 0. */
  readonly beta0: readonly number[];
}

export interface DeepImplicitBiasAnswer {
  /** Where gradient flow ends, length d; null where it may end at the saddle $beta = 0$ instead. */
  readonly betaInfinity: readonly number[] | null;
  /** The interpolant of least norm, length d. */
  readonly minimumNorm: readonly number[];
  /** The function at the start, length d. */
  readonly beta0: readonly number[];
  /** Why the end is not sure, or that $X beta = y$ has no solution; null if all is well. */
  readonly warning: string | null;
}

const deepImplicitBiasSchema: z.ZodMiniType<DeepImplicitBiasSpec> = z.strictObject({
  model: z.literal("deep-implicit-bias"),
  depth: z.union([z.int().check(z.minimum(1)), z.literal("infinite")]),
  X: matrixRows,
  y: finiteVector,
  beta0: finiteVector,
});

/**
 * Where a balanced deep linear network with one output ends when the inputs leave a null space (theorem B.10).
 *
 * @param path where the spec stands in the user's JSON, for errors.
 * @throws SpecError if lengths differ, RangeError if beta0 is 0.
 * @see theory.md section 6.
 */
function solveDeepImplicitBias(spec: DeepImplicitBiasSpec, path: readonly PropertyKey[] = []): DeepImplicitBiasAnswer {
  const { depth, X, y, beta0 } = spec;
  refuseUnfitSamples(spec, path);
  if (beta0.length !== X[0]!.length) {
    const problem = `has length ${beta0.length}, but the rows of X have length ${X[0]!.length}`;
    throw new SpecError([...path, "beta0"], problem);
  }
  const { minimumNorm, betaInfinity, condition, warning } = deepImplicitBias({
    ...{ X: matrixFromRows(X), y, beta0 },
    depth: depth === "infinite" ? Number.POSITIVE_INFINITY : depth,
  });
  return {
    betaInfinity: condition === "holds" ? [...betaInfinity] : null,
    minimumNorm: [...minimumNorm],
    beta0,
    warning: warning ?? null,
  };
}

/** Where a balanced deep linear network ends when the inputs leave a null space. */
export const deepImplicitBiasProblem: Problem<DeepImplicitBiasSpec, DeepImplicitBiasAnswer> = {
  name: "deep-implicit-bias",
  schema: deepImplicitBiasSchema,
  example: { model: "deep-implicit-bias", depth: 4, X: [[0.5, 1]], y: [1.1], beta0: [0.3, -0.1] },
  solve: solveDeepImplicitBias,
  rows: ({ minimumNorm, beta0, betaInfinity }) =>
    minimumNorm.map((each, j) => ({
      component: j + 1,
      beta0: beta0[j]!,
      minimumNorm: each,
      betaInfinity: betaInfinity?.[j] ?? null,
    })),
  summary: ({ warning }) => warning ?? "balanced layers: the end is set by X, y and beta0",
};
