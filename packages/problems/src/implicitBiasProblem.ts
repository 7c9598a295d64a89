import { conservedQuantity, implicitBias, regime } from "@lazyrich/exact";
import { matrixFromRows } from "@lazyrich/linalg";
import { finiteVector, learningRate, matrixRows, SpecError } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import * as z from "zod/mini";
import { followedCondition } from "./followedCondition.js";
import type { Problem } from "./problem.js";
import { refuseUnfitSamples } from "./refuseUnfitSamples.js";

/** The start is given as a function, `beta0` and `delta`, or as parameters, `a0` and `w0`. */
export interface ImplicitBiasSpec {
  /** By which it is named. */
  readonly model: "implicit-bias";
  /** Inputs, $n x d$. */
  readonly X: readonly (readonly number[])[];
  /** Targets, length n. */
  readonly y: readonly number[];
  /** Length d, not 0. */
  readonly beta0?: readonly number[] | undefined;
  readonly delta?: number | undefined;
  readonly a0?: number | undefined;
  /** Length d. */
  readonly w0?: readonly number[] | undefined;
  /** Learning rate of the readout, above 0; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the input weights, above 0; 1 if not given. */
  readonly etaW?: number | undefined;
}

const implicitBiasSchema: z.ZodMiniType<ImplicitBiasSpec> = z.strictObject({
  model: z.literal("implicit-bias"),
  X: matrixRows,
  y: finiteVector,
  beta0: z.optional(finiteVector),
  delta: z.optional(z.number()),
  a0: z.optional(z.number()),
  w0: z.optional(finiteVector),
  etaA: learningRate,
  etaW: learningRate,
});

/** Where a flow starts, in function space. */
interface Start {
  readonly beta0: readonly number[];
  readonly delta: number;
}

/** The start of a spec in function space, and the spec's field that holds its vector. */
function startOf(spec: ImplicitBiasSpec, path: readonly PropertyKey[]): Start & { readonly field: "beta0" | "w0" } {
  const { beta0, delta, a0, w0, etaA = 1, etaW = 1 } = spec;
  const pairs = "beta0 and delta, or a0 and w0";
  if ((beta0 ?? delta) !== undefined && (a0 ?? w0) !== undefined) {
    const [one, other] = [beta0 === undefined ? "delta" : "beta0", a0 === undefined ? "w0" : "a0"];
    throw new SpecError(path, `has both ${one} and ${other}; expected ${pairs}`);
  }
  if ((a0 ?? w0) !== undefined) {
    if (a0 === undefined) throw new SpecError([...path, "a0"], "is missing; expected a finite number beside w0");
    if (w0 === undefined) throw new SpecError([...path, "w0"], "is missing; expected an array beside a0");
    return { field: "w0", beta0: w0.map((each) => a0 * each), delta: conservedQuantity(a0, w0, etaA, etaW) };
  }
  if (beta0 === undefined) throw new SpecError([...path, "beta0"], `is missing; expected ${pairs}`);
  if (delta === undefined) throw new SpecError([...path, "delta"], "is missing; expected a finite number beside beta0");
  return { field: "beta0", beta0, delta };
}

export interface ImplicitBiasAnswer {
  /** The minimiser of theorem 3.1, where gradient flow ends, length d; null where the theorem does not apply. */
  readonly betaInfinity: readonly number[] | null;
  /** Where gradient flow ends instead if beta passes through 0 on its way, length d; null if it does not. */
  readonly throughZero: readonly number[] | null;
  /** The interpolant of least norm, length d. */
  readonly minimumNorm: readonly number[];
  /** The function at the start, length d. */
  readonly beta0: readonly number[];
  readonly delta: number;
  /** What the sign of delta says. */
  readonly regime: "upstream" | "balanced" | "downstream";
  /** Why the theorem does not apply, or that $X beta = y$ has no solution; null if all is well. */
  readonly warning: string | null;
}

/**
 * Where gradient flow of one hidden neuron ends when the inputs leave a null space.
 *
 * @param path where the spec stands in the user's JSON, for errors.
 * @throws SpecError if lengths differ, or the start is not given in one of the two ways.
 * @see theory.md section 4.
 */
function solveImplicitBias(spec: ImplicitBiasSpec, path: readonly PropertyKey[] = []): ImplicitBiasAnswer {
  const { X, y, etaA = 1, etaW = 1 } = spec;
  const d = X[0]!.length;
  refuseUnfitSamples(spec, path);
  const { field, beta0, delta } = startOf(spec, path);
  if (beta0.length !== d) {
    throw new SpecError([...path, field], `has length ${beta0.length}, but the rows of X have length ${d}`);
  }
  const problem = { X: matrixFromRows(X), y: Float64Array.from(y), beta0, delta, etaA, etaW };
  const bias = implicitBias(problem);
  const followed = bias.condition === "undecided" ? followedCondition(problem) : undefined;
  const condition = followed ?? bias.condition;
  const warnings = [
    followed === "fails" ? PASSES_ZERO : followed === "holds" ? undefined : bias.reason,
    bias.interpolates ? undefined : NO_SOLUTION,
  ].filter((each) => each !== undefined);
  return {
    betaInfinity: condition === "holds" ? [...bias.betaInfinity] : null,
    throughZero: condition === "fails" ? [...bias.throughZero] : null,
    minimumNorm: [...bias.minimumNorm],
    beta0,
    delta,
    regime: regime(delta),
    warning: warnings.length > 0 ? warnings.join("; ") : null,
  };
}

const PASSES_ZERO =
  "beta passes through 0 on its way, as following the flow shows, so theorem 3.1 does not apply; gradient flow ends at throughZero instead";
const NO_SOLUTION = "X beta = y has no solution, so gradient flow ends at one of least squares";

/** Where one hidden neuron ends when the inputs leave a null space. */
export const implicitBiasProblem: Problem<ImplicitBiasSpec, ImplicitBiasAnswer> = {
  name: "implicit-bias",
  schema: implicitBiasSchema,
  example: { model: "implicit-bias", X: [[0.5, 1]], y: [1.1], beta0: [-1, 0.2], delta: 2 },
  solve: solveImplicitBias,
  rows: ({ minimumNorm, beta0, betaInfinity, throughZero }) =>
    minimumNorm.map((each, j) => ({
      component: j + 1,
      beta0: beta0[j]!,
      minimumNorm: each,
      betaInfinity: betaInfinity?.[j] ?? null,
      ...(throughZero ? { throughZero: throughZero[j]! } : {}),
    })),
  summary: ({ delta, regime, warning }) =>
    `delta = ${shortNumber(delta)} (${regime})${warning === null ? "" : `; ${warning}`}`,
};
