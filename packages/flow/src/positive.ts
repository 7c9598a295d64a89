/** @throws RangeError that names the argument if it is not a positive finite number. */
export function positive(name: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${name} is ${value}, but must be a positive finite number`);
  }
}
