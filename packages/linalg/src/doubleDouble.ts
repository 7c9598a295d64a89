import { productError } from "./productError.js";

/** A number as the unevaluated sum of two, the second below half an ulp of the first: about 32 digits. */
export type DoubleDouble = readonly [high: number, low: number];

/** x + y of two numbers, exactly (Knuth 1969). */
function exactSum(x: number, y: number): DoubleDouble {
  const sum = x + y;
  const shift = sum - x;
  return [sum, x - (sum - shift) + (y - shift)];
}

/**
 * x + y, with a relative error of a few 1e-32 of the larger term.
 *
 * @param x a number of twice the digits
 * @param y another
 * @example
 * import { doubleDoubleSum } from "@lazyrich/linalg";
 * doubleDoubleSum([1, 0], [1e-20, 0]); // [1, 1e-20]: both are kept
 */
export function doubleDoubleSum(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const [high, error] = exactSum(x[0], y[0]);
  return exactSum(high, error + x[1] + y[1]);
}

/**
 * x y. Factors above 1e300 and products that underflow are out of its range.
 *
 * @param x a number of twice the digits
 * @param y another
 * @example
 * import { doubleDoubleProduct } from "@lazyrich/linalg";
 * doubleDoubleProduct([1 + 2 ** -52, 0], [1 + 2 ** -52, 0])[1] === 2 ** -104; // true: the square of the last bit
 */
export function doubleDoubleProduct(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  const high = x[0] * y[0];
  return exactSum(high, productError(x[0], y[0], high) + (x[0] * y[1] + x[1] * y[0]));
}

/**
 * The square root of $x >= 0$, by one step of Newton's iteration from that of the leading part.
 *
 * @param x a number of twice the digits, at least 0
 * @example
 * import { doubleDoubleRoot } from "@lazyrich/linalg";
 * doubleDoubleRoot([2, 0])[1]; // -9.6673e-17: what Math.SQRT2 lacks
 */
export function doubleDoubleRoot(x: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(x[0]);
  if (root === 0) return [0, 0];
  const square = root * root;
  return exactSum(root, (x[0] - square - productError(root, root, square) + x[1]) / (2 * root));
}

/**
 * $sum_i x_i y_i$, with a relative error of a few 1e-32 of its largest term.
 *
 * @param x a vector
 * @param y another of the same length
 * @throws RangeError if the lengths differ.
 * @example
 * import { doubleDoubleDot } from "@lazyrich/linalg";
 * doubleDoubleDot([1e20, 1], [1, 1]); // [1e20, 1]
 */
export function doubleDoubleDot(x: ArrayLike<number>, y: ArrayLike<number>): DoubleDouble {
  if (x.length !== y.length) throw new RangeError(`x has length ${x.length}; expected ${y.length}, the length of y`);
  let sum: DoubleDouble = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const product = x[i]! * y[i]!;
    sum = doubleDoubleSum(sum, [product, productError(x[i]!, y[i]!, product)]);
  }
  return sum;
}
