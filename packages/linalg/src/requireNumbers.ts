/** Throws a RangeError that names the argument unless `value` is a finite number. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} is ${String(value)}; expected a finite number`);
}

/** Throws a RangeError that names the argument unless `value` is a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) {
    throw new RangeError(`${name} is ${String(value)}; expected a finite number above 0`);
  }
}

/** Throws a RangeError that names the argument unless `value` is a finite number of at least 0. */
export function requireNonNegative(name: string, value: number): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new RangeError(`${name} is ${String(value)}; expected a finite number of at least 0`);
  }
}

/** Throws a RangeError that names the argument unless `value` is a whole number above 0. */
export function requireWhole(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value > 0)) {
    throw new RangeError(`${name} is ${String(value)}; expected a whole number above 0`);
  }
}

/** Throws a RangeError that names the first entry that is not a finite number; a vector needs at least one entry. */
export function requireFiniteVector(name: string, vector: ArrayLike<number>): void {
  if (vector.length === 0) throw new RangeError(`${name} is empty; expected at least one number`);
  for (let i = 0; i < vector.length; i++) requireFinite(`${name}[${i}]`, vector[i]!);
}

/** Throws a RangeError that names the first width that is not a whole number above 0. */
export function requireWidths(name: string, widths: readonly number[]): void {
  for (const [l, width] of widths.entries()) requireWhole(`${name}[${l}]`, width);
}

/** Throws a RangeError that names the argument unless it has the expected length. */
export function requireLength(name: string, vector: ArrayLike<unknown>, length: number, reason: string): void {
  if (vector.length !== length) {
    throw new RangeError(`${name} has length ${vector.length}; expected ${length}, ${reason}`);
  }
}
