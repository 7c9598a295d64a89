/**
 * Throws a RangeError that names the argument unless `value` is a finite number.
 *
 * @param name of the argument
 * @param value what was given
 * @example
 * import { requireFinite } from "@lazyrich/linalg";
 * requireFinite("delta", NaN); // RangeError: delta is NaN; expected a finite number
 */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${String(value)}; expected a finite number`);
}

/**
 * Throws a RangeError that names the argument unless `value` is a finite number above 0.
 *
 * @param name of the argument
 * @param value what was given
 * @example
 * import { requirePositive } from "@lazyrich/linalg";
 * requirePositive("etaA", 0); // RangeError: etaA is 0; expected a finite number above 0
 */
export function requirePositive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new RangeError(`${name} is ${String(value)}; expected a finite number above 0`);
  }
}

/**
 * Throws a RangeError that names the argument unless `value` is a finite number of at least 0.
 *
 * @param name of the argument
 * @param value what was given
 * @example
 * import { requireNonNegative } from "@lazyrich/linalg";
 * requireNonNegative("spread", -1); // RangeError: spread is -1; expected a finite number of at least 0
 */
export function requireNonNegative(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new RangeError(`${name} is ${String(value)}; expected a finite number of at least 0`);
  }
}

/**
 * Throws a RangeError that names the argument unless `value` is a whole number above 0.
 *
 * @param name of the argument
 * @param value what was given
 * @example
 * import { requireWhole } from "@lazyrich/linalg";
 * requireWhole("hiddenWidth", 2.5); // RangeError: hiddenWidth is 2.5; expected a whole number above 0
 */
export function requireWhole(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value > 0)) {
    throw new RangeError(`${name} is ${String(value)}; expected a whole number above 0`);
  }
}

/**
 * Throws a RangeError that names the first entry that is not a finite number; a vector needs at least one entry.
 *
 * @param name of the argument
 * @param vector what was given
 * @example
 * import { requireFiniteVector } from "@lazyrich/linalg";
 * requireFiniteVector("betaStar", [1, Infinity]); // RangeError: betaStar[1] is Infinity; expected a finite number
 */
export function requireFiniteVector(name: string, vector: ArrayLike<number>): void {
  if (vector.length === 0) throw new RangeError(`${name} is empty; expected at least one number`);
  for (let i = 0; i < vector.length; i++) if (!Number.isFinite(vector[i])) requireFinite(`${name}[${i}]`, vector[i]!);
}

/**
 * Throws a RangeError that names the first width that is not a whole number above 0.
 *
 * @param name of the argument
 * @param widths what was given
 * @example
 * import { requireWidths } from "@lazyrich/linalg";
 * requireWidths("widths", [2, 0]); // RangeError: widths[1] is 0; expected a whole number above 0
 */
export function requireWidths(name: string, widths: readonly number[]): void {
  for (const [l, width] of widths.entries()) requireWhole(`${name}[${l}]`, width);
}

/**
 * Throws a RangeError that names the argument unless it has the expected length.
 *
 * @param name of the argument
 * @param vector what was given
 * @param length what it must have
 * @param reason why, as the line ends
 * @example
 * import { requireLength } from "@lazyrich/linalg";
 * requireLength("beta0", [1, 2, 3], 2, "as betaStar"); // RangeError: beta0 has length 3; expected 2, as betaStar
 */
export function requireLength(name: string, vector: ArrayLike<unknown>, length: number, reason: string): void {
  if (vector.length !== length) {
    throw new RangeError(`${name} has length ${vector.length}; expected ${length}, ${reason}`);
  }
}
