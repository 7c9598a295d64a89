/** Parts of a name: texts and numbers by turns. */
const partsOf = (name: string): string[] => name.split(/(\d+)/);

/**
 * Names with the numbers in them compared as numbers: 2.weight before 10.weight.
 *
 * @param a a name
 * @param b another
 * @example
 * import { naturalOrder } from "@lazyrich/diagnose";
 * ["10.weight", "2.weight"].sort(naturalOrder); // ["2.weight", "10.weight"]
 */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let k = 0; k < Math.min(left.length, right.length); k++) {
    const [x, y] = [left[k]!, right[k]!];
    const order = k % 2 === 1 ? Number(x) - Number(y) : 0;
    if (order !== 0) return order;
    if (x !== y) return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

/** Whether a name comes before another by a number, which says an order, as words do not. */
export function isNumberedBefore(a: string, b: string): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  const k = left.findIndex((part, i) => part !== right[i]);
  return k % 2 === 1 && right[k] !== undefined && Number(left[k]) < Number(right[k]);
}
