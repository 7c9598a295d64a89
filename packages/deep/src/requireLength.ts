/** @throws RangeError if there are not so many values. */
export function requireLength(name: string, values: ArrayLike<unknown>, length: number): void {
  if (values.length !== length) throw new RangeError(`${name} has length ${values.length}; expected ${length}`);
}
