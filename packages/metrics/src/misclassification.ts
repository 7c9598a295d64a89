/**
 * The share of inputs whose largest output is not that of their class; of equal outputs the first counts.
 *
 * @param outputs $n x c$, row-major.
 * @param classes length n, whole numbers from 0 to c - 1.
 * @param c the number of classes
 * @throws RangeError if the sizes do not fit or there are no inputs.
 * @example
 * import { misclassification } from "@lazyrich/metrics";
 * misclassification([0.9, 0.1, 0.8, 0.2, 0.3, 0.7], [0, 1, 1], 2); // 0.33333: one input of three
 */
export function misclassification(outputs: ArrayLike<number>, classes: ArrayLike<number>, c: number): number {
  const n = classes.length;
  if (n === 0) throw new RangeError("classes is empty; expected at least one");
  if (outputs.length !== n * c) throw new RangeError(`outputs has length ${outputs.length}; expected ${n} x ${c}`);
  let wrong = 0;
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let q = 1; q < c; q++) if (outputs[i * c + q]! > outputs[i * c + largest]!) largest = q;
    if (largest !== classes[i]) wrong++;
  }
  return wrong / n;
}
