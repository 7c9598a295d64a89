import type { Matrix } from "@lazyrich/linalg";
import { misclassification } from "@lazyrich/metrics";
import { crossEntropy, type Loss, meanSquared } from "@lazyrich/networks";

/** What the outputs of a network should be on some inputs. */
export interface Labels {
  readonly loss: Loss;
  /** Classes n x 1, or values n x c. */
  readonly Y: Matrix;
  /** nc numbers: one-hot classes less 1/c, or the values. */
  readonly targets: Float64Array;
}

/**
 * Labels of n inputs for c outputs: one whole number below c an input are classes, c numbers an input are values.
 *
 * @throws RangeError that says which of both they are not.
 */
export function labelsOf(given: Matrix, n: number, c: number): Labels {
  if (given.rows !== n) throw new RangeError(`labels have ${given.rows} rows; expected ${n}, one an input`);
  if (given.columns === 1 && c > 1) {
    const at = given.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < c));
    if (at >= 0) throw new RangeError(`labels[${at}] is ${given.data[at]}; expected a whole number from 0 to ${c - 1}`);
    const targets = new Float64Array(n * c).fill(-1 / c);
    for (const [i, label] of given.data.entries()) targets[i * c + label]! += 1;
    return { loss: crossEntropy, Y: given, targets };
  }
  if (given.columns !== c) {
    throw new RangeError(`labels have ${given.columns} columns; expected 1 of classes or ${c} of values`);
  }
  return { loss: meanSquared, Y: given, targets: Float64Array.from(given.data) };
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

/** Correct over all, not 1 less the others, so that the share is rounded once. */
const accuracy = (outputs: Float64Array, { rows, data }: Matrix, c: number): number =>
  (rows - Math.round(rows * misclassification(outputs, data, c))) / rows;
