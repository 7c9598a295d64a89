import type { Matrix } from "@lazyrich/linalg";

/** Throws a RangeError that names the argument unless `value` is a finite number. */
export function requireFinite(name: string, value: number): void {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new RangeError(`${name} is ${String(value)}; expected a finite number`);
  }
}

/** Throws a RangeError that names the argument unless `value` is a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  requireFinite(name, value);
  if (value <= 0) throw new RangeError(`${name} is ${value}; expected a number above 0`);
}

/** Throws a RangeError that names the first entry that is not a finite number; a vector needs at least one entry. */
export function requireFiniteVector(name: string, vector: ArrayLike<number>): void {
  if (vector.length === 0) throw new RangeError(`${name} is empty; expected at least one number`);
  for (let i = 0; i < vector.length; i++) requireFinite(`${name}[${i}]`, vector[i]!);
}

/** Throws a RangeError unless both vectors have the same length. */
export function requireSameLength(
  name: string,
  vector: ArrayLike<number>,
  otherName: string,
  other: ArrayLike<number>,
): void {
  if (vector.length !== other.length) {
    throw new RangeError(`${name} has length ${vector.length}, but ${otherName} has length ${other.length}`);
  }
}

/** Throws a RangeError unless a target for each row of X and a function of its columns are given, all finite. */
export function requireSamples(X: Matrix, y: ArrayLike<number>, beta0: ArrayLike<number>): void {
  requireFiniteVector("y", y);
  requireFiniteVector("beta0", beta0);
  if (y.length !== X.rows) throw new RangeError(`y has length ${y.length}, but X has ${X.rows} rows`);
  if (beta0.length !== X.columns) {
    throw new RangeError(`beta0 has length ${beta0.length}, but X has ${X.columns} columns`);
  }
}

/** Throws a RangeError unless `time` is a number >= 0. Infinity is refused: `limit()` answers that. */
export function requireTime(name: string, time: number): void {
  if (typeof time !== "number" || !(time >= 0 && time < Infinity)) {
    throw new RangeError(`${name} is ${String(time)}; expected a finite number >= 0`);
  }
}

/** Throws a RangeError unless `delta`, a sum of squared weights times learning rates, is finite. */
export function requireFiniteDelta(delta: number): void {
  if (!Number.isFinite(delta)) {
    throw new RangeError(`delta is ${delta}; expected weights below 1e154, so that their squares are finite`);
  }
}
