/** Throws a RangeError unless `delta`, a sum of squared weights times learning rates, is finite. */
export function requireFiniteDelta(delta: number): void {
  if (!Number.isFinite(delta)) {
    throw new RangeError(`delta is ${delta}; expected weights below 1e154, so that their squares are finite`);
  }
}
