import { twoLayerLinear } from "@lazyrich/exact";
import { matrixFromRows } from "@lazyrich/linalg";
import { learningRate, matrixRows, SpecError, time } from "@lazyrich/specs";
import { shortNumber } from "@lazyrich/tables";
import * as z from "zod/mini";
import { numberedColumns, numberedMatrix } from "./numberedColumns.js";
import type { Problem } from "./problem.js";
import { refuseUnevenRows } from "./refuseUnevenRows.js";

export interface TwoLayerLinearSpec {
  readonly model: "two-layer-linear";
  /** Initial first layer, h x d. */
  readonly W0: readonly (readonly number[])[];
  /** Initial second layer, h x c. */
  readonly A0: readonly (readonly number[])[];
  /** Target, d x c. */
  readonly betaStar: readonly (readonly number[])[];
  /** 1 if not given. */
  readonly etaA?: number | undefined;
  /** 1 if not given. */
  readonly etaW?: number | undefined;
  /** Length T, each >= 0, in any order. */
  readonly times: readonly number[];
}

export interface TwoLayerLinearAnswer {
  /** The conserved quantity: etaW A A^T - etaA W W^T = delta I. */
  readonly delta: number;
  /** The spec's times, length T. */
  readonly times: readonly number[];
  /** The function W^T A, T x d x c. */
  readonly beta: readonly (readonly (readonly number[])[])[];
  /** T x d x d. */
  readonly WtW: readonly (readonly (readonly number[])[])[];
  /** T x c x c. */
  readonly AtA: readonly (readonly (readonly number[])[])[];
  /** Of beta, T x min(d, c), descending. */
  readonly singularValues: readonly (readonly number[])[];
  /** Kernel distance to t = 0 on whitened inputs, length T; null where a kernel is 0. */
  readonly kernelDistance: readonly (number | null)[];
  readonly regime: "upstream" | "balanced" | "downstream";
}

const twoLayerLinearSchema: z.ZodMiniType<TwoLayerLinearSpec> = z.strictObject({
  model: z.literal("two-layer-linear"),
  W0: matrixRows,
  A0: matrixRows,
  betaStar: matrixRows,
  etaA: learningRate,
  etaW: learningRate,
  times: z.array(time).check(z.minLength(1)),
});

/**
 * The exact gradient flow of a two-layer linear network on whitened inputs, at the spec's times.
 *
 * @param path where the spec stands in the user's JSON, for errors.
 * @throws SpecError if the shapes do not fit.
 * @throws RangeError if the start is not isotropic.
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
  const solution = twoLayerLinear({
    ...{ W0: matrixFromRows(W0), A0: matrixFromRows(A0), betaStar: matrixFromRows(betaStar) },
    ...{ etaA, etaW },
  });
  return { ...solution.trajectory(times).toJSON(), regime: solution.regime };
}

/** A two-layer linear network on whitened inputs, from an isotropic start. */
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
  summary: ({ delta, regime }) =>
    `delta = ${shortNumber(delta)} (${regime}); sigma: singular values of beta (matrices: --format csv or json)`,
  tableColumns: (columns) => columns.filter((column) => !column.includes("_")),
};
