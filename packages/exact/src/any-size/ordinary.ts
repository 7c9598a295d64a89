/** Sizes between which products of a few numbers and their squares stay far inside the range of numbers. */
const [LEAST, LARGEST] = [1e-36, 1e36];

/** Whether double precision serves all of these numbers: each is 0 or of a size between 1e-36 and 1e36. */
export function areOrdinary(x: ArrayLike<number>): boolean {
  for (let i = 0; i < x.length; i++) if (!isOrdinary(x[i]!)) return false;
  return true;
}

/** Whether a number is 0 or of a size between 1e-36 and 1e36. */
export function isOrdinary(x: number): boolean {
  const size = Math.abs(x);
  return x === 0 || (size > LEAST && size < LARGEST);
}

/** Throws a RangeError that names a result beyond the largest number. */
export function requireRepresentable(name: string, value: number, expected: string): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`${name} is beyond the largest number; expected ${expected} that keep it below 1.8e308`);
}
