import { type Matrix, requireFiniteMatrix } from "@lazyrich/linalg";
import type { Data } from "./model.js";

/**
 * Throws a RangeError unless there is an input of the model's dimension at least, and a target for each: values as many as the model has
 * outputs, or a class that it knows.
 */
export function requireData({ X, Y, loss }: Data, inputDimension: number, c: number): void {
  requireFiniteMatrix("X", X);
  if (X.rows === 0) throw new RangeError(`X is 0 x ${X.columns}; expected at least one input`);
  if (X.columns !== inputDimension) {
    throw new RangeError(`X has ${X.columns} columns; expected ${inputDimension}, the input dimension of the model`);
  }
  requireFiniteMatrix("Y", Y);
  if (Y.rows !== X.rows) throw new RangeError(`Y has ${Y.rows} rows; expected ${X.rows}, one a row of X`);
  const columns = loss.targets === "classes" ? 1 : c;
  if (Y.columns !== columns) {
    const reason = loss.targets === "classes" ? "the class of an input" : "the output dimension of the model";
    throw new RangeError(`Y has ${Y.columns} columns; expected ${columns}, ${reason}`);
  }
  if (loss.targets === "values") return;
  const wrong = Y.data.findIndex((each) => !(Number.isInteger(each) && each >= 0 && each < c));
  if (wrong >= 0)
    throw new RangeError(`Y[${wrong}][0] is ${Y.data[wrong]}; expected a class, a whole number below ${c}`);
}

/** Throws a RangeError unless inputs have as many columns as the model takes. */
export function requireInputs({ columns }: Matrix, inputDimension: number): void {
  if (columns !== inputDimension) {
    throw new RangeError(`inputs has ${columns} columns; expected ${inputDimension}, the input dimension of the model`);
  }
}

/**
 * A matrix for a kernel: the one given, or a new one./** The given matrix for a kernel; throws a RangeError unless it is size x size. */
export function requireSquare(out: Matrix, size: number): Matrix {
  if (out.rows !== size || out.columns !== size) {
    throw new RangeError(`out is ${out.rows} x ${out.columns}; expected ${size} x ${size}, the outputs of all inputs`);
  }
  return out;
}
