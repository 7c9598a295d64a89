/** Throws a RangeError that names the argument unless `value` is a whole number above 0. */
export function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} is ${value}; expected a whole number above 0`);
  }
}

/** Throws a RangeError that names the argument unless `value` is a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} is ${value}; expected a finite number above 0`);
  }
}
