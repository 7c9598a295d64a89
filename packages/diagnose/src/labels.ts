import type { Matrix } from "@lazyrich/linalg";
import { misclassification } from "@lazyrich/metrics";
import { crossEntropy, type Loss, meanSquared } from "@lazyrich/networks";
import { logisticLoss } from "./logisticLoss.js";

/** What the outputs of a network should be on some inputs. */
export interface Labels {
  readonly loss: Loss;
  /** The loss as a reader knows it, and what was read as what. */
  readonly lossName: string;
  /** Classes n x 1, or values n x c. */
  readonly Y: Matrix;
  /** nc numbers: one-hot classes less 1/c (of one output 1/2), or the values. */
  readonly targets: Float64Array;
}

/**
 * Labels of n inputs for c outputs. Classes are one whole number below c an input, rows of 0 and a single 1 on two outputs or more,
 * and both 0 and 1 on one output, the logit of 1; other c numbers an input are values.
 *
 * @throws RangeError that says which of both they are not.
 */
export function labelsOf(given: Matrix, n: number, c: number): Labels {
  if (given.rows !== n) throw new RangeError(`labels have ${given.rows} rows; expected ${n}, one an input`);
  if (given.columns === 1 && c > 1) {
    const at = given.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < c));
    if (at >= 0) throw new RangeError(`labels[${at}] is ${given.data[at]}; expected a whole number from 0 to ${c - 1}`);
    return { ...ofClasses(given.data, c), lossName: "cross-entropy" };
  }
  if (given.columns !== c) {
    throw new RangeError(
      `labels have ${given.columns} ${given.columns === 1 ? "column" : "columns"}; expected 1 of classes or ${c} of values`,
    );
  }
  const areBits = given.data.every((label) => label === 0 || label === 1);
  if (c === 1 && areBits && given.data.includes(0) && given.data.includes(1)) {
    const lossName = "logistic loss, the output being the logit of label 1";
    return { loss: logisticLoss, lossName, Y: given, targets: Float64Array.from(given.data, (label) => label - 0.5) };
  }
  const rows = Array.from({ length: n }, (_, i) => given.data.subarray(i * c, (i + 1) * c));
  if (c > 1 && areBits && rows.every((row) => row.indexOf(1) >= 0 && row.indexOf(1) === row.lastIndexOf(1))) {
    const classes = Float64Array.from(rows, (row) => row.indexOf(1));
    return { ...ofClasses(classes, c), lossName: "cross-entropy, rows with a single 1 being classes" };
  }
  return { loss: meanSquared, lossName: "mean squared error", Y: given, targets: Float64Array.from(given.data) };
}

function ofClasses(classes: Float64Array, c: number): Omit<Labels, "lossName"> {
  const targets = new Float64Array(classes.length * c).fill(-1 / c);
  for (const [i, label] of classes.entries()) targets[i * c + label]! += 1;
  return { loss: crossEntropy, Y: { rows: classes.length, columns: 1, data: classes }, targets };
}

/** The loss of some outputs, and of classes the accuracy. */
export function performance(
  outputs: Float64Array,
  { loss, Y }: Labels,
  c: number,
): { loss: number; accuracy: number | null } {
  const value = loss.evaluate(outputs, Y, c);
  return { loss: value, accuracy: loss.targets === "classes" ? accuracy(outputs, Y, c) : null };
}

/** Correct over all, not 1 less the others, so that the share is rounded once. One output is right by its sign. */
const accuracy = (outputs: Float64Array, { rows, data }: Matrix, c: number): number =>
  c === 1
    ? data.filter((label, i) => outputs[i]! > 0 === (label === 1)).length / rows
    : (rows - Math.round(rows * misclassification(outputs, data, c))) / rows;
