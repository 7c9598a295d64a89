import { type Matrix, matrix } from "@lazyrich/linalg";
import { checkpoints, parseSpec, SpecError } from "@lazyrich/specs";
import type { NumericArray } from "@lazyrich/tables";
import * as z from "zod/mini";
import { type ArrayField, matrixField, type ReadFile, resolveArray, vectorField } from "./arrayField.js";
import { type StudentDynamics, studentDynamics } from "./trainStudent.js";

/** One run on a user's own data. */
export interface TrainSpec {
  /** Training inputs, n x d, and targets, length n. */
  readonly X: Matrix;
  readonly y: Float64Array;
  readonly test?: { readonly X: Matrix; readonly y: Float64Array };
  /** Directions of the student's input weights, h x d, and signs of its readouts, length h. */
  readonly directions: Matrix;
  readonly signs: Float64Array;
  readonly tau: number;
  readonly delta: number;
  readonly dynamics: StudentDynamics;
  readonly learningRate: number;
  readonly steps: readonly number[];
  readonly gamma: number;
  readonly tolerance?: number;
}

const schema = z.strictObject({
  X: matrixField,
  y: vectorField,
  XTest: z.optional(matrixField),
  yTest: z.optional(vectorField),
  directions: matrixField,
  signs: vectorField,
  tau: z.number().check(z.positive()),
  delta: z.number(),
  dynamics: z.enum(studentDynamics),
  learningRate: z.number().check(z.positive()),
  steps: checkpoints,
  gamma: z._default(z.number().check(z.maximum(1)), 0),
  tolerance: z.optional(z.number().check(z.positive(), z.lt(1))),
});

/**
 * The run that a user's JSON asks for: arrays given inline, or as paths of .npy files that `readFile` reads.
 *
 * @throws SpecError in one line that names the field: a missing or unknown field, a number out of its range, a file that
 *   cannot be used, sizes that do not fit each other.
 */
export function parseTrainSpec(value: unknown, readFile: ReadFile): TrainSpec {
  const given = parseSpec(schema, value);
  const matrixOf = (field: string, entry: ArrayField): Matrix => asMatrix(resolveArray(field, entry, 2, readFile));
  const vectorOf = (field: string, entry: ArrayField): Float64Array => resolveArray(field, entry, 1, readFile).data;

  const X = matrixOf("X", given.X);
  if (X.rows === 0 || X.columns === 0) throw new SpecError(["X"], `is ${X.rows} x ${X.columns}; expected some inputs`);
  const y = vectorOf("y", given.y);
  requireSize("y", y.length, X.rows, "one target a row of X");
  const directions = matrixOf("directions", given.directions);
  requireSize("directions", directions.columns, X.columns, "as many columns as X", "columns");
  if (directions.rows === 0) throw new SpecError(["directions"], "has no rows; expected one a neuron");
  const signs = vectorOf("signs", given.signs);
  requireSize("signs", signs.length, directions.rows, "one sign a row of directions");
  const sign = signs.findIndex((each) => Math.abs(each) !== 1);
  if (sign >= 0) throw new SpecError(["signs", sign], `is ${signs[sign]}; expected 1 or -1`);
  const { tau, delta, dynamics, learningRate, steps, gamma, tolerance } = given;
  const common = { X, y, directions, signs, tau, delta, dynamics, learningRate, steps, gamma };
  const optional = tolerance === undefined ? {} : { tolerance };
  if (given.XTest === undefined && given.yTest === undefined) return { ...common, ...optional };

  if (given.XTest === undefined) throw new SpecError(["XTest"], "is missing; expected it beside yTest");
  if (given.yTest === undefined) throw new SpecError(["yTest"], "is missing; expected it beside XTest");
  const test = { X: matrixOf("XTest", given.XTest), y: vectorOf("yTest", given.yTest) };
  requireSize("XTest", test.X.columns, X.columns, "as many columns as X", "columns");
  requireSize("yTest", test.y.length, test.X.rows, "one target a row of XTest");
  if (test.X.rows === 0) throw new SpecError(["XTest"], "has no rows; expected some inputs");
  return { ...common, ...optional, test };
}

const asMatrix = ({ shape, data }: NumericArray): Matrix => matrix(shape[0]!, shape[1]!, data);

function requireSize(field: string, size: number, expected: number, reason: string, what = "entries"): void {
  if (size !== expected) throw new SpecError([field], `has ${size} ${what}; expected ${expected}, ${reason}`);
}
