import { type MeasuredRegime, NotIsotropicError, twoLayerLinear, twoLayerMeasuredRegime } from "@lazyrich/exact";
import { matrixFromRows } from "@lazyrich/linalg";
import { learningRate, matrixRows, SpecError, time } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import * as z from "zod/mini";
import { learningInWords, learningOf } from "./learning.js";
import { numberedColumns, numberedMatrix } from "./numberedColumns.js";
import type { Problem } from "./problem.js";
import { refuseUnevenRows } from "./refuseUnevenRows.js";
import { type Simulation, simulatedTwoLayerLinear } from "./simulatedTwoLayerLinear.js";

export interface TwoLayerLinearSpec {
  /** By which it is named. */
  readonly model: "two-layer-linear";
  /** Initial first layer, $h x d$. */
  readonly W0: readonly (readonly number[])[];
  /** Initial second layer, $h x c$. */
  readonly A0: readonly (readonly number[])[];
  /** Target, $d x c$. */
  readonly betaStar: readonly (readonly number[])[];
  /** Learning rate of the second layer, above 0; 1 if not given. */
  readonly etaA?: number | undefined;
  /** Learning rate of the first layer, above 0; 1 if not given. */
  readonly etaW?: number | undefined;
  /** Length T, each $>= 0$, in any order. */
  readonly times: readonly number[];
  /** Whether the flow is simulated where W0 and A0 are not isotropic, so that no closed form is known; false if not given. */
  readonly simulate?: boolean | undefined;
}

export interface TwoLayerLinearAnswer {
  /** The conserved quantity: $etaW A A^T - etaA W W^T = delta I$; null for a start that is not isotropic. */
  readonly delta: number | null;
  /** The spec's times, length T. */
  readonly times: readonly number[];
  /** The function $W^T A$, $T x d x c$. */
  readonly beta: readonly (readonly (readonly number[])[])[];
  /** $T x d x d$. */
  readonly WtW: readonly (readonly (readonly number[])[])[];
  /** $T x c x c$. */
  readonly AtA: readonly (readonly (readonly number[])[])[];
  /** Of beta, $T x min(d, c)$, descending. */
  readonly singularValues: readonly (readonly number[])[];
  /** Kernel distance to $t = 0$ on whitened inputs, length T; null where a kernel is 0. */
  readonly kernelDistance: readonly (number | null)[];
  /** The sign of delta by name; null for a start that is not isotropic. */
  readonly regime: "upstream" | "balanced" | "downstream" | null;
  /** Lazy, rich or delayed rich, and the kernel distances that say so; null where the network starts at 0, ends beyond the numbers or was simulated, which leaves the end open. */
  readonly learning: MeasuredRegime | null;
  /** Of an answer that was simulated: how. */
  readonly simulation?: Simulation | undefined;
}

const twoLayerLinearSchema: z.ZodMiniType<TwoLayerLinearSpec> = z.strictObject({
  model: z.literal("two-layer-linear"),
  W0: matrixRows,
  A0: matrixRows,
  betaStar: matrixRows,
  etaA: learningRate,
  etaW: learningRate,
  times: z.array(time).check(z.minLength(1)),
  simulate: z.optional(z.boolean()),
});

/**
 * The exact gradient flow of a two-layer linear network on whitened inputs, at the spec's times; simulated if it is asked for and the start is not
 * isotropic.
 *
 * @param path where the spec stands in the user's JSON, for errors.
 * @throws SpecError if the shapes do not fit, or the start is not isotropic and `simulate` is not set.
 * @see theory.md section 5.
 */
function solveTwoLayerLinear(spec: TwoLayerLinearSpec, path: readonly PropertyKey[] = []): TwoLayerLinearAnswer {
  const { W0, A0, betaStar, etaA = 1, etaW = 1, times } = spec;
  for (const [name, rows] of Object.entries({ W0, A0, betaStar })) refuseUnevenRows(rows, [...path, name]);
  const shape = (rows: readonly (readonly number[])[]): string => `${rows.length} x ${rows[0]!.length}`;
  if (A0.length !== W0.length) {
    throw new SpecError(
      [...path, "A0"],
      `is ${shape(A0)}, but W0 is ${shape(W0)}; expected one row a hidden neuron in both`,
    );
  }
  if (betaStar.length !== W0[0]!.length || betaStar[0]!.length !== A0[0]!.length) {
    const expected = `${W0[0]!.length} x ${A0[0]!.length}, the columns of W0 by those of A0`;
    throw new SpecError([...path, "betaStar"], `is ${shape(betaStar)}; expected ${expected}`);
  }
  const problem = {
    ...{ W0: matrixFromRows(W0), A0: matrixFromRows(A0), betaStar: matrixFromRows(betaStar) },
    ...{ etaA, etaW },
  };
  try {
    const solution = twoLayerLinear(problem);
    const learning = learningOf(() => twoLayerMeasuredRegime(solution));
    return { ...solution.trajectory(times).toJSON(), regime: solution.regime, learning };
  } catch (error) {
    if (!(error instanceof NotIsotropicError)) throw error;
    if (spec.simulate) return { delta: null, ...simulatedTwoLayerLinear(problem, times), regime: null, learning: null };
    const why = `has W0 and A0 that are not isotropic: ${error.message}`;
    throw new SpecError(path, `${why}; to follow the flow instead, set "simulate": true (--simulate)`);
  }
}

const simulated = ({ relativeTolerance, conservedDrift }: Simulation): string =>
  `simulated to ${shortNumber(relativeTolerance)} a step, since the start is not isotropic; what is conserved moved by ${shortNumber(conservedDrift)} of the weights' squares`;

/** A two-layer linear network on whitened inputs: in closed form from an isotropic start, else simulated if asked for. */
export const twoLayerLinearProblem: Problem<TwoLayerLinearSpec, TwoLayerLinearAnswer> = {
  name: "two-layer-linear",
  schema: twoLayerLinearSchema,
  example: {
    model: "two-layer-linear",
    ...{
      W0: [
        [1, 0],
        [0, 1],
      ],
      A0: [
        [1, 0],
        [0, 1],
      ],
      betaStar: [
        [2, 0],
        [1, 1],
      ],
    },
    times: [0, 0.1, 1, 10],
  },
  solve: solveTwoLayerLinear,
  rows: ({ times, singularValues, kernelDistance, beta, WtW, AtA }) =>
    times.map((t, i) => ({
      t,
      ...numberedColumns("sigma", singularValues[i]!),
      kernelDistance: kernelDistance[i]!,
      ...numberedMatrix("beta", beta[i]!),
      ...numberedMatrix("WtW", WtW[i]!),
      ...numberedMatrix("AtA", AtA[i]!),
    })),
  summary: ({ delta, regime, simulation, learning }) =>
    [
      simulation ? simulated(simulation) : `delta = ${shortNumber(delta!)} (${regime})`,
      ...learningInWords(learning),
      "sigma: singular values of beta (matrices: --format csv or json)",
    ].join("; "),
  tableColumns: (columns) => columns.filter((column) => !column.includes("_")),
};
