import { type Matrix, matrix } from "@lazyrich/linalg";
import { SpecError, valueField } from "@lazyrich/specs";
import type { NumericArray } from "@lazyrich/tables";
import * as z from "zod/mini";
import { type ArrayValue, arrayField, resolveArray } from "../spec/arrayField.js";
import type { TaskPart } from "../task.js";

interface ArraysFields {
  readonly X: ArrayValue;
  readonly y: ArrayValue;
  readonly XTest: ArrayValue | null;
  readonly yTest: ArrayValue | null;
  readonly classes: number | null;
}

/**
 * One's own inputs and targets.
 *
 * @example
 * import { arraysPart } from "@lazyrich/runs";
 * arraysPart.example.task; // { name: "arrays", X: [[1, 0], [0, 1], [-1, 0.5], [0.5, -1]], y: [1, 0.5, -0.2, 0.3] }
 */
export const arrays: TaskPart<ArraysFields> = {
  name: "arrays",
  summary: "one's own inputs and targets, inline or in files",
  fields: {
    X: arrayField("training inputs, n x d, one a row"),
    y: arrayField("their targets, n numbers or n x c"),
    XTest: arrayField("fresh inputs for the generalization error", { default: null }),
    yTest: arrayField("their targets", { default: null }),
    classes: valueField(
      "the number of classes where targets are whole numbers from 0; null where they are values",
      z.nullable(z.int().check(z.gte(2))),
      { default: null },
    ),
  },
  example: {
    task: {
      name: "arrays",
      X: [
        [1, 0],
        [0, 1],
        [-1, 0.5],
        [0.5, -1],
      ],
      y: [1, 0.5, -0.2, 0.3],
    },
    model: { name: "two-layer", hiddenWidth: 8 },
  },
  build({ X, y, XTest, yTest, classes }, { readFile }) {
    const array = (field: string, value: ArrayValue): Matrix =>
      asMatrix(resolveArray(["task", field], value, 2, readFile));
    const train = { X: array("X", X), Y: array("y", y) };
    requireRows("y", train);
    requireClasses("y", train.Y, classes);
    if (XTest === null && yTest === null) return { ...train, classes, test: null };
    if (XTest === null) throw new SpecError(["task", "XTest"], "is missing; expected it beside yTest");
    if (yTest === null) throw new SpecError(["task", "yTest"], "is missing; expected it beside XTest");
    const test = { X: array("XTest", XTest), Y: array("yTest", yTest) };
    requireRows("yTest", test);
    requireClasses("yTest", test.Y, classes);
    requireColumns("XTest", test.X, train.X.columns, "as many as X");
    requireColumns("yTest", test.Y, train.Y.columns, "as many as y");
    return { ...train, classes, test };
  },
};

const asMatrix = ({ shape, data }: NumericArray): Matrix => matrix(shape[0]!, shape[1]!, data);

function requireRows(field: string, { X, Y }: { readonly X: Matrix; readonly Y: Matrix }): void {
  if (Y.rows === X.rows) return;
  const inputs = field === "y" ? "X" : "XTest";
  throw new SpecError(["task", field], `has ${Y.rows} rows; expected ${X.rows}, one target a row of ${inputs}`);
}

function requireColumns(field: string, { columns }: Matrix, expected: number, reason: string): void {
  if (columns !== expected)
    throw new SpecError(["task", field], `has ${columns} columns; expected ${expected}, ${reason}`);
}

function requireClasses(field: string, { data, columns }: Matrix, classes: number | null): void {
  if (classes === null) return;
  if (columns !== 1) throw new SpecError(["task", field], `has ${columns} columns; expected one class an input`);
  const wrong = data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (wrong >= 0) {
    throw new SpecError(
      ["task", field, wrong],
      `is ${data[wrong]}; expected a class, a whole number from 0 to ${classes - 1}`,
    );
  }
}
