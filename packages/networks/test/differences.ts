/** The derivative of f in one parameter, by central differences of two steps whose errors of order step^2 cancel. */
export function derivative(f: (theta: Float64Array) => number, theta: Float64Array, k: number, step = 2 ** -9): number {
  const at = (by: number): number => f(theta.map((value, j) => (j === k ? value + by : value)));
  return (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
}

/** What a function writes into a new buffer. */
export function written(length: number, write: (out: Float64Array) => void): Float64Array {
  const out = new Float64Array(length);
  write(out);
  return out;
}

/** The largest entry in absolute value. */
export const largest = (x: ArrayLike<number>): number =>
  Array.from(x).reduce((most, each) => Math.max(most, Math.abs(each)), 0);

/** The largest difference of two arrays of one length. */
export const difference = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  x.length === y.length ? largest(Array.from(x, (value, i) => value - y[i]!)) : Number.NaN;
